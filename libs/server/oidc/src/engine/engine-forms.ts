import type { KoaContextWithOIDC } from 'oidc-provider';

const header = 'content-security-policy';

/**
 * The engine has two pages that post themselves: answers by `response_mode=form_post`, and sign-out without a session. Each holds one
 * inline script, whose hash the engine adds to `script-src` where there is one: the policy of the server has one, which admits nothing. Lets such a
 * page post to the application, wherever that sends the browser next; every other answer stays as strict.
 */
export const admitEngineForm = (ctx: KoaContextWithOIDC): void => {
  const policy = ctx.res.getHeader(header);
  if (typeof policy !== 'string' || !policy.includes(" 'sha256-")) return;
  ctx.set(header, policy.replace("'none' 'sha256-", "'sha256-").replace(/form-action [^;]*(;|$)/, ''));
};
