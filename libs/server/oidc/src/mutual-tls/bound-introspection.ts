import { Injectable } from '@nestjs/common';
import { requestOrigin } from '@postern/requests';
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { EngineEvents, otherCertificate } from '../events.js';
import { EngineExtension } from '../engine/engine-extension.js';
import { Handshakes } from './request-handshakes.js';
import { readShownCertificate, shownCertificateParameter } from './introspected-certificate.js';

/** A token of the engine. */
interface BoundToken {
  readonly clientId?: string | undefined;
  readonly 'x5t#S256'?: string | undefined;
}

/**
 * For an API that sends its caller's certificate, a token bound to another one is not active; RFC 7662 §2.1 allows such context. Other APIs
 * compare `cnf` of the response themselves (RFC 8705 §3.2).
 */
@Injectable()
export class BoundIntrospection extends EngineExtension {
  constructor(
    private readonly handshakes: Handshakes,
    private readonly events: EngineEvents,
  ) {
    super();
  }

  override configure(configuration: Configuration): Configuration {
    const { introspection } = configuration.features ?? {};
    const { allowedPolicy = () => false } = introspection ?? {};
    return {
      ...configuration,
      features: {
        ...configuration.features,
        introspection: {
          ...introspection,
          allowedPolicy: async (ctx, client, token) =>
            (await allowedPolicy(ctx, client, token)) && this.isProved(ctx, token as BoundToken),
        },
      } as NonNullable<Configuration['features']>,
    };
  }

  private async isProved(ctx: KoaContextWithOIDC, { clientId, 'x5t#S256': thumbprint }: BoundToken): Promise<boolean> {
    const { [shownCertificateParameter]: said } = (ctx.oidc.body ?? {}) as Readonly<Record<string, unknown>>;
    if (said === undefined) return true;
    const shown = readShownCertificate(said);
    if (thumbprint === undefined) return true;
    if (shown !== undefined && (await this.handshakes.isProof(shown, thumbprint))) return true;
    this.events.authenticationFailed({
      ...{ clientId: clientId ?? null, method: null, reason: otherCertificate },
      origin: requestOrigin({ ip: ctx.ip, headers: ctx.headers }),
    });
    return false;
  }
}
