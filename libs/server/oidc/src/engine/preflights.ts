import type { ClientOriginIndex, ClientOrigins } from '@postern/clients';
import type { KoaContextWithOIDC } from 'oidc-provider';

/** Endpoints whose answers depend on the application, by the origins that may ask for them. */
const origins: ReadonlyMap<string, keyof ClientOrigins> = new Map([
  ['/me', 'all'],
  ['/token', 'ofPublicClients'],
  ['/token/revocation', 'ofPublicClients'],
  ['/token/introspection', 'ofPublicClients'],
  ['/request', 'ofPublicClients'],
]);

/**
 * A preflight does not name the application, so the engine allows all. Refuses origins that no application has, whose requests would be
 * refused too.
 */
export const createPreflightFilter =
  (index: ClientOriginIndex) =>
  async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    const kind = ctx.method === 'OPTIONS' ? origins.get(ctx.path) : undefined;
    if (kind === undefined || (await index.find())[kind].has(ctx.get('Origin'))) return next();
    ctx.vary('Origin');
    ctx.status = 204;
  };
