import { readFileSync } from 'node:fs';
import { connect as connectSocket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { PosternConfig } from '@postern/local';
import type { PemPair } from './people.js';

/** Opens a connection for one request. */
export type Dial = () => NodeJS.ReadWriteStream;

export interface RawRequest {
  readonly method?: string;
  readonly path: string;
  readonly host: string;
  /** Lines as they go out, in this order and spelling. */
  readonly headers?: readonly (readonly [name: string, value: string])[];
  /** Names added to our `Connection: close`. */
  readonly connection?: readonly string[];
  /** Sent as it is; its length is among the headers, unless there are trailers. */
  readonly body?: string;
  /** Sent behind a chunked body (RFC 9112 §7.1.2), which is empty unless there is one. */
  readonly trailers?: readonly (readonly [name: string, value: string])[];
}

export interface RawAnswer {
  readonly status: number;
  /** Lower-case names, first value of each. */
  readonly headers: ReadonlyMap<string, string>;
  /** Names of the cookies that it sets. */
  readonly cookies: readonly string[];
  readonly body: string;
}

/** To one of Nginx's listeners. `localhost` and what is below it is this machine. */
export const dialOrigin =
  ({ ca }: PosternConfig, origin: string, certificate?: PemPair): Dial =>
  () => {
    const { hostname, port } = new URL(origin);
    return connectTls({
      host: '127.0.0.1',
      port: Number(port),
      servername: hostname,
      ca: readFileSync(ca),
      ALPNProtocols: ['http/1.1'],
      ...certificate,
    });
  };

/** Past Nginx, straight to a server's own Unix socket. */
export const dialSocket =
  (path: string): Dial =>
  () =>
    connectSocket(path);

const textOf = ({
  method = 'GET',
  path,
  host,
  headers = [],
  connection = [],
  trailers,
  body = '',
}: RawRequest): string => {
  const lines = (pairs: RawRequest['headers'] = []) => pairs.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const head = [
    `${method} ${path} HTTP/1.1\r\n`,
    lines([
      ['Host', host],
      ['Connection', ['close', ...connection].join(', ')],
      ...(headers.some(([name]) => /^accept$/i.test(name)) ? [] : [['Accept', 'text/html,*/*;q=0.8'] as const]),
      ...headers,
    ]),
  ].join('');
  if (trailers === undefined) return `${head}\r\n${body}`;
  const chunk = body === '' ? '' : `${body.length.toString(16)}\r\n${body}\r\n`;
  const names = trailers.map(([name]) => name).join(', ');
  return `${head}Transfer-Encoding: chunked\r\nTrailer: ${names}\r\n\r\n${chunk}0\r\n${lines(trailers)}\r\n`;
};

const parse = (text: string): RawAnswer => {
  const end = text.indexOf('\r\n\r\n');
  const [first = '', ...lines] = text.slice(0, end).split('\r\n');
  const pairs = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
  });
  return {
    status: Number(first.split(' ')[1]),
    headers: new Map(pairs.toReversed()),
    cookies: pairs.filter(([name]) => name === 'set-cookie').map(([, value]) => value.split('=', 1)[0] ?? ''),
    body: text.slice(end + 4),
  };
};

/** Sends exactly what it is told, as no HTTP client would, and reads until the other side closes. */
export const sendRaw = (dial: Dial, request: RawRequest): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const stream = dial();
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('error', reject);
    stream.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      if (text === '') reject(new Error('no answer'));
      else resolve(parse(text));
    });
    stream.write(textOf(request));
  });
