import { Injectable } from '@nestjs/common';
import { ServerConfig } from '@postern/config';
import { networkOf, WindowCounter } from '@postern/requests';
import type Provider from 'oidc-provider';
import { errors, type KoaContextWithOIDC } from 'oidc-provider';
import { wrapClientLookup } from '../engine-internals/clients.js';
import { currentContext } from '../engine-internals/engine-internals.js';
import { EngineExtension } from '../engine/engine-extension.js';

/** Endpoints where an application proves itself. */
const limited: ReadonlySet<string> = new Set(['token', 'introspection', 'revocation', 'pushed_authorization_request']);

const minute = 60_000;

/** The application has used what it may; `temporarily_unavailable` is the word of RFC 6749 §4.1.2.1 that fits best. */
class ApplicationLimitedError extends errors.OIDCProviderError {
  constructor() {
    super(429, 'temporarily_unavailable');
    this.error_description =
      'this application sent too many requests within a minute; wait as long as Retry-After says';
    this.expose = true;
  }
}

/** Anyone can use the id of a public application, so its requests count per address. */
const keyOf = (ctx: KoaContextWithOIDC, clientId: string, isPublic: boolean): string =>
  isPublic ? `${clientId} ${networkOf(ctx.ip)}` : clientId;

/**
 * Requests per application and minute. They count once the application has authenticated; over the limit, requests in its name are refused
 * before authentication, which does not affect other applications.
 */
@Injectable()
export class ApplicationLimit extends EngineExtension {
  private readonly counter = new WindowCounter(minute);

  constructor(private readonly config: ServerConfig) {
    super();
  }

  override teach(provider: Provider): void {
    if (this.config.RATE_LIMIT_APPLICATION === 0) return;
    wrapClientLookup(provider, (find) => (clientId) => {
      const ctx = currentContext();
      if (typeof clientId === 'string' && ctx !== undefined && limited.has(ctx.oidc?.route)) {
        this.assertLeft(ctx, clientId);
      }
      return find(clientId);
    });
    provider.use((async (ctx: KoaContextWithOIDC, next: () => Promise<void>) => {
      await next();
      const { client } = ctx.oidc ?? {};
      if (client === undefined || !limited.has(ctx.oidc.route) || ctx.status >= 400) return;
      this.counter.add(keyOf(ctx, client.clientId, client.clientAuthMethod === 'none'));
    }) as never);
  }

  private assertLeft(ctx: KoaContextWithOIDC, clientId: string): void {
    for (const key of [keyOf(ctx, clientId, false), keyOf(ctx, clientId, true)]) {
      if (this.counter.used(key) < this.config.RATE_LIMIT_APPLICATION) continue;
      ctx.set('Retry-After', String(this.counter.secondsLeft(key)));
      throw new ApplicationLimitedError();
    }
  }
}
