import type { ExampleClient } from '@postern/client-examples';
import type { ClientCredential, ClientGrant, ClientRecord } from '@postern/contracts';
import { useQuery } from '@tanstack/react-query';
import { discover, panelClient } from '../../../session/panel-client';
import { certificateMethodOf, usedIds } from './authentication';

const useDiscovery = () =>
  useQuery({
    queryKey: ['discovery'],
    queryFn: () => discover(panelClient(location.origin)),
    staleTime: Infinity,
  });

const algorithmOf = (credential: ClientCredential | undefined): ExampleClient['algorithm'] => {
  const known = (['RS256', 'PS256', 'ES256'] as const).find((alg) => alg === credential?.alg);
  return known ?? (credential?.certificate?.key.startsWith('EC') ? 'ES256' : 'RS256');
};

/** What an example is made of: this installation's addresses, and what is registered for the application. Null while it is on its way. */
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
    method: certificateMethodOf(client) ?? (secret === 'client_secret_post' ? secret : 'client_secret_basic'),
    issuer: server.issuer,
    tokenEndpoint: server.token_endpoint,
    mtlsTokenEndpoint: server.mtls_endpoint_aliases?.token_endpoint ?? server.token_endpoint,
    algorithm: algorithmOf(used),
    subject: used?.subject_dn ?? null,
    san: used?.san ?? null,
    audience: grant?.audience ?? null,
    scope: grant?.scope ?? [],
  };
};
