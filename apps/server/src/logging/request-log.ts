import type { Logger } from 'pino';

/** One request, after its response was sent. */
export interface FinishedRequest {
  readonly requestId: string;
  readonly method: string;
  /** As it came in, with its query. */
  readonly url: string;
  readonly status: number;
  readonly seconds: number;
}

/** Queries carry tickets and one-time codes, so only the path is logged. */
const pathOf = (url: string): string => url.split('?', 1)[0] ?? '';

const levelOf = (status: number): 'error' | 'warn' | 'info' => {
  if (status < 500) return 'info';
  return status === 503 ? 'warn' : 'error';
};

/** One line per request: id, method, path, status, time. No headers, no bodies, so no secrets and no certificates. */
export const createRequestLog =
  (logger: Logger) =>
  ({ requestId, method, url, status, seconds }: FinishedRequest): void => {
    const ms = Math.round(seconds * 10_000) / 10;
    logger[levelOf(status)]({ requestId, method, path: pathOf(url), status, ms }, 'request');
  };
