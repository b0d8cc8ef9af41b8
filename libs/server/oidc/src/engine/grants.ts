import type { KoaContextWithOIDC } from 'oidc-provider';
import type { ArtifactStore } from '../storage/artifact-store.js';
import { ownMetadataOf } from './client-metadata.js';

type Grant = InstanceType<KoaContextWithOIDC['oidc']['provider']['Grant']>;

/** Lets a grant cover all that the request asks for: claims of the ID token, and scopes of each resource. */
const grantEverythingAsked = (ctx: KoaContextWithOIDC, grant: Grant): void => {
  const { oidc } = ctx;
  grant.addOIDCScope([...oidc.requestParamOIDCScopes].join(' '));
  grant.addOIDCClaims([...oidc.requestParamClaims]);
  for (const [indicator, server] of Object.entries(oidc.resourceServers ?? {})) {
    const allowed = new Set(server.scope?.split(' '));
    grant.addResourceScope(indicator, [...oidc.requestParamScopes].filter((scope) => allowed.has(scope)).join(' '));
  }
};

/**
 * The consent a person gave this application before. First-party applications have it without asking;
 * a third party's is remembered across sessions and devices until it is taken back.
 */
export const createGrantLoader =
  (store: ArtifactStore) =>
  async (ctx: KoaContextWithOIDC): Promise<Grant | undefined> => {
    const { oidc } = ctx;
    const { client, session, provider, account } = oidc;
    if (client === undefined || session === undefined || account === undefined) return undefined;
    const given = (oidc.result as { consent?: { grantId?: string } } | undefined)?.consent?.grantId;
    const known = given ?? session.grantIdFor(client.clientId);
    if (ownMetadataOf(client).first_party === true) {
      const existing = known === undefined ? undefined : await provider.Grant.find(known);
      const grant = existing ?? new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
      grantEverythingAsked(ctx, grant);
      await grant.save();
      return grant;
    }
    const grantId = known ?? (await store.findGrantId(account.accountId, client.clientId));
    return grantId === undefined ? undefined : provider.Grant.find(grantId);
  };
