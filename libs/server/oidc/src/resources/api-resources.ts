import { Injectable } from '@nestjs/common';
import { ApiAccessLookup } from '@postern/clients';
import { ServerConfig } from '@postern/config';
import type { Client, Configuration, KoaContextWithOIDC } from 'oidc-provider';
import type Provider from 'oidc-provider';
import { EngineExtension } from '../engine/engine-extension.js';
import { createResourceLookup } from './find-resource.js';
import { type PostedParameters, withTarget } from './requested-target.js';

type IntrospectionPolicy = NonNullable<
  NonNullable<NonNullable<Configuration['features']>['introspection']>['allowedPolicy']
>;

/** APIs that tokens are issued for (RFC 8707): what applications can get there, and how requests name them. */
@Injectable()
export class ApiResources extends EngineExtension {
  constructor(
    private readonly config: ServerConfig,
    private readonly apis: ApiAccessLookup,
  ) {
    super();
  }

  override configure(configuration: Configuration): Configuration {
    const { features = {} } = configuration;
    return {
      ...configuration,
      features: {
        ...features,
        introspection: {
          enabled: true,
          allowedPolicy: this.whoMayIntrospect(features.introspection?.allowedPolicy),
        },
        resourceIndicators: {
          ...features.resourceIndicators,
          enabled: true,
          getResourceServerInfo: createResourceLookup(this.config.PUBLIC_ORIGIN, this.apis),
        },
      } as NonNullable<Configuration['features']>,
    };
  }

  override teach(provider: Provider): void {
    // The engine keeps what was posted in a property of its context, before it picks the parameters that it knows.
    Object.defineProperty(provider.OIDCContext.prototype, 'body', {
      configurable: true,
      set(this: { readonly route: string }, posted: PostedParameters) {
        const value = this.route === 'token' ? withTarget(posted) : posted;
        Object.defineProperty(this, 'body', { value, configurable: true, enumerable: true, writable: true });
      },
    });
  }

  /** Besides those who might anyway, the API that a token is meant for (RFC 7662 §2). */
  private whoMayIntrospect(anyway: IntrospectionPolicy = () => false): IntrospectionPolicy {
    return async (ctx: KoaContextWithOIDC, client: Client, token) => {
      if (await anyway(ctx, client, token)) return true;
      const { aud } = token as { readonly aud?: string };
      if (client.clientAuthMethod === 'none' || typeof aud !== 'string') return false;
      return (await this.apis.find(client.clientId, aud))?.isOwn === true;
    };
  }
}
