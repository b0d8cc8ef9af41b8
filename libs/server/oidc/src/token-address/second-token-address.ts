import { Injectable } from '@nestjs/common';
import { Clients } from '@postern/clients';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type Provider from 'oidc-provider';
import { EngineExtension } from '../engine/engine-extension.js';
import { isSecondAddress } from '../engine/engine-paths.js';
import { readPosted } from './posted-body.js';
import { withSecretAsRegistered } from './secret-placement.js';

const form = 'application/x-www-form-urlencoded';

/**
 * `/oauth/token`, where Auth0's libraries ask for tokens: the token endpoint under a second address (ADR 0024). There the body may be
 * JSON, and the secret stands in the header or in the body, whichever the application is registered with.
 */
@Injectable()
export class SecondTokenAddress extends EngineExtension {
  constructor(private readonly clients: Clients) {
    super();
  }

  override teach(provider: Provider): void {
    provider.use(async (ctx: KoaContextWithOIDC, next: () => Promise<void>) => {
      if (isSecondAddress(ctx.req) && ctx.method === 'POST') await this.translate(ctx);
      await next();
    });
  }

  private async translate(ctx: KoaContextWithOIDC): Promise<void> {
    const posted = await readPosted(ctx.req);
    // What cannot be read is the engine's to refuse: it finds nothing in it.
    const method = await this.methodOf(posted?.['client_id']);
    const { body, authorization } = withSecretAsRegistered(posted ?? {}, ctx.req.headers.authorization, method);
    if (authorization === undefined) delete ctx.req.headers.authorization;
    else ctx.req.headers.authorization = authorization;
    ctx.req.headers['content-type'] = form;
    Object.assign(ctx.req, { body });
  }

  private async methodOf(clientId: unknown): Promise<unknown> {
    if (typeof clientId !== 'string') return undefined;
    return (await this.clients.registered(clientId))?.metadata['token_endpoint_auth_method'];
  }
}
