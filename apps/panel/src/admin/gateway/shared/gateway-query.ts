import { useMutation, useQueryClient } from '@tanstack/react-query';

/** Everything about the gateway: what is used where changes with nearly every change. */
export const gatewayKey = ['gateway'] as const;
/** Apart from the rest: what was just deleted must not be asked for again. */
export const apiKey = (id: string) => ['gateway-api', id] as const;

export const pageSize = 20;

/** A change to the gateway, after which its lists are read anew. */
export const useGatewayMutation = <Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) => {
  const queries = useQueryClient();
  return useMutation({ mutationFn, onSuccess: () => queries.invalidateQueries({ queryKey: gatewayKey }) });
};
