import { ApiProblem } from '@postern/api-client';
import { QueryClient } from '@tanstack/react-query';

/** What the server refused once it refuses again; only a server that is away is asked a second time. */
const worthRetrying = (failures: number, error: unknown): boolean =>
  failures < 1 && error instanceof ApiProblem && (error.status === 0 || error.status >= 502);

export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { retry: worthRetrying, staleTime: 10_000, refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
  });
