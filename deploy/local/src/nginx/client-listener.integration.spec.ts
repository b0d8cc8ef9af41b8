import { connect } from 'node:tls';
import { createAuthority, issueCertificate, issueSelfSigned } from '@postern/dev-pki';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NginxUnderTest, startNginxUnderTest } from './testing/nginx-under-test.js';
import { type Identity, identityOf, sendRaw } from './testing/raw-request.js';

const line = 'POST /oidc/token HTTP/1.1';
const body = 'grant_type=client_credentials&client_id=machine';
const form = ['Content-Type: application/x-www-form-urlencoded', `Content-Length: ${body.length}`];

let nginx: NginxUnderTest;
beforeAll(async () => {
  nginx = await startNginxUnderTest();
});
afterAll(() => nginx.stop());

const pair = ({ pem, privateKeyPem }: { pem: string; privateKeyPem: string }): Identity => ({
  cert: pem,
  key: privateKeyPem,
});
const ask = (identity?: Identity) => sendRaw({ port: nginx.ports.clients, line, headers: form, body, identity });

describe('a certificate on the client listener', () => {
  it.each([
    ['self-signed', async () => pair(await issueSelfSigned({ subject: 'CN=Machine' }))],
    [
      'issued by an authority nobody here knows',
      async () => {
        const authority = await createAuthority({ subject: 'CN=Elsewhere' });
        return pair(await issueCertificate(authority, { subject: 'CN=Machine' }));
      },
    ],
    ["issued by people's authority", async () => identityOf(nginx.pki.samples!.users.alice)],
    ['expired', async () => identityOf(nginx.pki.samples!.bad.expired)],
    ['not valid yet', async () => identityOf(nginx.pki.samples!.bad['not-yet-valid'])],
    ['issued for servers', async () => identityOf(nginx.pki.samples!.bad['server-auth-only'])],
  ])('reaches the server with the body of the request when it is %s', async (_, make) => {
    const identity = await make();
    const { echo, status } = await ask(identity);

    expect(status).toBe(200);
    expect(echo).toMatchObject({ method: 'POST', url: '/oidc/token', body });
    expect(echo?.name).toMatch(/^clients-/);
    expect(decodeURIComponent(String(echo?.headers['x-ssl-client-cert'])).trim()).toBe(identity.cert.trim());
    expect(echo?.headers['x-postern-proxy-secret']).toBe(nginx.secrets.proxySecret);
  });

  it('is never called good by Nginx, which knows no authority here', async () => {
    const { echo } = await ask(identityOf(nginx.pki.samples!.users.alice));

    expect(echo?.headers['x-ssl-client-verify']).toMatch(/^FAILED:/);
  });

  it('may be missing, and is said to be', async () => {
    const { echo } = await ask();

    expect(echo).toMatchObject({ body, headers: { 'x-ssl-client-verify': 'NONE' } });
    expect(echo?.headers['x-ssl-client-cert']).toBeUndefined();
  });
});

describe('the client listener', () => {
  it.each([
    ['POST', '/oidc/token'],
    ['POST', '/oidc/token/introspection'],
    ['POST', '/oidc/token/revocation'],
    ['POST', '/oidc/request'],
    ['GET', '/oidc/me'],
    ['GET', '/oidc/.well-known/openid-configuration'],
    ['GET', '/oidc/.well-known/oauth-authorization-server'],
    ['GET', '/api/v2/clients?page=0'],
  ])('passes on %s %s, under the public name', async (method, path) => {
    const { echo } = await sendRaw({ port: nginx.ports.clients, line: `${method} ${path} HTTP/1.1` });

    expect(echo).toMatchObject({
      method,
      url: path,
      headers: { host: `localhost:${nginx.ports.public}`, 'x-forwarded-proto': 'https' },
    });
  });

  it.each([
    '/',
    '/oidc',
    '/oidc/',
    '/oidc/auth',
    '/oidc/jwks',
    '/oidc/tokens',
    '/oidc/token/',
    '/oidc/token/other',
    '/oidc/me/',
    '/oidc/request/x',
    '/oidc/session/end',
    '/oidc/.well-known',
    '/api/v2',
    '/api/v2x',
    '/api/mtls/sign-in',
    '/api/interaction/x',
    '/api/v2/../mtls/sign-in',
    '/oidc/token/..%2fauth',
    '/panel/',
    '/sign-in/',
    '/health/ready',
    '/_postern/error.html',
  ])('answers 404 at %s and says what it is, with any certificate and none', async (path) => {
    const samples = nginx.pki.samples!;
    for (const identity of [undefined, identityOf(samples.users.alice), identityOf(samples.bad.expired)]) {
      const answer = await sendRaw({ port: nginx.ports.clients, line: `GET ${path} HTTP/1.1`, identity });

      expect(answer.status).toBe(404);
      expect(answer.body).toContain('This is where applications with a certificate get and use tokens');
      expect(answer.body).toContain(`https://localhost:${nginx.ports.public}`);
      expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    }
  });

  it.each([null, 'evil.example', 'a.mtls.localhost'])('believes no certificate of a handshake for %s', async (name) => {
    const answer = await sendRaw({
      port: nginx.ports.clients,
      servername: name,
      host: `localhost:${nginx.ports.clients}`,
      line,
      headers: form,
      body,
      identity: identityOf(nginx.pki.samples!.users.alice),
    });

    expect(answer.echo?.headers['x-ssl-client-verify'] ?? 'NONE').toBe('NONE');
    expect(answer.echo?.headers['x-ssl-client-cert']).toBeUndefined();
  });

  it('speaks TLS 1.2 and 1.3 and nothing older', async () => {
    const speak = (minVersion: 'TLSv1' | 'TLSv1.2' | 'TLSv1.3', maxVersion = minVersion as string) =>
      sendRaw({
        port: nginx.ports.clients,
        line,
        tls: { minVersion, maxVersion: maxVersion as 'TLSv1.3', ciphers: 'ALL:@SECLEVEL=0' },
      });

    expect((await speak('TLSv1.2')).status).toBe(200);
    expect((await sendRaw({ port: nginx.ports.clients, line, tls: { minVersion: 'TLSv1.3' } })).status).toBe(200);
    await expect(speak('TLSv1', 'TLSv1.1')).rejects.toThrow();
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'keeps a connection for several requests, and resumes no session in a new one: %s',
    async (version) => {
      const first = await talk(version);
      const second = await talk(version, first.session);

      expect(first.answers).toBe(2);
      expect(second.reused).toBe(false);
    },
  );
});

/** Two requests on one connection; tells the session that was given for the next one, and whether an earlier one was taken up. */
const talk = (version: 'TLSv1.2' | 'TLSv1.3', session?: Buffer) =>
  new Promise<{ readonly session: Buffer | undefined; readonly reused: boolean; readonly answers: number }>(
    (resolve, reject) => {
      const port = nginx.ports.clients;
      const socket = connect({
        host: '127.0.0.1',
        port,
        servername: 'localhost',
        rejectUnauthorized: false,
        minVersion: version,
        maxVersion: version,
        session,
        ...identityOf(nginx.pki.samples!.users.alice),
      });
      const request = (connection: string) =>
        socket.write(`GET /oidc/me HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: ${connection}\r\n\r\n`);
      let received = '';
      let given: Buffer | undefined;
      let reused = false;
      socket.on('session', (next) => (given = next));
      socket.on('error', reject);
      socket.once('secureConnect', () => {
        reused = socket.isSessionReused();
        given ??= socket.getSession();
        request('keep-alive');
      });
      socket.once('data', () => request('close'));
      socket.on('data', (chunk: Buffer) => (received += chunk.toString()));
      socket.once('close', () =>
        resolve({
          session: given,
          reused,
          answers: received.split('HTTP/1.1 200').length - 1,
        }),
      );
    },
  );
