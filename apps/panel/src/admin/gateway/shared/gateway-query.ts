import { useMutation, useQueryClient } from '@tanstack/react-query';

/** Query key prefix of all gateway data: nearly every change affects what is used where. */
export const gatewayKey = ['gateway'] as const;
/** A separate key: a deleted object must not be fetched again. */
export const apiKey = (id: string) => ['gateway-api', id] as const;

export const pageSize = 20;

/** A change to the gateway; refetches its lists afterwards. */
export const useGatewayMutation = <Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) => {
  const queries = useQueryClient();
  return useMutation({ mutationFn, onSuccess: () => queries.invalidateQueries({ queryKey: gatewayKey }) });
};
