import dns from 'node:dns';
import { type ClientRequest, type IncomingMessage, request as overHttp, type RequestOptions } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { whyNeverCalled } from '@postern/requests';

class RefusedAddressError extends Error {
  constructor(host: string, address: string, reason: string) {
    super(`${host} leads to ${address}, which ${reason}`);
  }
}

const refusalOf = (host: string, addresses: readonly string[]): RefusedAddressError | undefined => {
  for (const address of addresses) {
    const reason = whyNeverCalled(address);
    if (reason !== undefined) return new RefusedAddressError(host, address, reason);
  }
  return undefined;
};

/** Resolves the name for this connection, because it could resolve differently after an earlier check. */
const lookUpAllowed: LookupFunction = (host, options, callback) => {
  dns.lookup(host, { ...options, all: true }, (error, found) => {
    const refusal =
      error ??
      refusalOf(
        host,
        found.map(({ address }) => address),
      );
    const [first] = found ?? [];
    if (refusal !== undefined || first === undefined) callback(refusal ?? new Error(`${host} has no address`), []);
    else if (options.all) callback(null, found);
    else callback(null, first.address, first.family);
  });
};

/**
 * `fetch` for back-channel logout (OpenID Connect Back-Channel Logout 1.0 §2.5): no redirect is followed, no proxy asked, no connection
 * kept, and nothing called at an address where neither an upstream may be (`whyNeverCalled`). Private networks and this machine are fine.
 *
 * @returns the status, without a body
 */
export const callLogoutAddress = async (
  address: string | URL | Request,
  { method = 'GET', headers, body, signal }: RequestInit = {},
): Promise<Response> => {
  const url = new URL(address instanceof Request ? address.url : address);
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const refusal = isIP(host) === 0 ? undefined : refusalOf(host, [host]);
  if (refusal !== undefined) throw refusal;
  const text = body instanceof URLSearchParams || typeof body === 'string' ? String(body) : '';
  const options: RequestOptions = {
    method,
    headers: { ...Object.fromEntries(new Headers(headers)), 'content-length': Buffer.byteLength(text) },
    lookup: lookUpAllowed,
    agent: false,
    ...(signal && { signal }),
  };
  const request: (url: URL, options: RequestOptions) => ClientRequest = url.protocol === 'http:' ? overHttp : overHttps;
  const { statusCode = 502 } = await new Promise<IncomingMessage>((resolve, reject) => {
    request(url, options)
      .on('response', (response) => resolve(response.resume()))
      .on('error', reject)
      .end(text);
  });
  return new Response(null, { status: Math.min(Math.max(statusCode, 200), 599) });
};
