import { connect as connectTcp } from 'node:net';
import { checkServerIdentity, connect, type SecureVersion } from 'node:tls';
import { clientHello, tls12 } from './client-hello.js';
import { type Alert, HandshakeReader, type ServerFlight } from './handshake-reader.js';

/** Where a listener is, and how long it may take. */
export interface ProbedPlace {
  /** IP address. */
  readonly address: string;
  readonly port: number;
  /** Name in the handshake. */
  readonly host: string;
  /** Ends every connection when it is over. */
  readonly signal: AbortSignal;
}

const late = 'it did not answer in time';
/** Characters; an id and a few headers. */
const longestAnswer = 8192;

/** What the server says in plain text to a client of this version. Rejects when it says nothing that is TLS. */
export const readFlight = (place: ProbedPlace, version = tls12): Promise<ServerFlight | Alert> =>
  new Promise((resolve, reject) => {
    const { address, port, host, signal } = place;
    const socket = connectTcp({ host: address, port, signal });
    const reader = new HandshakeReader();
    const end = (settle: () => void): void => {
      settle();
      socket.destroy();
    };
    socket.on('connect', () => socket.write(clientHello(host, version)));
    socket.on('data', (piece: Buffer) => {
      try {
        const said = reader.take(piece);
        if (said !== undefined) end(() => resolve(said));
      } catch (error) {
        end(() => reject(error as Error));
      }
    });
    socket.on('error', (error) => reject(signal.aborted ? new Error(late) : error));
    socket.on('close', () => reject(new Error(signal.aborted ? late : 'the connection was closed')));
  });

export interface Conversation {
  readonly protocol: string | null;
  /** Why Node does not trust the server's certificate; null: it does. */
  readonly distrust: string | null;
  /** Whether the server's certificate is for this host. */
  readonly isForHost: boolean;
  readonly expires: string | null;
  /** Protocol chosen of HTTP/2 and HTTP/1.1 (ALPN, RFC 7301); false: none. */
  readonly application: string | false | null;
  readonly session: Buffer | undefined;
  /** Id of the method whose origin this is, as Nginx says; empty: of none. */
  readonly methodId: string;
  readonly reused: boolean;
}

/** A whole connection with one request and no client certificate. */
export const converse = (place: ProbedPlace, version: SecureVersion, session?: Buffer): Promise<Conversation> =>
  new Promise((resolve, reject) => {
    const { address, port, host, signal } = place;
    // Of a signal that is over, nobody is told any more.
    if (signal.aborted) return reject(new Error(late));
    const socket = connect({
      ...{ host: address, port, servername: host, session },
      ...{ minVersion: version, maxVersion: version, ALPNProtocols: ['h2', 'http/1.1'] },
      // What is wrong with the certificate is part of the answer. Nothing secret is sent.
      rejectUnauthorized: false,
    });
    const abort = (): void => void socket.destroy(new Error(late));
    signal.addEventListener('abort', abort, { once: true });
    let latest: Buffer | undefined;
    let seen: Omit<Conversation, 'session' | 'methodId'> | undefined;
    let answer = '';
    socket.on('session', (given: Buffer) => (latest = given));
    socket.once('secureConnect', () => {
      seen = {
        protocol: socket.getProtocol(),
        distrust: socket.authorized ? null : String(socket.authorizationError),
        isForHost: checkServerIdentity(host, socket.getPeerCertificate()) === undefined,
        expires: expiryOf(socket.getPeerCertificate().valid_to),
        application: socket.alpnProtocol,
        reused: socket.isSessionReused(),
      };
      socket.write(`GET /.postern/method HTTP/1.1\r\nHost: ${host}:${port}\r\nConnection: close\r\n\r\n`);
    });
    socket.on('error', reject);
    socket.on('close', () => {
      signal.removeEventListener('abort', abort);
      if (seen === undefined) reject(new Error(signal.aborted ? late : 'the connection was closed'));
      else resolve({ ...seen, session: latest ?? socket.getSession(), methodId: methodIn(answer) });
    });
    socket.on('data', (piece: Buffer) => {
      if (answer.length < longestAnswer) answer += piece.toString('latin1');
    });
  });

const methodIn = (answer: string): string => /^HTTP\/1\.1 200 [^]*?\r\n\r\n([0-9a-f-]{36})\s*$/.exec(answer)?.[1] ?? '';

const expiryOf = (text: string | undefined): string | null => {
  const date = new Date(text ?? '');
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
};
