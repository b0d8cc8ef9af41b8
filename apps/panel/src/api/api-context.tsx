import { createApiClient } from '@postern/api-client';
import type { ApiClient } from '@postern/api-client';
import { createContext, use } from 'react';
import type { Session } from '../session/open-session';

/** The management API client of the person who is signed in. */
export const apiFor = ({ tokens }: Session): ApiClient =>
  createApiClient({
    baseUrl: '/api/v2',
    token: () => tokens.accessToken(),
    renewToken: () => tokens.renew(),
  });

export const ApiContext = createContext<ApiClient | null>(null);

export const useApi = (): ApiClient => {
  const api = use(ApiContext);
  if (!api) throw new Error('There is no API outside of ApiContext.');
  return api;
};
