import { writeFileSync } from 'node:fs';
import { connect } from 'node:tls';
import { createAuthority, issueCertificate } from '@postern/dev-pki';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NginxUnderTest, startNginxUnderTest } from './testing/nginx-under-test.js';
import { identityOf, sendRaw } from './testing/raw-request.js';

const only = 'mTLS endpoints only. Use port 443 for regular access.';
const line = 'GET /api/mtls/sign-in?ticket=t HTTP/1.1';

let nginx: NginxUnderTest;
beforeAll(async () => {
  nginx = await startNginxUnderTest();
});
afterAll(() => nginx.stop());

describe('a refused certificate', () => {
  it.each([
    ['expired', 'FAILED:certificate has expired'],
    ['not-yet-valid', 'FAILED:certificate is not yet valid'],
    ['server-auth-only', 'FAILED:unsuitable certificate purpose'],
    ['foreign-ca', 'FAILED:unable to verify the first certificate'],
    ['self-signed', 'FAILED:self-signed certificate'],
  ] as const)('reaches the server with its reason: %s', async (name, reason) => {
    const { echo } = await sendRaw({
      port: nginx.ports.mtls,
      line,
      identity: identityOf(nginx.pki.samples!.bad[name]),
    });

    expect(echo?.headers['x-ssl-client-verify']).toBe(reason);
    expect(echo?.headers['x-ssl-client-cert']).toContain('BEGIN%20CERTIFICATE');
    expect(echo?.headers['x-postern-proxy-secret']).toBe(nginx.secrets.proxySecret);
    expect(echo).toMatchObject({ method: 'GET', url: '/api/mtls/sign-in?ticket=t' });
  });

  it('is left to the server when it was revoked', async () => {
    const { echo } = await sendRaw({
      port: nginx.ports.mtls,
      line,
      identity: identityOf(nginx.pki.samples!.bad.revoked),
    });

    expect(echo?.headers['x-ssl-client-verify']).toBe('SUCCESS');
  });
});

describe('the certificate listener', () => {
  it.each([
    '/',
    '/api/mtls',
    '/api/mtlsXYZ',
    '/api/v2/clients',
    '/oidc/auth',
    '/panel/',
    '/sign-in/',
    '/_postern/error.html',
    '/icon.svg',
    '/api/mtls/../v2',
    '/api/mtls/%2e%2e/v2',
    '/api/mtls/..%2fv2',
  ])('B2: answers 404 at %s, with any certificate and none', async (path) => {
    const samples = nginx.pki.samples!;
    for (const identity of [undefined, identityOf(samples.users.alice), identityOf(samples.bad.expired)]) {
      const answer = await sendRaw({ port: nginx.ports.mtls, line: `GET ${path} HTTP/1.1`, identity });

      expect(answer.status).toBe(404);
      expect(answer.body).toBe(only);
      expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    }
  });

  it('serves every fresh host label, and says which one was used', async () => {
    const servername = 'a1b2c3.mtls.localhost';
    const { echo } = await sendRaw({
      port: nginx.ports.mtls,
      servername,
      line,
      identity: identityOf(nginx.pki.samples!.users.alice),
    });

    expect(echo?.headers.host).toBe(`${servername}:${nginx.ports.mtls}`);
    expect(echo?.headers['x-ssl-client-verify']).toBe('SUCCESS');
  });

  it('takes the host from the request, not from a second place that may differ', async () => {
    const { echo } = await sendRaw({
      port: nginx.ports.mtls,
      line: `GET https://localhost:${nginx.ports.mtls}/api/mtls/sign-in HTTP/1.1`,
      host: 'evil.example',
    });

    expect(echo?.headers.host).toBe(`localhost:${nginx.ports.mtls}`);
  });

  it('refuses a request for another host than the handshake was made for', async () => {
    const answer = await sendRaw({
      port: nginx.ports.mtls,
      servername: 'one.mtls.localhost',
      host: `two.mtls.localhost:${nginx.ports.mtls}`,
      line,
      identity: identityOf(nginx.pki.samples!.users.alice),
    });

    expect(answer.status).toBe(421);
    expect(answer.echo).toBeUndefined();
  });

  it.each([null, 'evil.example', 'mtls.localhost.evil.example'])(
    'believes no certificate of a handshake made for %s',
    async (servername) => {
      const answer = await sendRaw({
        port: nginx.ports.mtls,
        servername,
        host: `localhost:${nginx.ports.mtls}`,
        line,
        identity: identityOf(nginx.pki.samples!.users.alice),
        headers: ['X-SSL-Client-Verify: SUCCESS'],
      });

      expect(answer.echo?.headers['x-ssl-client-verify'] ?? 'NONE').toBe('NONE');
    },
  );

  it('B1: speaks TLS 1.2 and 1.3 and nothing older', async () => {
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
      const { status } = await sendRaw({
        port: nginx.ports.mtls,
        line,
        tls: { minVersion: version, maxVersion: version },
      });
      expect(status).toBe(200);
    }
    const old = sendRaw({
      port: nginx.ports.mtls,
      line,
      tls: { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' },
    });
    await expect(old).rejects.toThrow();
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'never resumes a session, as the public listener does: %s',
    async (version) => {
      const resumes = async (port: number) => {
        const first = await talk(port, version);
        return (await talk(port, version, first.session)).reused;
      };

      expect(await resumes(nginx.ports.public)).toBe(true);
      expect(await resumes(nginx.ports.mtls)).toBe(false);
    },
  );

  it('begins to trust an authority as soon as the server has written it', async () => {
    const newcomer = await createAuthority({ subject: 'CN=Newcomer' });
    const leaf = await issueCertificate(newcomer, { subject: 'CN=New person' });
    const ask = () => sendRaw({ port: nginx.ports.mtls, line, identity: { cert: leaf.pem, key: leaf.privateKeyPem } });
    expect((await ask()).echo?.headers['x-ssl-client-verify']).toMatch(/^FAILED/);

    writeFileSync(nginx.paths.trustAnchors, `${newcomer.pem}not a certificate\n`);
    await nginx.reload();

    await expect.poll(async () => (await ask()).echo?.headers['x-ssl-client-verify']).toBe('SUCCESS');
  });

  it('B1: takes three authorities between a certificate and its root, and no more', async () => {
    const root = await createAuthority({ subject: 'CN=Root without limits' });
    const verdictBelow = async (levels: number) => {
      let authority = root;
      for (let level = 1; level <= levels; level += 1)
        authority = await createAuthority({ subject: `CN=Level ${level}`, issuer: authority });
      const leaf = await issueCertificate(authority, { subject: 'CN=Deep' });
      const chain = leaf.chain.map((certificate) => certificate.toString('pem')).join('\n');
      const identity = { cert: `${leaf.pem}${chain}`, key: leaf.privateKeyPem };
      return (await sendRaw({ port: nginx.ports.mtls, line, identity })).echo?.headers['x-ssl-client-verify'];
    };

    writeFileSync(nginx.paths.trustAnchors, root.pem);
    await nginx.reload();

    await expect.poll(() => verdictBelow(3)).toBe('SUCCESS');
    expect(await verdictBelow(4)).toMatch(/^FAILED:/);
  });

  it('goes on without any authority while no method is switched on', async () => {
    writeFileSync(nginx.paths.trustAnchors, '');
    await nginx.reload();
    const ask = () => sendRaw({ port: nginx.ports.mtls, line, identity: identityOf(nginx.pki.samples!.users.alice) });

    await expect.poll(async () => (await ask()).echo?.headers['x-ssl-client-verify']).toMatch(/^FAILED/);
  });
});

/** One request; tells the session that was given for the next one, and whether an earlier one was taken up. */
const talk = (port: number, version: 'TLSv1.2' | 'TLSv1.3', earlier?: Buffer) =>
  new Promise<{ readonly session: Buffer | undefined; readonly reused: boolean }>((resolve, reject) => {
    const socket = connect({
      host: '127.0.0.1',
      port,
      servername: 'localhost',
      rejectUnauthorized: false,
      minVersion: version,
      maxVersion: version,
      session: earlier,
      ...identityOf(nginx.pki.samples!.users.alice),
    });
    let session: Buffer | undefined;
    let reused = false;
    socket.on('session', (given) => (session = given));
    socket.on('error', reject);
    socket.once('secureConnect', () => {
      reused = socket.isSessionReused();
      session ??= socket.getSession();
      socket.write(`${line}\r\nHost: localhost:${port}\r\nConnection: close\r\n\r\n`);
    });
    socket.once('close', () => resolve({ session, reused }));
    socket.resume();
  });
