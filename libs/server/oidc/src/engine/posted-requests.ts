import { errors, type KoaContextWithOIDC } from 'oidc-provider';
import { renderError } from './engine-pages.js';

/** Endpoints of the engine that clients may call by POST (OpenID Connect Core §3.1.2.1, RP-Initiated Logout §2). */
const postable: ReadonlySet<string> = new Set(['/auth', '/session/end']);

/** Bytes. As an address it must fit into the 8 kB that Nginx and browsers allow for a request line. */
const longestForm = 6 * 1024;

const readForm = async (ctx: KoaContextWithOIDC): Promise<string> => {
  if (!ctx.is('application/x-www-form-urlencoded')) {
    throw new errors.InvalidRequest('only application/x-www-form-urlencoded bodies are supported');
  }
  const parts: Buffer[] = [];
  let size = 0;
  if ((ctx.request.length ?? 0) > longestForm) throw tooLong();
  // The connection stays open for the response, and what was not read does not hold it up.
  try {
    for await (const part of ctx.req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > longestForm) throw tooLong();
      parts.push(part);
    }
  } finally {
    setImmediate(() => ctx.req.resume());
  }
  return new URLSearchParams(Buffer.concat(parts).toString()).toString();
};

const tooLong = (): errors.InvalidRequest =>
  new errors.InvalidRequest('the request is longer than 6 kB; push it (RFC 9126) and send its request_uri', 413);

/**
 * Sends a posted request on as GET, with the same parameters. A form of another site arrives without the session's cookie, which
 * is `SameSite=Lax`; the browser adds it to the GET that follows. Nothing else happens before that, so a POST can do no more than a link to
 * the same URL.
 *
 * @param mountPath of the engine
 */
export const createPostRedirects =
  (mountPath: string) =>
  async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    if (ctx.method !== 'POST' || !postable.has(ctx.path)) return next();
    ctx.set('Cache-Control', 'no-store');
    try {
      const query = await readForm(ctx);
      if (query.length > longestForm) throw tooLong();
      ctx.status = 303;
      ctx.redirect(`${mountPath}${ctx.path}?${query}`);
    } catch (error) {
      if (!(error instanceof errors.OIDCProviderError)) throw error;
      ctx.status = error.statusCode;
      renderError(ctx, { error: error.error, error_description: error.error_description }, error);
    }
  };
