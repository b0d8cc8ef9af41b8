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
  if (uid === undefined) return;
  const header = ctx.res.getHeader('set-cookie') ?? [];
  const cookies = [header]
    .flat()
    .map(String)
    .map((cookie) =>
      cookie.startsWith(cookieNames.interaction)
        ? cookie.replace(/path=[^;]*/i, () => `path=${interactionPaths.view(uid)}`)
        : cookie,
    );
  if (cookies.length > 0) ctx.set('set-cookie', cookies);
};
