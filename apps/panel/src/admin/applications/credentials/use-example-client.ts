import { localAuthority } from '@postern/client-examples';
import type { ExampleClient, ExampleSignIn } from '@postern/client-examples';
import type { ClientCredential, ClientGrant, ClientRecord } from '@postern/contracts';
import { useQuery } from '@tanstack/react-query';
import { discover, panelClient } from '../../../session/panel-client';
import { certificateMethodOf, usedIds } from './authentication';

/** The installation's public metadata. */
export const useDiscovery = () =>
  useQuery({
    queryKey: ['discovery'],
    queryFn: () => discover(panelClient(location.origin)),
    staleTime: Infinity,
  });

const algorithmOf = (credential: ClientCredential | undefined): ExampleClient['algorithm'] => {
  const known = (['RS256', 'PS256', 'ES256'] as const).find((alg) => alg === credential?.alg);
  return known ?? (credential?.certificate?.key.startsWith('EC') ? 'ES256' : 'RS256');
};

/**
 * On a development machine, the certificate comes from a CA that `npm start` created, which no program trusts by
 * default.
 */
const isLocal = (issuer: string): boolean => /^(?:.+\.)?localhost$|^127\.|^\[::1\]$/.test(new URL(issuer).hostname);

const signInOf = (
  { app_type, grant_types, redirect_uris }: ClientRecord,
  authorizationEndpoint: string | undefined,
): ExampleSignIn | null => {
  const [redirectUri] = redirect_uris;
  if (app_type === 'non_interactive' || !grant_types.includes('authorization_code')) return null;
  return redirectUri === undefined || authorizationEndpoint === undefined
    ? null
    : { appType: app_type, authorizationEndpoint, redirectUri };
};

/** The token's audience: an API that the application may call, or Postern's own for a program that administers it. */
const targetOf = (
  { grant_types, scopes }: ClientRecord,
  grant: ClientGrant | undefined,
  issuer: string,
): Pick<ExampleClient, 'audience' | 'scope'> => {
  if (grant) return { audience: grant.audience, scope: grant.scope };
  const administers = grant_types.includes('client_credentials') && !grant_types.includes('authorization_code');
  if (!administers || scopes.length === 0) return { audience: null, scope: [] };
  return { audience: new URL('/api/v2', issuer).href, scope: scopes };
};

/** The input for an example: this installation's URLs and the application's registration. Null while loading. */
export const useExampleClient = (
  client: ClientRecord,
  credentials: readonly ClientCredential[],
  grant?: ClientGrant,
): ExampleClient | null => {
  const { data: server } = useDiscovery();
  if (!server?.token_endpoint) return null;
  const ids = usedIds(client);
  const used = credentials.find(({ id }) => ids.includes(id));
  const { client_id: clientId, token_endpoint_auth_method: secret } = client;
  return {
    clientId,
    method: certificateMethodOf(client) ?? secret ?? 'client_secret_basic',
    issuer: server.issuer,
    tokenEndpoint: server.token_endpoint,
    mtlsTokenEndpoint: server.mtls_endpoint_aliases?.token_endpoint ?? server.token_endpoint,
    algorithm: algorithmOf(used),
    subject: used?.subject_dn ?? null,
    san: used?.san ?? null,
    ...targetOf(client, grant, server.issuer),
    authority: isLocal(server.issuer) ? localAuthority : null,
    signIn: signInOf(client, server.authorization_endpoint),
  };
};
