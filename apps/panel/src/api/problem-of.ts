import { ApiProblem } from '@postern/api-client';

/** Converts anything that a request can throw to a problem that can be shown. */
export const problemOf = (error: unknown): ApiProblem =>
  error instanceof ApiProblem ? error : new ApiProblem('server.error', 0);

/** The server requires a recent sign-in. */
export const isStaleProof = (error: unknown): boolean => problemOf(error).code === 'session.too_old';
