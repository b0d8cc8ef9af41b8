import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import type { Issued } from '@postern/dev-pki';
import type { PosternConfig } from '@postern/local';
import type { Seen } from './upstream.js';

export interface CallOptions {
  readonly certificate?: Issued;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string;
  /** A connection of its own unless one is given. */
  readonly agent?: Agent;
}

export interface CallAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** What the upstream saw, where it answered. */
  readonly seen: Seen | undefined;
}

const seenIn = (body: string): Seen | undefined => {
  try {
    const value = JSON.parse(body) as Partial<Seen>;
    return value.rawHeaders === undefined ? undefined : (value as Seen);
  } catch {
    return undefined;
  }
};

/** TLS of a caller of the gateway. OpenSSL's checks of weak certificates are off. */
export const callerTls = ({ ca }: PosternConfig, certificate?: Issued) => ({
  ca: readFileSync(ca, 'utf8'),
  host: '127.0.0.1',
  servername: 'localhost',
  ...(certificate === undefined ? {} : { cert: certificate.pem, key: certificate.privateKeyPem }),
});

/** A connection that is kept, as a program would. */
export const keptConnection = (postern: PosternConfig, certificate?: Issued, sockets = 1): Agent =>
  new Agent({ ...callerTls(postern, certificate), keepAlive: true, maxSockets: sockets });

/** One call at the gateway. */
export const call = (
  postern: PosternConfig,
  path: string,
  { certificate, method = 'GET', headers = {}, body, agent }: CallOptions = {},
): Promise<CallAnswer> =>
  new Promise((resolve, reject) => {
    const { port } = new URL(postern.origins.gateway);
    const own = agent ?? new Agent({ ...callerTls(postern, certificate), keepAlive: false });
    const sent = request(
      { port, path, method, agent: own, headers: { host: `localhost:${port}`, ...headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text, seen: seenIn(text) });
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
