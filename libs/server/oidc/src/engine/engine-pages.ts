import { type ErrorOut, errors, type KoaContextWithOIDC } from 'oidc-provider';

/** Pages of the widget that the engine sends a browser to. What they need travels in the fragment, which no server logs. */
const page = (name: string, facts: Readonly<Record<string, string>>): string =>
  `/sign-in/${name}#${new URLSearchParams(facts).toString()}`;

/** The engine reports expired requests as invalid; people see a page of their own for them. */
const codeOf = (ctx: KoaContextWithOIDC, out: ErrorOut, error: Error): string => {
  if (error instanceof errors.SessionNotFound) return 'session_not_found';
  if (error instanceof errors.InvalidRequest && ctx.oidc?.route === 'end_session_confirm') return 'sign_out_not_found';
  return String(out.error);
};

/** An authorization request that cannot be answered at the application: a page says so, by its code only. */
export const renderError = (ctx: KoaContextWithOIDC, out: ErrorOut, error: Error): void => {
  if (ctx.accepts('json', 'html') === 'json') {
    ctx.body = out;
    return;
  }
  ctx.status = 303;
  ctx.redirect(page('error', { error: codeOf(ctx, out, error), request: ctx.response.get('x-request-id') }));
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

/** The final page of a sign-out without a redirect URI; the person may have chosen to stay signed in. */
export const postLogoutSuccessSource = async (ctx: KoaContextWithOIDC): Promise<void> => {
  const { accountId } = await ctx.oidc.provider.Session.get(ctx);
  ctx.status = 303;
  ctx.redirect(accountId === undefined ? '/sign-in/signed-out' : page('signed-out', { still: '1' }));
};
