import type { ErrorCode, Problem } from '@postern/contracts';
import { readRetryAfter } from './retry-after';

/** A failed request, identified by its code; pages have their own texts for each code. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  /**
   * @param status HTTP status; 0 without a response
   * @param requestId what support asks for
   * @param account the account that causes a conflict
   * @param acrValues required sign-in levels (RFC 9470 §3)
   * @param retryAfter seconds after which the server asks for a retry
   */
  constructor(
    readonly code: ErrorCode,
    readonly status: number,
    readonly requestId: string | null = null,
    readonly retryAfter: number | null = null,
    readonly errors: Problem['errors'] = [],
    readonly detail: string | null = null,
    readonly account: Problem['account'] | null = null,
    readonly acrValues: string | null = null,
  ) {
    super(`${code} (${status})`);
  }

  /** No response: offline, or the server is down. */
  static unreachable(): ApiProblem {
    return new ApiProblem('server.unavailable', 0);
  }

  /** Parses a problem response (RFC 9457); any other response, such as a proxy's, gets a code for its status. */
  static async from(response: Response): Promise<ApiProblem> {
    const { headers, status } = response;
    const problem = await readProblem(response);
    return new ApiProblem(
      problem?.code ?? codeOfStatus(status),
      status,
      problem?.instance ?? headers.get('x-request-id'),
      readRetryAfter(headers),
      problem?.errors,
      problem?.detail ?? null,
      problem?.account ?? null,
      /acr_values="([^"]+)"/.exec(headers.get('www-authenticate') ?? '')?.[1] ?? null,
    );
  }
}

const readProblem = async (response: Response): Promise<Partial<Problem> | null> => {
  if (!response.headers.get('content-type')?.includes('json')) return null;
  return (await response.json().catch(() => null)) as Partial<Problem> | null;
};

const codeOfStatus = (status: number): ErrorCode => {
  if (status === 401) return 'token.invalid';
  if (status === 404) return 'request.not_found';
  if (status === 429) return 'request.too_many';
  if (status === 502 || status === 503 || status === 504) return 'server.unavailable';
  return status >= 500 ? 'server.error' : 'request.invalid';
};
