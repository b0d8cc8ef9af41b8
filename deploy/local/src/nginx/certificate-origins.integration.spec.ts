import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:tls';
import type { GatewayRendering } from '@postern/contracts';
import { type Authority, createAuthority, issueCertificate, type Issued } from '@postern/dev-pki';
import { createAgent, type NginxAgent } from '@postern/nginx-agent';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handshakeOf } from './testing/asked-names.js';
import { type NginxUnderTest, startNginxUnderTest } from './testing/nginx-under-test.js';
import { sendRaw } from './testing/raw-request.js';

const ids = { acme: '11111111-1111-4111-8111-111111111111', beta: '22222222-2222-4222-8222-222222222222' } as const;
const line = 'GET /api/mtls/sign-in?ticket=t HTTP/1.1';
const label = 'a1b2c3d4e5f60718';
const hostOf = (name: string): string => `${name}.mtls.localhost`;

let nginx: NginxUnderTest;
let agent: NginxAgent;
let reports: string[];
let acme: Authority;
let beta: Authority;
let acmesCard: Issued;
let generation = 0;

/** One server block each, as the server renders them. */
const rendering = (cas: Readonly<Record<string, string | null>>): GatewayRendering => {
  generation += 1;
  const names = Object.keys(cas) as (keyof typeof ids)[];
  const fresh = (name: string) => String.raw`^[0-9a-f]{16}-${name}\.mtls\.localhost\z`;
  const block = (name: keyof typeof ids) => [
    'server {',
    `    server_name ${hostOf(name)} "~${fresh(name)}";`,
    ...(cas[name] === null ? [] : [`    ssl_client_certificate "@files@/${ids[name]}.ca";`]),
    '    include snippets/certificate-server.conf;',
    '}',
    '',
  ];
  return {
    generation,
    digest: `digest ${generation}`,
    files: {
      'generation.map': `generation ${generation};\n`,
      'methods.map': names.map((name) => `${hostOf(name)} ${ids[name]};\n"~*${fresh(name)}" ${ids[name]};\n`).join(''),
      'servers.conf': names.map((name) => block(name).join('\n')).join(''),
      ...Object.fromEntries(names.flatMap((name) => (cas[name] === null ? [] : [[`${ids[name]}.ca`, cas[name]]]))),
    },
  };
};

/** A gateway without an API. */
const emptyGateway: GatewayRendering = { generation: 1, digest: 'a', files: { 'generation.map': 'generation 1;\n' } };

const serve = async (cas: Readonly<Record<string, string | null>>) => {
  const next = rendering(cas);
  expect(await agent.origins.test(next)).toEqual({ accepted: true, reason: null });
  expect(await agent.origins.activate(next.generation)).toEqual({
    generation: next.generation,
    digest: next.digest,
  });
};
const ask = (servername: string | null, more: Partial<Parameters<typeof sendRaw>[0]> = {}) =>
  sendRaw({
    port: nginx.ports.mtls,
    servername,
    line,
    identity: { cert: acmesCard.pem, key: acmesCard.privateKeyPem },
    ...more,
  });
const namesAt = async (host: string, version: 'tls1_2' | 'tls1_3' = 'tls1_3') =>
  (await handshakeOf(nginx.ports.mtls, host, version)).names;

beforeAll(async () => {
  nginx = await startNginxUnderTest();
  reports = [];
  const { paths, ports } = nginx;
  ({ agent } = createAgent({
    socket: join(paths.run, 'agent.sock'),
    socketMode: 0o600,
    folder: paths.gateway,
    nginx: nginx.options.nginx.path,
    configuration: join(paths.nginx, 'nginx.conf'),
    prefix: `${paths.nginx}/`,
    systemTrustAnchors: join(paths.pki, 'server-ca.pem'),
    accessLog: join(paths.logs, 'gateway-access.log'),
    listener: { host: '127.0.0.1', port: ports.gateway },
    certificateListener: { host: '127.0.0.1', port: ports.mtls },
    reload: () => nginx.hangUp(),
    report: (text) => void reports.push(text),
    patience: 5000,
  }));
  await agent.begin();
  acme = await createAuthority({ subject: 'CN=Acme people' });
  beta = await createAuthority({ subject: 'CN=Beta people' });
  acmesCard = await issueCertificate(acme, { subject: 'CN=Ada' });
  await serve({ acme: acme.pem, beta: beta.pem });
});
afterAll(() => nginx.stop());

describe('the origins of two methods', () => {
  it.each(['tls1_2', 'tls1_3'] as const)('each send the names of their own CAs and no other: %s', async (version) => {
    expect(await namesAt(hostOf('acme'), version)).toEqual(['Acme people']);
    expect(await namesAt(hostOf('beta'), version)).toEqual(['Beta people']);
    expect(await namesAt(`${label}-acme.mtls.localhost`, version)).toEqual(['Acme people']);
    expect(await namesAt(hostOf(label), version)).toEqual(await namesAt('localhost', version));
    expect(await namesAt('localhost', version)).not.toContain('Acme people');
  });

  it('tell the server whose origin it was, by the name in the handshake', async () => {
    const methodAt = async (servername: string) =>
      (await ask(servername)).echo?.headers['x-postern-certificate-method'];

    expect(await methodAt(hostOf('acme'))).toBe(ids.acme);
    expect(await methodAt('ACME.mtls.localhost')).toBe(ids.acme);
    expect(await methodAt(`${label}-beta.mtls.localhost`)).toBe(ids.beta);
    for (const shared of ['localhost', hostOf(label), hostOf('other'), hostOf('x-acme')]) {
      expect(await methodAt(shared)).toBeUndefined();
    }
  });

  it('say so of a certificate that Nginx refuses too', async () => {
    const expired = await issueCertificate(acme, { subject: 'CN=Old', notAfter: new Date(Date.now() - 60_000) });
    const { echo } = await ask(hostOf('beta'), { identity: { cert: expired.pem, key: expired.privateKeyPem } });

    expect(echo?.headers['x-ssl-client-verify']).toMatch(/^FAILED:/);
    expect(echo?.headers['x-postern-certificate-method']).toBe(ids.beta);
  });

  it('believe no header about it', async () => {
    const forged = [`X-Postern-Certificate-Method: ${ids.beta}`, `x_postern_certificate_method: ${ids.beta}`];
    const own = await ask(hostOf('acme'), { headers: forged });
    const shared = await ask('localhost', { headers: forged });

    expect(own.echo?.headers['x-postern-certificate-method']).toBe(ids.acme);
    expect(JSON.stringify(shared.echo)).not.toContain(ids.beta);
  });

  it.each([
    ['acme', 'beta'],
    ['acme', 'localhost'],
    ['localhost', 'acme'],
    [`${label}-acme`, 'acme'],
  ])('refuse a request for another host than the handshake was made for: %s, %s', async (one, other) => {
    const host = (name: string) => (name === 'localhost' ? name : hostOf(name));
    const answer = await ask(host(one), { host: `${host(other)}:${nginx.ports.mtls}` });

    expect(answer.status).toBe(421);
    expect(answer.echo).toBeUndefined();
  });

  it.each([null, 'evil.example'])('believe no certificate of a handshake made for %s', async (servername) => {
    const { echo } = await ask(servername, { host: `${hostOf('acme')}:${nginx.ports.mtls}` });

    expect(echo?.headers['x-ssl-client-verify'] ?? 'NONE').toBe('NONE');
    expect(echo?.headers['x-postern-certificate-method']).toBeUndefined();
  });

  it('speak no HTTP/2, over which a browser would send requests for one down a connection to the other', async () => {
    expect(await protocolAt(hostOf('acme'), ['h2', 'http/1.1'])).toBe('http/1.1');
    await expect(protocolAt(hostOf('acme'), ['h2'])).rejects.toThrow('no application protocol');
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'take up no session of each other, nor of their own: %s',
    async (version) => {
      const first = await talk(hostOf('acme'), version);
      for (const host of [hostOf('acme'), hostOf('beta'), 'localhost']) {
        const { reused } = await talk(host, version, first.session);
        expect([host, reused]).toEqual([host, false]);
      }
    },
  );

  it('answer nothing but certificate sign-ins', async () => {
    const answer = await ask(hostOf('acme'), { line: 'GET /.postern/generation HTTP/1.1' });

    expect([answer.status, answer.body]).toEqual([404, 'mTLS endpoints only. Use port 443 for regular access.']);
  });
});

describe('a change of the origins', () => {
  it('is in effect when the agent says so', async () => {
    const second = await createAuthority({ subject: 'CN=Acme people 2' });
    await serve({ acme: acme.pem + second.pem, beta: beta.pem });

    expect(await namesAt(hostOf('acme'))).toEqual(['Acme people', 'Acme people 2']);
  });

  it('may be to send no names: every certificate is offered then', async () => {
    await serve({ acme: null, beta: beta.pem });

    expect(await namesAt(hostOf('acme'))).toEqual([]);
    expect((await ask(hostOf('acme'))).echo?.headers['x-ssl-client-cert']).toContain('BEGIN%20CERTIFICATE');
  });

  it('that Nginx refuses leaves the last good one, and has its reason', async () => {
    await serve({ acme: acme.pem });
    const good = await agent.origins.status();
    const broken = acme.pem.replace(/\n[^-\n]+\n(?=-----END)/, '\nAAAA\n');
    const verdict = await agent.origins.test(rendering({ acme: broken }));

    expect(verdict).toMatchObject({ accepted: false, reason: expect.stringContaining(`${ids.acme}.ca`) as string });
    expect(await agent.origins.activate(generation)).toEqual(good);
    expect(await namesAt(hostOf('acme'))).toEqual(['Acme people']);
  });

  it.each([
    ['another directive', (text: string) => text.replace('    include', '    root /;\n    include')],
    ['another include', (text: string) => text.replace('snippets/certificate-server', '/etc/passwd; #')],
    ['a name that is none', (text: string) => text.replaceAll('acme.mtls', '*.mtls')],
    ['a file of somebody else', (text: string) => text.replace('@files@', '/etc/ssl')],
  ])('is not written down with %s', async (_what, adapt) => {
    const good = rendering({ acme: acme.pem });
    const files = { ...good.files, 'servers.conf': adapt(good.files['servers.conf']!) };

    await expect(agent.origins.test({ ...good, files })).rejects.toThrow('grammar');
  });

  it('ends with the last method: its names are those of the shared origin again', async () => {
    await serve({});

    expect(await namesAt(hostOf('acme'))).toEqual(await namesAt('localhost'));
    expect((await ask(hostOf('acme'))).echo?.headers['x-postern-certificate-method']).toBeUndefined();
  });
});

describe('a part that keeps Nginx from starting', () => {
  it('is left out alone', async () => {
    await serve({ acme: acme.pem });
    expect(await agent.gateway.test(emptyGateway)).toEqual({ accepted: true, reason: null });
    expect(await agent.gateway.activate(1)).toMatchObject({ generation: 1 });
    const file = join(nginx.paths.gateway, `origins/current/${ids.acme}.ca`);
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, 'not a certificate');
    await agent.leaveOutWhatNginxRefuses();
    nginx.hangUp();

    expect(reports.join()).toContain('Nginx refuses the configuration of the certificate origins');
    expect(reports.join()).not.toContain('of the gateway');
    expect(await agent.gateway.status()).toMatchObject({ generation: 1 });
    await expect.poll(async () => (await agent.origins.status()).generation).toBeNull();
    await serve({ acme: before });
  });

  it('stays when something else is to blame', async () => {
    const main = join(nginx.paths.nginx, 'nginx.conf');
    const text = readFileSync(main, 'utf8');
    appendFileSync(main, '\nnonsense;\n');
    const verdict = await agent.origins.test(rendering({ acme: acme.pem, beta: beta.pem }));
    writeFileSync(main, text);

    expect(verdict).toEqual({ accepted: false, reason: expect.stringContaining('nonsense') as string });
    expect(await namesAt(hostOf('acme'))).toEqual(['Acme people']);
  });
});

describe('templates of an earlier version', () => {
  it('are found before Nginx is reloaded, and the reason says what to do', async () => {
    const file = join(nginx.paths.nginx, 'servers/certificate.conf');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replaceAll('origins/current', 'origins/elsewhere'));
    const verdict = await agent.origins.test(rendering({ acme: acme.pem }));
    writeFileSync(file, text);

    expect(verdict.accepted).toBe(false);
    expect(verdict.reason).toContain(`includes nothing of ${nginx.paths.gateway}/origins/current/`);
    expect(verdict.reason).toContain('render the templates of this version');
  });
});

const protocolAt = (servername: string, ALPNProtocols: string[]) =>
  new Promise<string | false | null>((resolve, reject) => {
    const options = { host: '127.0.0.1', port: nginx.ports.mtls, servername, rejectUnauthorized: false };
    const socket = connect({ ...options, ALPNProtocols }, () => {
      resolve(socket.alpnProtocol);
      socket.destroy();
    });
    socket.on('error', reject);
  });

/** One request; tells the session that was given for the next one, and whether an earlier one was taken up. */
const talk = (servername: string, version: 'TLSv1.2' | 'TLSv1.3', earlier?: Buffer) =>
  new Promise<{ readonly session: Buffer | undefined; readonly reused: boolean }>((resolve, reject) => {
    const socket = connect({
      ...{ host: '127.0.0.1', port: nginx.ports.mtls, servername, rejectUnauthorized: false, session: earlier },
      ...{ minVersion: version, maxVersion: version, cert: acmesCard.pem, key: acmesCard.privateKeyPem },
    });
    let session: Buffer | undefined;
    let reused = false;
    socket.on('session', (given) => (session = given));
    socket.on('error', reject);
    socket.once('secureConnect', () => {
      reused = socket.isSessionReused();
      session ??= socket.getSession();
      socket.write(`${line}\r\nHost: ${servername}:${nginx.ports.mtls}\r\nConnection: close\r\n\r\n`);
    });
    socket.once('close', () => resolve({ session, reused }));
    socket.resume();
  });
