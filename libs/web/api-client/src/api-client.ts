import { ApiProblem } from './api-problem';
import { pause } from './pause';
import { readRetryAfter } from './retry-after';

/** Longest `Retry-After`, in seconds, that a request waits for automatically; for a longer one, the person decides. */
const patience = 5;

export interface ApiClientOptions {
  /** Prefix of every path; same origin if absent. */
  readonly baseUrl?: string;
  /** Bearer token for each request, or null to send none. */
  readonly token?: () => string | null | Promise<string | null>;
  /** Called once after a 401. A token that it returns is tried; null lets the 401 through. */
  readonly renewToken?: () => Promise<string | null>;
  /** Replaced in tests. */
  readonly fetch?: typeof globalThis.fetch;
}

export interface RequestOptions {
  readonly signal?: AbortSignal;
  /** Absent values are omitted. */
  readonly query?: Readonly<Record<string, string | number | boolean | null | undefined>>;
}

/** Fetches JSON, or a raw `Blob`. Every method throws `ApiProblem`, or the signal's reason when it was aborted. */
export interface ApiClient {
  get<T>(path: string, options?: RequestOptions): Promise<T>;
  post<T>(path: string, body?: unknown, options?: RequestOptions): Promise<T>;
  put<T>(path: string, body?: unknown, options?: RequestOptions): Promise<T>;
  patch<T>(path: string, body?: unknown, options?: RequestOptions): Promise<T>;
  delete<T = void>(path: string, options?: RequestOptions): Promise<T>;
}

export const createApiClient = (options: ApiClientOptions = {}): ApiClient => {
  const call = async <T>(method: string, path: string, body: unknown, request: RequestOptions = {}): Promise<T> => {
    const url = `${options.baseUrl ?? ''}${path}${queryString(request.query)}`;
    const attempt = async (token: string | null): Promise<Response> => {
      const send = () => transmit(options.fetch ?? globalThis.fetch, url, method, body, token, request.signal);
      const response = await send();
      const wait = response.status === 503 ? readRetryAfter(response.headers) : null;
      if (wait === null || wait > patience) return response;
      await pause(wait * 1000, request.signal);
      return send();
    };

    let response = await attempt((await options.token?.()) ?? null);
    if (response.status === 401 && options.renewToken) {
      const renewed = await options.renewToken();
      if (renewed !== null) response = await attempt(renewed);
    }
    if (!response.ok) throw await ApiProblem.from(response);
    return (response.status === 204 ? undefined : await response.json()) as T;
  };

  return {
    get: (path, request) => call('GET', path, undefined, request),
    post: (path, body, request) => call('POST', path, body ?? {}, request),
    put: (path, body, request) => call('PUT', path, body ?? {}, request),
    patch: (path, body, request) => call('PATCH', path, body ?? {}, request),
    delete: (path, request) => call('DELETE', path, undefined, request),
  };
};

const transmit = async (
  fetch: typeof globalThis.fetch,
  url: string,
  method: string,
  body: unknown,
  token: string | null,
  signal: AbortSignal | undefined,
): Promise<Response> => {
  try {
    return await fetch(url, {
      method,
      signal,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json, application/problem+json',
        ...(body === undefined ? {} : { 'content-type': body instanceof Blob ? body.type : 'application/json' }),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: body === undefined || body instanceof Blob ? body : JSON.stringify(body),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw ApiProblem.unreachable();
  }
};

const queryString = (query: RequestOptions['query'] = {}): string => {
  const given = Object.entries(query).flatMap(([name, value]) => (value == null ? [] : [[name, String(value)]]));
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
};
