import { ApiProblem } from '@postern/api-client';

/** Everything that a request can throw, as a problem that can be shown. */
export const problemOf = (error: unknown): ApiProblem =>
  error instanceof ApiProblem ? error : new ApiProblem('server.error', 0);
