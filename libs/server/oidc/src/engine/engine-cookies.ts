/**
 * Names that only this host can set, over TLS (RFC 6265bis §4.1.3.2). Browsers get the session's cookie; for the other two they get
 * those of `InteractionCookies`.
 */
export const cookieNames = {
  session: '__Host-postern_session',
  interaction: '__Host-postern_engine_interaction',
  resume: '__Host-postern_engine_resume',
} as const;
