import { interactionPaths } from '@postern/contracts';
import type { KoaContextWithOIDC } from 'oidc-provider';

/** Names with the browser's own guarantees (RFC 6265bis §4.1.3): set over TLS only, and by this host only. */
export const cookieNames = {
  session: '__Host-postern_session',
  interaction: '__Secure-postern_interaction',
  resume: '__Secure-postern_resume',
} as const;

/**
 * The engine binds its interaction cookie to the page it sends the browser to; here the API below `/api/interaction/{uid}`
 * reads it, and two tabs that sign in at once must not share it. So the cookie's path becomes that of the API.
 */
export const bindInteractionCookieToApi = (ctx: KoaContextWithOIDC): void => {
  const uid = ctx.oidc?.entities.Interaction?.uid;
  const header = ctx.response.get('set-cookie') as unknown as string[] | string;
  if (uid === undefined || header.length === 0) return;
  const cookies = (Array.isArray(header) ? header : [header]).map((cookie) =>
    cookie.startsWith(cookieNames.interaction)
      ? cookie.replace(/path=[^;]*/i, () => `path=${interactionPaths.view(uid)}`)
      : cookie,
  );
  ctx.set('set-cookie', cookies);
};
