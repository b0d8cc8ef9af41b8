import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PosternConfig } from '@postern/local';
import { findUser } from '../support/people.js';
import type { RawRequest } from '../support/raw-request.js';

type Headers = NonNullable<RawRequest['headers']>;

/** What Nginx and the server share. Somebody who knows it must still get nowhere from outside. */
export const proxySecretOf = ({ logs }: PosternConfig): string =>
  (JSON.parse(readFileSync(join(dirname(logs), 'secrets.json'), 'utf8')) as { readonly proxySecret: string })
    .proxySecret;

/** The headers that Nginx would send after a handshake with this certificate. */
export const headersOf = (pem: string, secret: string): Headers => {
  const { subject, issuer, serialNumber, fingerprint } = new X509Certificate(pem);
  const oneLine = (name: string) => name.split('\n').toReversed().join(',');
  return [
    ['X-SSL-Client-Verify', 'SUCCESS'],
    ['X-SSL-Client-DN', oneLine(subject)],
    ['X-SSL-Client-Serial', serialNumber],
    ['X-SSL-Client-Fingerprint', fingerprint.replaceAll(':', '').toLowerCase()],
    ['X-SSL-Client-Issuer', oneLine(issuer)],
    ['X-SSL-Client-Cert', encodeURIComponent(pem)],
    ['X-Postern-Proxy-Secret', secret],
  ];
};

/** Everything about alice's certificate that is public, and the secret besides. */
export const aliceHeaders = (postern: PosternConfig): Headers =>
  headersOf(readFileSync(findUser(postern, 'alice').certificate.cert, 'utf8'), proxySecretOf(postern));

const spelled = (headers: Headers, spell: (name: string) => string): Headers =>
  headers.map(([name, value]) => [spell(name), value] as const);

/** The ways in which a client could try to get headers past Nginx. */
export const forgeries: Readonly<Record<string, (headers: Headers) => Partial<RawRequest>>> = {
  'spelled as Nginx does': (headers) => ({ headers }),
  'in lower case': (headers) => ({ headers: spelled(headers, (name) => name.toLowerCase()) }),
  'in capitals': (headers) => ({ headers: spelled(headers, (name) => name.toUpperCase()) }),
  'with underscores': (headers) => ({ headers: spelled(headers, (name) => name.replaceAll('-', '_')) }),
  'with one underscore': (headers) => ({ headers: spelled(headers, (name) => name.replace(/-(?=[^-]*$)/, '_')) }),
  twice: (headers) => ({ headers: [...headers, ...headers] }),
  'in both spellings': (headers) => ({
    headers: [...spelled(headers, (name) => name.replaceAll('-', '_')), ...headers],
  }),
  'in a trailer': (trailers) => ({ method: 'GET', trailers }),
  'named in Connection': (headers) => ({ headers, connection: headers.map(([name]) => name) }),
};
