import { ApiProblem } from '@postern/api-client';

/** Everything that a request can throw, as a problem that can be shown. */
export const problemOf = (error: unknown): ApiProblem =>
  error instanceof ApiProblem ? error : new ApiProblem('server.error', 0);

/** The server wants a sign-in of the last minutes first. */
export const isStaleProof = (error: unknown): boolean => problemOf(error).code === 'session.too_old';
