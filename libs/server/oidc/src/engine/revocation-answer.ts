import type { KoaContextWithOIDC } from 'oidc-provider';

/**
 * Revocation succeeds without a body (RFC 7009 §2.2), and the engine sends that as plain text. Some clients read every answer as
 * JSON and fail on it, so it becomes an empty object.
 */
export const answerRevocationInJson = (ctx: KoaContextWithOIDC): void => {
  if (ctx.oidc?.route === 'revocation' && ctx.status === 200 && ctx.body === '') ctx.body = {};
};
