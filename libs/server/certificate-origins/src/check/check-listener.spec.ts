import { createServer as createTcpServer, type Server } from 'node:net';
import { createServer, type TLSSocket, type TlsOptions } from 'node:tls';
import type { ListenerCheckName, ListenerOutcome } from '@postern/contracts';
import { type Authority, createAuthority, issueCertificate, type Issued } from '@postern/dev-pki';
import { parseCertificate } from '@postern/x509';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { checkListener } from './check-listener.js';

let authority: Authority;
let other: Authority;
let own: Issued;
let running: Server | undefined;

beforeAll(async () => {
  const root = await createAuthority({ subject: 'CN=Servers' });
  authority = await createAuthority({ subject: 'CN=People' });
  other = await createAuthority({ subject: 'CN=Others' });
  own = await issueCertificate(root, {
    subject: 'CN=listener',
    purposes: ['serverAuth'],
    subjectAlternativeNames: [{ type: 'dns', value: '*.mtls.localhost' }],
  });
});
afterEach(async () => {
  await new Promise((resolve) => (running === undefined ? resolve(undefined) : running.close(resolve)));
  running = undefined;
});

const listening = (server: Server): Promise<number> => {
  running = server;
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { readonly port: number }).port)),
  );
};

const method = '11111111-1111-4111-8111-111111111111';

/** A TLS server that asks for certificates of the given CAs, and resumes nothing, unless told otherwise. */
const serve = (
  options: TlsOptions = {},
  answer: string | ((socket: TLSSocket) => string | null) = '404 Not Found\r\n\r\n',
): Promise<number> =>
  listening(
    createServer(
      {
        ...{ cert: own.pem, key: own.privateKeyPem, ca: [authority.pem], requestCert: true, rejectUnauthorized: false },
        // No tickets (SSL_OP_NO_TICKET), and nothing is stored.
        secureOptions: 0x4000,
        sessionTimeout: 1,
        ...options,
      },
      (socket) => {
        socket.on('error', () => undefined);
        socket.on('data', () => {
          const said = typeof answer === 'string' ? answer : answer(socket);
          if (said !== null) socket.end(`HTTP/1.1 ${said}`);
        });
      },
    ),
  );

const nameOf = ({ der }: Authority): Uint8Array => parseCertificate(der).subject.der;
const check = async (
  port: number,
  names = [nameOf(authority)],
  host = 'acme.mtls.localhost',
  methodId: string | null = null,
) => {
  const report = await checkListener({
    origin: `https://${host}:${port}`,
    freshOrigin: `https://{attempt}-${host}:${port}`,
    methodId,
    names,
  });
  const outcomes = Object.fromEntries(report.checks.map(({ name, outcome }) => [name, outcome]));
  return { ...report, outcomes: outcomes as Partial<Record<ListenerCheckName, ListenerOutcome>> };
};

describe('a check of a listener', () => {
  it('finds what is as it should be', async () => {
    const { outcomes, names } = await check(await serve());

    // The CA of the test is known to nobody.
    expect(outcomes).toMatchObject({ reachable: 'ok', certificate: 'warning', versions: 'ok', asks: 'ok' });
    expect(outcomes).toMatchObject({ names: 'ok', size: 'ok', fresh: 'ok', http2: 'ok' });
    expect(names).toMatchObject({ sent: ['CN=People'], missing: [], extra: [] });
  });

  it.each([
    ['ok', 'of this method', `200 OK\r\n\r\n${method}`],
    ['failed', 'of another method', `200 OK\r\n\r\n${method.replace('1', '2')}`],
    ['failed', 'of no method, as the shared listener says with the same names', '200 OK\r\n\r\n'],
    ['failed', 'unknown to templates of an earlier version', `404 Not Found\r\n\r\n${method}`],
  ] as const)('is %s where the origin is %s', async (outcome, _what, answer) => {
    const { outcomes, checks } = await check(await serve({}, answer), undefined, undefined, method);

    expect(outcomes).toMatchObject({ reachable: 'ok', asks: 'ok', names: outcome });
    const { detail } = checks.find(({ name }) => name === 'names')!;
    if (outcome === 'failed') expect(detail).toContain('reload Nginx');
  });

  it('ends in time although a listener falls silent after the first conversation', { timeout: 30_000 }, async () => {
    let conversations = 0;
    const port = await serve({ secureOptions: 0, sessionTimeout: 300 }, (socket) => {
      if (socket.getProtocol() !== 'TLSv1.3') return null;
      conversations += 1;
      return conversations === 1 ? '404 Not Found\r\n\r\n' : null;
    });
    const before = performance.now();
    await check(port);

    expect(performance.now() - before).toBeLessThan(10_000);
  });

  it('names the CAs that are missing and those that are too many', async () => {
    const { outcomes, names } = await check(await serve({ ca: [other.pem] }));

    expect(outcomes.names).toBe('failed');
    expect(names).toMatchObject({ missing: ['CN=People'], extra: ['CN=Others'] });
  });

  it('warns of names that are too long together', async () => {
    const many = await Promise.all(
      Array.from({ length: 61 }, (_, number) => createAuthority({ subject: `CN=Number ${number}` })),
    );
    const port = await serve({ ca: many.map(({ pem }) => pem) });

    expect((await check(port, many.map(nameOf))).outcomes).toMatchObject({ names: 'ok', size: 'warning' });
  });

  it('sees that no certificate is asked for', async () => {
    expect((await check(await serve({ requestCert: false }))).outcomes).toMatchObject({
      asks: 'failed',
      names: 'failed',
    });
  });

  it('sees a server certificate for another name', async () => {
    const { checks } = await check(await serve(), undefined, 'acme.other.localhost');

    expect(checks.find(({ name }) => name === 'certificate')).toMatchObject({
      outcome: 'failed',
      detail: 'it is for other names',
    });
  });

  it('sees HTTP/2', async () => {
    expect((await check(await serve({ ALPNProtocols: ['h2'] }))).outcomes.http2).toBe('failed');
  });

  it('sees sessions that are resumed', async () => {
    expect((await check(await serve({ secureOptions: 0, sessionTimeout: 300 }))).outcomes.resumption).toBe('failed');
  });

  it('sees TLS 1.1', async () => {
    const port = await serve({ minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' });

    expect((await check(port)).outcomes.versions).toBe('failed');
  });

  it('cannot tell the names where only TLS 1.3 is spoken', async () => {
    const { outcomes, names } = await check(await serve({ minVersion: 'TLSv1.3' }));

    expect(outcomes).toMatchObject({ reachable: 'ok', asks: 'unknown', names: 'unknown' });
    expect(names).toBeNull();
  });

  it('says why a listener is out of reach', async () => {
    const port = await serve();
    await new Promise((resolve) => running?.close(resolve));
    running = undefined;

    expect((await check(port)).checks).toEqual([
      { name: 'reachable', outcome: 'failed', detail: expect.stringContaining('ECONNREFUSED') as string },
    ]);
    expect((await check(443, [], 'no-such-host.invalid')).checks[0]?.detail).toContain('no name server knows');
    expect((await check(443, [], '169.254.169.254')).checks[0]?.detail).toContain('is link-local');
  });

  it.each([
    ['no TLS', 'HTTP/1.1 200 OK\r\n\r\n'],
    ['an endless record', Buffer.concat([Buffer.from([22, 3, 3, 0xff, 0xff]), Buffer.alloc(300_000)])],
    ['half a handshake', Buffer.from([22, 3, 3, 0, 4, 13, 0, 0, 0, 22, 3, 3, 0, 5, 13, 0, 0, 1, 9])],
  ])('survives a server that speaks %s', async (_what, answer) => {
    const port = await listening(
      createTcpServer((socket) => socket.on('error', () => undefined).once('data', () => socket.end(answer))),
    );

    expect((await check(port)).outcomes).toEqual({ reachable: 'failed' });
  });

  it('ends in time when the other side says nothing', async () => {
    const sockets = new Set<{ destroy(): void }>();
    const port = await listening(createTcpServer((socket) => void sockets.add(socket.on('error', () => undefined))));
    const report = await check(port);
    for (const socket of sockets) socket.destroy();

    expect(report.checks).toEqual([{ name: 'reachable', outcome: 'failed', detail: 'it did not answer in time' }]);
  }, 20_000);
});
