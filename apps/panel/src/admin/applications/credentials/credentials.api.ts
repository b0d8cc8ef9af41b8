import type {
  CertificateAuthenticationMethod,
  ClientCredential,
  ClientCredentialInput,
  ClientRecord,
  ClientWithSecret,
  ExpiringCredential,
} from '@postern/contracts';
import type { ApiClient } from '@postern/api-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../api/api-context';
import { clientPath, clientsKey } from '../../api/applications.api';
import { withCredentials, withoutCertificates } from './authentication';
import type { SecretMethod } from './authentication';

const pathOf = (clientId: string): string => `${clientPath(clientId)}/credentials`;

/** The response contains a secret if the change generated one. */
export type ChangedClient = ClientRecord & Partial<ClientWithSecret>;

const credentialsKey = (clientId: string) => [...clientsKey, clientId, 'credentials'] as const;

const readCredentials = (api: ApiClient, clientId: string, signal: AbortSignal) =>
  api.get<readonly ClientCredential[]>(pathOf(clientId), { signal });

export const useCredentials = (clientId: string) => {
  const api = useApi();
  return useQuery({
    queryKey: credentialsKey(clientId),
    queryFn: ({ signal }) => readCredentials(api, clientId, signal),
  });
};

/** Expiry warnings for administrators, across all applications. */
export const useExpiringCredentials = () => {
  const api = useApi();
  return useQuery({
    queryKey: [...clientsKey, 'expiring'],
    queryFn: ({ signal }) => api.get<readonly ExpiringCredential[]>('/expiring-credentials', { signal }),
  });
};

/** Applications and credentials refer to each other, so both are refetched, even after a partial success. */
const useCredentialMutation = <Input, Answer>(mutationFn: (input: Input, api: ApiClient) => Promise<Answer>) => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => mutationFn(input, api),
    onSettled: () => queries.invalidateQueries({ queryKey: clientsKey }),
  });
};

export interface UseOfCredentials {
  readonly method: CertificateAuthenticationMethod;
  /** Existing credentials. */
  readonly ids: readonly string[];
  /** A credential to create first; null for none. */
  readonly added: ClientCredentialInput | null;
}

/** Uses exactly these credentials; a credential created for this is deleted again if the change is refused. */
const putToUse = async (api: ApiClient, clientId: string, { method, ids, added }: UseOfCredentials) => {
  const made = added && (await api.post<ClientCredential>(pathOf(clientId), added));
  try {
    const all = made ? [...ids, made.id] : ids;
    return await api.patch<ChangedClient>(clientPath(clientId), withCredentials(method, all));
  } catch (error) {
    if (made) await api.delete(`${pathOf(clientId)}/${made.id}`).catch(() => undefined);
    throw error;
  }
};

/**
 * Switches to another method, or to other credentials of the same one.
 * When switching back to a secret, the response contains a new secret once, or none if the previous one works again.
 */
export const useSwitchMethod = (clientId: string) =>
  useCredentialMutation((to: UseOfCredentials | SecretMethod | 'none', api) =>
    typeof to === 'string'
      ? api.patch<ChangedClient>(clientPath(clientId), withoutCertificates(to))
      : putToUse(api, clientId, to),
  );

export interface Addition {
  readonly input: ClientCredentialInput;
  /** The credentials it is used alongside; null to store it without using it yet. */
  readonly use: Omit<UseOfCredentials, 'added'> | null;
}

export const useAddCredential = (clientId: string) =>
  useCredentialMutation(async ({ input, use }: Addition, api) => {
    if (use) await putToUse(api, clientId, { ...use, added: input });
    else await api.post<ClientCredential>(pathOf(clientId), input);
  });

export interface Removal {
  readonly id: string;
  /** The credentials that stay in use; null if this one is not in use. */
  readonly left: { readonly method: CertificateAuthenticationMethod; readonly ids: readonly string[] } | null;
}

/** Removes a credential from use, then deletes it. */
export const useRemoveCredential = (clientId: string) =>
  useCredentialMutation(async ({ id, left }: Removal, api) => {
    if (left) await api.patch<ChangedClient>(clientPath(clientId), withCredentials(left.method, left.ids));
    await api.delete(`${pathOf(clientId)}/${id}`);
  });

export const useBindTokens = (clientId: string) =>
  useCredentialMutation((bound: boolean, api) =>
    api.patch<ChangedClient>(clientPath(clientId), { tls_client_certificate_bound_access_tokens: bound }),
  );

/** Whether a signed assertion is accepted repeatedly until it expires. */
export const useReuseAssertions = (clientId: string) =>
  useCredentialMutation((reuse: boolean, api) =>
    api.patch<ChangedClient>(clientPath(clientId), { assertion_reuse: reuse ? 'until_expiry' : 'once' }),
  );
