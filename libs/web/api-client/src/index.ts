export { ApiProblem } from './api-problem';
export { createApiClient } from './api-client';
export type { ApiClient, ApiClientOptions, RequestOptions } from './api-client';
