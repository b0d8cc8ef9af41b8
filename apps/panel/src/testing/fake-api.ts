import type { ApiClient, RequestOptions } from '@postern/api-client';
import { ApiProblem } from '@postern/api-client';
import type { CertificateSummary } from '@postern/contracts';

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  /** The query string. */
  readonly query?: RequestOptions['query'];
}

type Answer = (body: unknown) => unknown;

/** The response of `POST /certificates/read`: each block of the text, with its content. */
export const readAs =
  (certificate: CertificateSummary): Answer =>
  (body) =>
    ((body as { certificate: string }).certificate.match(/-----BEGIN[^]*?END CERTIFICATE-----/g) ?? []).map((pem) => ({
      pem,
      certificate,
    }));

/**
 * An API with the given responses, by `METHOD /path`; a response may throw an `ApiProblem`.
 * @returns the client, and every call made to it
 */
export const fakeApi = (
  answers: Readonly<Record<string, Answer>>,
): { readonly api: ApiClient; readonly calls: Call[] } => {
  const calls: Call[] = [];
  const call = async (method: string, path: string, body?: unknown, options?: RequestOptions): Promise<never> => {
    calls.push({ method, path, body, query: options?.query });
    const answer = answers[`${method} ${path}`];
    if (!answer) throw new ApiProblem('request.not_found', 404);
    return (await answer(body)) as never;
  };
  const api: ApiClient = {
    get: (path, options) => call('GET', path, undefined, options),
    post: (path, body) => call('POST', path, body),
    put: (path, body) => call('PUT', path, body),
    patch: (path, body) => call('PATCH', path, body),
    delete: (path) => call('DELETE', path),
  };
  return { api, calls };
};
