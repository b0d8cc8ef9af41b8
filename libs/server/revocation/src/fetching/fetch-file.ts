import dns from 'node:dns/promises';
import { type ClientRequest, type IncomingMessage, request as overHttp, type RequestOptions } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP } from 'node:net';
import type { RevocationErrorCode } from '@postern/contracts';
import { whyNotFetched } from './refused-host.js';

/** Bytes of the longest answer that is read. */
const longestAnswer = 100 * 1024 * 1024;
/** Milliseconds for DNS lookup, connection and response together. */
const patience = 60_000;

/** Why a fetch failed; `message` is an English phrase for administrators. */
export class FetchError extends Error {
  constructor(
    readonly code: Extract<RevocationErrorCode, 'revocation.fetch_failed' | 'revocation.too_large'>,
    message: string,
  ) {
    super(message);
  }
}

export interface FetchOptions {
  /** Whether the address may be private. */
  readonly insideNetwork: boolean;
  /** Of the stored response. */
  readonly etag?: string | null;
  /** Sent by POST. */
  readonly body?: { readonly type: string; readonly bytes: Uint8Array };
  /** Bytes; `longestAnswer` by default. */
  readonly most?: number;
  /** Milliseconds; `patience` by default. */
  readonly within?: number;
}

export interface Fetched {
  /** Undefined when nothing changed (304). */
  readonly data: Uint8Array<ArrayBuffer> | undefined;
  readonly etag: string | null;
}

/**
 * Fetches over http or https. The host is looked up first, every address that it has is checked, and the connection goes to the first of
 * them: a name that resolves differently a moment later has no effect. Redirects are not followed, proxies are not used.
 *
 * @throws FetchError
 */
export const fetchFile = async (address: string, options: FetchOptions): Promise<Fetched> => {
  const { within = patience } = options;
  const end = AbortSignal.timeout(within);
  try {
    const url = new URL(address);
    if (url.protocol !== 'http:' && url.protocol !== 'https:')
      throw new FetchError('revocation.fetch_failed', 'only http and https are supported');
    const target = await untilAborted(resolveAllowed(url, options.insideNetwork), end);
    return await read(await connect(url, target, options, end), options);
  } catch (error) {
    if (error instanceof FetchError) throw error;
    if (end.aborted) throw new FetchError('revocation.fetch_failed', `no answer within ${within / 1000} seconds`);
    throw new FetchError('revocation.fetch_failed', causeOf(error));
  }
};

const causeOf = (error: unknown): string => {
  if (error instanceof AggregateError) return causeOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
};

interface Target {
  readonly address: string;
  readonly family: number;
}

const resolveAllowed = async ({ hostname }: URL, insideNetwork: boolean): Promise<Target> => {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const family = isIP(host);
  const found = family === 0 ? await dns.lookup(host, { all: true }) : [{ address: host, family }];
  for (const { address } of found) {
    const reason = whyNotFetched(address, insideNetwork);
    if (reason !== undefined) throw new FetchError('revocation.fetch_failed', `${host} is ${address}, which ${reason}`);
  }
  const [first] = found;
  if (first === undefined) throw new FetchError('revocation.fetch_failed', `${host} has no address`);
  return first;
};

/** A DNS lookup cannot be cancelled, only ignored. */
const untilAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    work.then(resolve, reject);
  });

const connect = (
  url: URL,
  { address, family }: Target,
  { etag, body }: FetchOptions,
  signal: AbortSignal,
): Promise<IncomingMessage> => {
  const options: RequestOptions = {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      'user-agent': 'Postern',
      'accept-encoding': 'identity',
      ...(etag && { 'if-none-match': etag }),
      ...(body && { 'content-type': body.type, 'content-length': body.bytes.length }),
    },
    lookup: (_host, { all }, callback) => {
      if (all) callback(null, [{ address, family }]);
      else callback(null, address, family);
    },
    agent: false,
    signal,
  };
  const request: (url: URL, options: RequestOptions) => ClientRequest = url.protocol === 'http:' ? overHttp : overHttps;
  return new Promise((resolve, reject) => {
    request(url, options).on('response', resolve).on('error', reject).end(body?.bytes);
  });
};

/** RFC 9110 §8.8.3. Another value could not be sent back. */
const entityTag = /^(W\/)?"[\x21\x23-\x7e\x80-\xff]{0,1000}"$/;

const read = async (
  response: IncomingMessage,
  { etag: sent, most = longestAnswer }: Pick<FetchOptions, 'etag' | 'most'>,
): Promise<Fetched> => {
  const { statusCode = 0, headers } = response;
  const etag = entityTag.test(headers.etag ?? '') ? (headers.etag ?? null) : null;
  if (statusCode === 304) {
    response.destroy();
    if (sent == null)
      throw new FetchError('revocation.fetch_failed', 'the server answered 304 to an unconditional request');
    return { data: undefined, etag };
  }
  if (statusCode !== 200) {
    response.destroy();
    const what = statusCode >= 300 && statusCode < 400 ? ', a redirect; redirects are not followed' : '';
    throw new FetchError('revocation.fetch_failed', `the server answered ${statusCode}${what}`);
  }
  const tooLarge = () => {
    response.destroy();
    return new FetchError('revocation.too_large', `the answer is longer than ${most / 1024 / 1024} MB`);
  };
  if (Number(headers['content-length'] ?? 0) > most) throw tooLarge();
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > most) throw tooLarge();
    parts.push(part);
  }
  const data = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    data.set(part, at);
    at += part.length;
  }
  return { data, etag };
};
