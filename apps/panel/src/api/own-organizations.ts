import type { OwnOrganization } from '@postern/contracts';
import { useQuery } from '@tanstack/react-query';
import { useApi } from './api-context';

export const ownOrganizationsKey = ['me', 'organizations'] as const;

/** The person's organizations that they may administer in some way. */
export const useAdministeredOrganizations = (): readonly OwnOrganization[] | undefined => {
  const api = useApi();
  const { data, isError } = useQuery({
    queryKey: ownOrganizationsKey,
    queryFn: ({ signal }) => api.get<readonly OwnOrganization[]>('/me/organizations', { signal }),
  });
  return isError ? [] : data?.filter(({ scopes }) => scopes.length > 0);
};
