import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Echo } from './testing/echo-server.js';
import { type NginxUnderTest, startNginxUnderTest } from './testing/nginx-under-test.js';
import { identityOf, sendHttp2, sendRaw } from './testing/raw-request.js';

const forged = 'FORGED';
const names = ['Verify', 'DN', 'Serial', 'Fingerprint', 'Issuer', 'Cert'].map((name) => `X-SSL-Client-${name}`);
const all = [
  ...names,
  'X-Postern-Proxy-Secret',
  'X-Postern-Certificate-Method',
  'Client-Cert',
  'Client-Cert-Chain',
  'X-Forwarded-Client-Cert',
];
const lines = (spelling: (name: string) => string) => all.map((name) => `${spelling(name)}: ${forged}`);
const chunkedBody = `1\r\nx\r\n0\r\n${lines((name) => name).join('\r\n')}\r\n\r\n`;

/** How a forger may write the headers. */
const attempts: readonly {
  readonly how: string;
  readonly headers: readonly string[];
  readonly body?: string;
  readonly post?: boolean;
}[] = [
  { how: 'as Nginx writes them', headers: lines((name) => name) },
  { how: 'in lower case', headers: lines((name) => name.toLowerCase()) },
  { how: 'in upper case', headers: lines((name) => name.toUpperCase()) },
  {
    how: 'in mixed case',
    headers: lines((name) => name.replace(/[a-z]/g, (c, at) => (Number(at) % 2 ? c.toUpperCase() : c))),
  },
  { how: 'with underscores', headers: lines((name) => name.replaceAll('-', '_')) },
  { how: 'with one underscore', headers: lines((name) => name.replace('-', '_')) },
  { how: 'twice', headers: [...lines((name) => name), ...lines((name) => name)] },
  { how: 'empty first, forged second', headers: [...all.map((name) => `${name}:`), ...lines((name) => name)] },
  { how: 'named in Connection', headers: [`Connection: close, ${all.join(', ')}`, ...lines((name) => name)] },
  { how: 'with a dot', headers: lines((name) => name.replaceAll('-', '.')) },
  {
    how: 'in trailers',
    headers: ['Transfer-Encoding: chunked', `Trailer: ${all.join(', ')}`, 'TE: trailers'],
    body: chunkedBody,
    post: true,
  },
];
const withForwarding = [
  'X-Forwarded-For: 6.6.6.6',
  'X-Real-IP: 6.6.6.6',
  'X-Forwarded-Proto: http',
  'X-Forwarded-Host: evil.example',
  'X-Forwarded-Port: 1',
  'X-Forwarded-Prefix: /evil',
  'Forwarded: for=6.6.6.6;host=evil.example',
  'X-Request-Id: forged',
];

let nginx: NginxUnderTest;
beforeAll(async () => {
  nginx = await startNginxUnderTest();
});
afterAll(() => nginx.stop());

const has = (echo: Echo | undefined) => JSON.stringify(echo);
const expectCleanForwarding = (echo: Echo | undefined, port: number) => {
  expect(echo?.headers).toMatchObject({
    host: `localhost:${port}`,
    'x-real-ip': '127.0.0.1',
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-proto': 'https',
  });
  expect(has(echo)).not.toMatch(/6\.6\.6\.6|evil/);
  expect(echo?.headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/);
};

const elsewhere = [
  { listener: 'public', path: '/oidc/auth' },
  { listener: 'public', path: '/oidc/.well-known/openid-configuration' },
  { listener: 'public', path: '/api/interaction/x' },
  { listener: 'public', path: '/api/v2/clients' },
  { listener: 'public', path: '/api/mtlsX' },
  { listener: 'public', path: '/health/ready' },
  { listener: 'demo', path: '/' },
  { listener: 'demo', path: '/api/mtls/sign-in' },
] as const;

describe.each(elsewhere)('the $listener listener at $path', ({ listener, path }) => {
  it.each(attempts)('blanks certificate headers sent $how', async ({ headers, body, post }) => {
    const port = nginx.ports[listener];
    const answer = await sendRaw({
      port,
      line: `${post ? 'POST' : 'GET'} ${path} HTTP/1.1`,
      headers: [...headers, ...withForwarding],
      body,
    });

    expect(answer.status).toBe(200);
    expect(has(answer.echo)).not.toContain(forged);
    expect(has(answer.echo)).not.toMatch(/ssl.client|proxy.secret|client.cert/i);
    expectCleanForwarding(answer.echo, port);
  });

  it('blanks them for somebody with a certificate too', async () => {
    const identity = identityOf(nginx.pki.samples!.users.alice);
    const answer = await sendRaw({
      port: nginx.ports[listener],
      line: `GET ${path} HTTP/1.1`,
      identity,
      headers: attempts[0]!.headers,
    });

    expect(has(answer.echo)).not.toMatch(/FORGED|ssl.client|proxy.secret/i);
  });
});

describe('the public listener over HTTP/2', () => {
  it.each(['/oidc/auth', '/api/v2/clients', '/health/ready'])('blanks certificate headers at %s', async (path) => {
    const headers = Object.fromEntries(
      all.flatMap((name) => [
        [name.toLowerCase(), [forged, forged]],
        [name.toLowerCase().replaceAll('-', '_'), forged],
      ]),
    );
    const { status, echo } = await sendHttp2(nginx.ports.public, path, headers);

    expect(status).toBe(200);
    expect(has(echo)).not.toMatch(/FORGED|ssl.client|proxy.secret|client.cert/i);
  });
});

describe.each([
  {
    listener: 'mtls',
    upstream: /^certificate-/,
    path: '/api/mtls/sign-in?ticket=t',
    named: 'mtls',
    verdict: /^SUCCESS$/,
  },
  // No authority is known there: every certificate is handed on, and none is called good.
  { listener: 'clients', upstream: /^clients-/, path: '/oidc/token', named: 'public', verdict: /^FAILED:/ },
  { listener: 'clients', upstream: /^clients-/, path: '/api/v2/clients', named: 'public', verdict: /^FAILED:/ },
] as const)('the $listener listener at $path', ({ listener, upstream, path, named, verdict }) => {
  const line = `GET ${path} HTTP/1.1`;
  const postLine = `POST ${path} HTTP/1.1`;

  it.each(attempts)('says NONE for nobody, whatever is sent $how', async ({ headers, body, post }) => {
    const { echo } = await sendRaw({
      port: nginx.ports[listener],
      line: post ? postLine : line,
      headers: [...headers, ...withForwarding],
      body,
    });

    expect(echo?.name).toMatch(upstream);
    expect(has(echo)).not.toContain(forged);
    expect(echo?.headers['x-ssl-client-verify']).toBe('NONE');
    expect(echo?.headers['x-ssl-client-cert']).toBeUndefined();
    expect(echo?.headers['x-ssl-client-dn']).toBeUndefined();
    expect(echo?.headers['x-postern-proxy-secret']).toBe(nginx.secrets.proxySecret);
    expectCleanForwarding(echo, nginx.ports[named]);
  });

  it.each(attempts)(
    "hands on the handshake's own certificate, whatever is sent $how",
    async ({ headers, body, post }) => {
      const { bob } = nginx.pki.samples!.users;
      const { echo } = await sendRaw({
        port: nginx.ports[listener],
        line: post ? postLine : line,
        identity: identityOf(bob),
        headers,
        body,
      });

      expect(has(echo)).not.toContain(forged);
      expect(echo?.headers['x-ssl-client-verify']).toMatch(verdict);
      expect(decodeURIComponent(String(echo?.headers['x-ssl-client-cert']))).toBe(readFileSync(bob.cert, 'utf8'));
      // Each exactly once.
      for (const name of names) {
        expect(echo?.rawHeaders.filter((raw) => raw.toLowerCase() === name.toLowerCase())).toHaveLength(1);
      }
    },
  );

  it('B3: hands on verification, DN, serial, fingerprint, issuer and certificate', async () => {
    const { echo } = await sendRaw({
      port: nginx.ports[listener],
      line,
      identity: identityOf(nginx.pki.samples!.users.alice),
    });

    expect(echo?.headers).toMatchObject({
      'x-ssl-client-verify': expect.stringMatching(verdict),
      'x-ssl-client-dn': expect.stringContaining('CN=Alice Adams'),
      'x-ssl-client-serial': expect.stringMatching(/^[0-9A-F]+$/),
      'x-ssl-client-fingerprint': expect.stringMatching(/^[0-9a-f]{40}$/),
      'x-ssl-client-issuer': expect.stringContaining('CN=Users issuing CA'),
      'x-ssl-client-cert': expect.stringContaining('BEGIN%20CERTIFICATE'),
    });
  });
});
