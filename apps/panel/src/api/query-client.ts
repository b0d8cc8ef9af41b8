import { ApiProblem } from '@postern/api-client';
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isStaleProof } from './problem-of';

/**
 * Retries once, and only if the server is unreachable (no response, or status 502 and above); a refused request is not
 * retried.
 */
const worthRetrying = (failures: number, error: unknown): boolean =>
  failures < 1 && error instanceof ApiProblem && (error.status === 0 || error.status >= 502);

/**
 * @param onLevelNeeded called if the server requires a sign-in at one of these levels (RFC 9470 §3)
 * @param onStaleProof called if the server requires a recent sign-in for the requested action
 */
export const createQueryClient = (
  onStaleProof: () => void = () => undefined,
  onLevelNeeded: (acrValues: string) => void = () => undefined,
): QueryClient => {
  const askForLevel = (error: unknown): void => {
    if (error instanceof ApiProblem && error.acrValues !== null) onLevelNeeded(error.acrValues);
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError: askForLevel }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _context, { meta }) => {
        askForLevel(error);
        if (isStaleProof(error) && meta?.['saysSo'] !== true) onStaleProof();
      },
    }),
    defaultOptions: {
      queries: { retry: worthRetrying, staleTime: 10_000, refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
  });
};
