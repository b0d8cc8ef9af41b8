import type { Profile } from '@postern/contracts';
import { useQuery } from '@tanstack/react-query';
import { useApi } from './api-context';

export const meKey = ['me'] as const;

/** Whoever is signed in. */
export const useMe = () => {
  const api = useApi();
  return useQuery({ queryKey: meKey, queryFn: ({ signal }) => api.get<Profile>('/me', { signal }) });
};
