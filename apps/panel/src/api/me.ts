import type { Profile } from '@postern/contracts';
import { useQuery } from '@tanstack/react-query';
import { useApi } from './api-context';

export const meKey = ['me'] as const;

/** The person who is signed in. */
export const useMe = () => {
  const api = useApi();
  return useQuery({ queryKey: meKey, queryFn: ({ signal }) => api.get<Profile>('/me', { signal }) });
};
