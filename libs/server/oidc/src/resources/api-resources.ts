import { Injectable } from '@nestjs/common';
import { ApiAccessLookup } from '@postern/clients';
import { ServerConfig } from '@postern/config';
import type { Client, Configuration, KoaContextWithOIDC } from 'oidc-provider';
import type Provider from 'oidc-provider';
import { EngineExtension } from '../engine/engine-extension.js';
import { createResourceLookup } from './find-resource.js';
import { type PermittedToken, TokenPermissions } from '../tokens/token-permissions.js';
import { teachScopesOfApis } from './engine-scopes.js';
import { refuseUselessTokens } from './useless-tokens.js';

type IntrospectionPolicy = NonNullable<
  NonNullable<NonNullable<Configuration['features']>['introspection']>['allowedPolicy']
>;

/** A token of the engine. */
interface Introspected extends PermittedToken {
  readonly kind: string;
  scope?: string | undefined;
}

/** APIs that tokens are issued for (RFC 8707): what applications can get there, and how requests name them. */
@Injectable()
export class ApiResources extends EngineExtension {
  constructor(
    private readonly config: ServerConfig,
    private readonly apis: ApiAccessLookup,
    private readonly permissions: TokenPermissions,
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
    teachScopesOfApis(provider);
    refuseUselessTokens(provider);
  }

  /** Besides the usual clients, the API that a token is meant for may introspect it (RFC 7662 §2) while it is valid. */
  private whoMayIntrospect(anyway: IntrospectionPolicy = () => false): IntrospectionPolicy {
    return async (ctx: KoaContextWithOIDC, client: Client, token) =>
      ((await anyway(ctx, client, token)) || (await this.isSentTo(client, token as Introspected))) &&
      this.narrow(token as Introspected);
  }

  private async isSentTo({ clientId, clientAuthMethod }: Client, { aud }: Introspected): Promise<boolean> {
    if (clientAuthMethod === 'none' || typeof aud !== 'string') return false;
    return (await this.apis.find(clientId, aud))?.isOwn === true;
  }

  /** The engine reads the token next, so it is limited to what its application may still do. */
  private async narrow(token: Introspected): Promise<boolean> {
    const { kind, clientId } = token;
    const left = await this.permissions.scopeLeft(kind === 'RefreshToken' ? { clientId } : token);
    if (left !== undefined && kind !== 'RefreshToken') token.scope = left === '' ? undefined : left;
    return left !== undefined;
  }
}
