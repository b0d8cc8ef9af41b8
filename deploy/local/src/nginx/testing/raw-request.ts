import { readFileSync } from 'node:fs';
import { connect as connectHttp2 } from 'node:http2';
import { connect, type ConnectionOptions } from 'node:tls';
import type { Echo } from './echo-server.js';

export interface Identity {
  readonly cert: string;
  readonly key: string;
}

export interface RawRequest {
  readonly port: number;
  /** Name in the TLS handshake; `localhost` unless told, none when null. */
  readonly servername?: string | null;
  readonly identity?: Identity;
  /** Request line; `GET / HTTP/1.1` unless told. */
  readonly line?: string;
  /** Host header; what the handshake named unless told. */
  readonly host?: string;
  /** Further header lines, byte for byte. */
  readonly headers?: readonly string[];
  /** What follows the empty line. */
  readonly body?: string;
  readonly tls?: ConnectionOptions;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
  /** The upstream's echo, when the body is one. */
  readonly echo: Echo | undefined;
}

/** Files of a certificate as TLS wants them. */
export const identityOf = (files: { readonly cert: string; readonly key: string }): Identity => ({
  cert: readFileSync(files.cert, 'utf8'),
  key: readFileSync(files.key, 'utf8'),
});

/**
 * Sends bytes that no HTTP library would, over TLS, and reads until the other side closes. An answer that is complete is not waited
 * with: Nginx keeps a connection open for `lingering_timeout` (5 s) while a refused body may still come.
 */
export const sendRaw = ({
  port,
  servername = 'localhost',
  identity,
  line = 'GET / HTTP/1.1',
  host,
  headers = [],
  body = '',
  tls,
}: RawRequest) =>
  new Promise<RawAnswer>((resolve, reject) => {
    const socket = connect({
      host: '127.0.0.1',
      port,
      rejectUnauthorized: false,
      ...(servername === null ? {} : { servername }),
      ...identity,
      ...tls,
    });
    const chunks: Buffer[] = [];
    socket.setTimeout(10_000, () => socket.destroy(new Error('no answer within 10 s')));
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      if (isComplete(Buffer.concat(chunks))) socket.end();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(parseAnswer(Buffer.concat(chunks).toString('utf8'))));
    const lines = [line, `Host: ${host ?? `${servername ?? 'localhost'}:${port}`}`, 'Connection: close', ...headers];
    socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`);
  });

/** Whether all of an answer has come, of one that is the last on its connection. */
const isComplete = (bytes: Buffer): boolean => {
  const end = bytes.indexOf('\r\n\r\n');
  const head = bytes.toString('latin1', 0, Math.max(end, 0));
  if (!/^connection: close\r?$/im.test(head)) return false;
  if (/^transfer-encoding: chunked\r?$/im.test(head)) return bytes.toString('latin1').endsWith('\r\n0\r\n\r\n');
  const length = /^content-length: (\d+)\r?$/im.exec(head)?.[1];
  return length !== undefined && bytes.length >= end + 4 + Number(length);
};

const parseAnswer = (text: string): RawAnswer => {
  const end = text.indexOf('\r\n\r\n');
  const [line = '', ...lines] = text.slice(0, end).split('\r\n');
  const headers = new Map(
    lines.map((header) => [
      header.slice(0, header.indexOf(':')).toLowerCase(),
      header.slice(header.indexOf(':') + 1).trim(),
    ]),
  );
  const body = headers.get('transfer-encoding') === 'chunked' ? unchunk(text.slice(end + 4)) : text.slice(end + 4);
  return { status: Number(line.split(' ')[1] ?? 0), headers, body, echo: readEcho(body) };
};

const unchunk = (text: string): string => {
  const size = Number.parseInt(text, 16);
  const start = text.indexOf('\r\n') + 2;
  return size > 0 ? text.slice(start, start + size) + unchunk(text.slice(start + size + 2)) : '';
};

const readEcho = (body: string): Echo | undefined => {
  try {
    const value = JSON.parse(body) as Partial<Echo>;
    return value.rawHeaders === undefined ? undefined : (value as Echo);
  } catch {
    return undefined;
  }
};

/** The same over HTTP/2, where names are lower case by nature. */
export const sendHttp2 = (port: number, path: string, headers: Readonly<Record<string, string | string[]>>) =>
  new Promise<{ readonly status: number; readonly echo: Echo | undefined }>((resolve, reject) => {
    const session = connectHttp2(`https://localhost:${port}`, { rejectUnauthorized: false });
    session.on('error', reject);
    const stream = session.request({ ':path': path, ...headers });
    let body = '';
    let status = 0;
    stream.setEncoding('utf8');
    stream.on('response', (answer) => (status = answer[':status'] ?? 0));
    stream.on('data', (text: string) => (body += text));
    stream.on('error', reject);
    stream.on('end', () => session.close(() => resolve({ status, echo: readEcho(body) })));
    stream.end();
  });
