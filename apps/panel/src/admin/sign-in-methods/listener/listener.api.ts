import type { ListenerReport, MethodListenerStatus } from '@postern/contracts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useApi } from '../../../api/api-context';

const pathOf = (methodId: string): string => `/sign-in-methods/${methodId}/listener`;
/** Milliseconds between two looks while Nginx takes something over. */
const pause = 1500;

/** Where a method asks for certificates. */
export const useListener = (methodId: string) => {
  const api = useApi();
  return useQuery({
    queryKey: ['sign-in-methods', methodId, 'listener'],
    queryFn: ({ signal }) => api.get<MethodListenerStatus>(pathOf(methodId), { signal }),
    staleTime: 0,
    retry: false,
    refetchInterval: ({ state }) => (state.data?.state === 'waiting' ? pause : false),
  });
};

/** Looks at the listener itself; takes some seconds at most. */
export const useListenerCheck = (methodId: string) => {
  const api = useApi();
  return useMutation({ mutationFn: () => api.post<ListenerReport>(`${pathOf(methodId)}/check`) });
};
