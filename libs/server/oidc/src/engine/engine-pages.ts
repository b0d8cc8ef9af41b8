import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider';

/** Pages of the widget that the engine sends a browser to. What they need travels in the fragment, which no server logs. */
const page = (name: string, facts: Readonly<Record<string, string>>): string =>
  `/sign-in/${name}#${new URLSearchParams(facts).toString()}`;

/** An authorization request that cannot be answered at the application: a page says so, by its code only. */
export const renderError = (ctx: KoaContextWithOIDC, out: ErrorOut): void => {
  if (ctx.accepts('json', 'html') === 'json') {
    ctx.body = out;
    return;
  }
  ctx.status = 303;
  ctx.redirect(page('error', { error: String(out.error), request: ctx.response.get('x-request-id') }));
};

/**
 * RP-initiated logout: the page asks, unless the application proved by its ID token that it speaks of this very person.
 * The page posts the engine's own form, which is safe against forgery by `xsrf`.
 */
export const logoutSource = (ctx: KoaContextWithOIDC): void => {
  const { session, entities, client } = ctx.oidc;
  const secret = (session as { state?: { secret?: string } } | undefined)?.state?.secret ?? '';
  const hint = entities.IdTokenHint as { payload?: { sub?: unknown } } | undefined;
  const certain = hint?.payload?.sub !== undefined && hint.payload.sub === session?.accountId;
  ctx.status = 303;
  ctx.redirect(
    page('sign-out', { xsrf: secret, application: client?.clientName ?? '', ...(certain ? { confirmed: '1' } : {}) }),
  );
};

export const postLogoutSuccessSource = (ctx: KoaContextWithOIDC): void => {
  ctx.status = 303;
  ctx.redirect('/sign-in/signed-out');
};
