import type { AccountClaims, AccountGroups } from '@postern/accounts';
import { type Clients, openIdScopes } from '@postern/clients';
import type { ServerConfig } from '@postern/config';
import { interactionPaths } from '@postern/contracts';
import type { JWK } from 'jose';
import type { Client, Configuration, KoaContextWithOIDC } from 'oidc-provider';
import type { ArtifactStore } from '../storage/artifact-store.js';
import { ClientAdapter } from '../storage/client-adapter.js';
import { EngineAdapter } from '../storage/engine-adapter.js';
import type { RecentArtifacts } from '../storage/recent-artifacts.js';
import type { UnitOfWork } from '../storage/unit-of-work.js';
import { publishedKeys } from '../keys/published-keys.js';
import { createAccountLoader } from './account-loader.js';
import { ownClientMetadata, ownMetadataOf } from './client-metadata.js';
import { mayReadFrom } from './client-origins.js';
import { createCookieKeys } from './cookie-keys.js';
import { cookieNames } from './engine-cookies.js';
import { logoutSource, postLogoutSuccessSource, renderError } from './engine-pages.js';
import { createGrantLoader } from './grants.js';
import { interactionLifetime } from './interaction-lifetime.js';
import { createInteractionPolicy } from './interaction-policy.js';
import { callLogoutAddress } from './logout-call.js';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

export interface EngineDependencies {
  readonly config: ServerConfig;
  readonly store: ArtifactStore;
  readonly units: UnitOfWork;
  readonly recent: RecentArtifacts;
  readonly clients: Clients;
  readonly accounts: AccountClaims;
  readonly groups: AccountGroups;
}

const isConfidential = (client: Client): boolean => client.clientAuthMethod !== 'none';

/** Configuration of the engine; see the documentation of oidc-provider for each setting. */
export const engineConfiguration = (
  { config, store, units, recent, clients, accounts, groups }: EngineDependencies,
  keys: readonly JWK[],
): Configuration => ({
  adapter: (model: string) =>
    model === 'Client' ? new ClientAdapter(clients) : new EngineAdapter(model, store, units, recent),
  jwks: { keys: [...publishedKeys(keys)] as NonNullable<Configuration['jwks']>['keys'] },
  claims: {
    iss: null,
    sid: null,
    // Every ID token says how and when the person signed in, whether asked or not.
    openid: ['sub', 'acr', 'amr', 'auth_time'],
    profile: ['name', 'given_name', 'family_name', 'preferred_username', 'locale', 'updated_at'],
    email: ['email', 'email_verified'],
    roles: ['roles'],
    groups: ['groups'],
    organization: ['organization'],
    identifiers: ['identifiers'],
    certificate: ['certificate'],
  },
  scopes: [...openIdScopes],
  conformIdTokenClaims: false,
  responseTypes: ['code'],
  // RFC 9700 §2.1.1: public clients must use it, the others where their application requires it.
  pkce: { required: (_ctx, client) => !isConfidential(client) || ownMetadataOf(client).require_pkce === true },
  clientBasedCORS: mayReadFrom,
  clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none'],
  clientDefaults: {
    id_token_signed_response_alg: 'RS256',
    grant_types: ['authorization_code'],
    response_types: ['code'],
    token_endpoint_auth_method: 'client_secret_basic',
  },
  extraClientMetadata: { properties: [...ownClientMetadata] },
  enabledJWA: {
    idTokenSigningAlgValues: ['ES256', 'RS256', 'PS256'],
    userinfoSigningAlgValues: ['ES256', 'RS256', 'PS256'],
  },
  cookies: {
    names: { ...cookieNames },
    keys: createCookieKeys(config),
    long: { httpOnly: true, sameSite: 'lax', secure: true, signed: true, path: '/' },
    short: { httpOnly: true, sameSite: 'lax', secure: true, signed: true },
  },
  features: {
    devInteractions: { enabled: false },
    dPoP: { enabled: false },
    clientCredentials: { enabled: true },
    userinfo: { enabled: true },
    revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
    introspection: {
      enabled: true,
      allowedPolicy: (_ctx, client, token) => isConfidential(client) && token.clientId === client.clientId,
    },
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: { enabled: true, logoutSource, postLogoutSuccessSource },
    resourceIndicators: {
      enabled: true,
      // Its type knows of no request without an API.
      defaultResource: () => undefined as never,
      useGrantedResource: () => true,
    },
  },
  interactions: {
    policy: createInteractionPolicy(),
    url: (_ctx, { uid }) => interactionPaths.page(uid),
  },
  loadExistingGrant: createGrantLoader(store),
  findAccount: createAccountLoader({ accounts, groups, units }),
  // Applications with the refresh token grant get refresh tokens; without `offline_access` they end with the session.
  issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
  expiresWithSession: async (_ctx, token) => !token.scopes.has('offline_access'),
  rotateRefreshToken: true,
  // Signing out ends tokens; the consent behind them is remembered.
  revokeGrantPolicy: (ctx: KoaContextWithOIDC) => !ctx.oidc.route.startsWith('end_session'),
  renderError,
  // The engine calls nothing but back-channel logout addresses, which administrators registered; many of them are in private
  // networks, which its own dispatcher would refuse.
  fetch: callLogoutAddress,
  ttl: {
    AccessToken: (_ctx, token, client) =>
      token.resourceServer?.accessTokenTTL ?? ownMetadataOf(client).access_token_ttl ?? hour,
    RefreshToken: (_ctx, _token, client) => ownMetadataOf(client).refresh_token_ttl ?? 14 * day,
    ClientCredentials: (_ctx, token, client) =>
      token.resourceServer?.accessTokenTTL ?? ownMetadataOf(client).access_token_ttl ?? 10 * minute,
    AuthorizationCode: minute,
    Interaction: interactionLifetime,
    IdToken: (_ctx, _token, client) => ownMetadataOf(client).id_token_ttl ?? hour,
    // `SessionLife` replaces it.
    Session: 14 * day,
    Grant: 180 * day,
  },
});
