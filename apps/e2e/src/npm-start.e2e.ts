import { once } from 'node:events';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createTestFolder } from '@postern/local/testing';
import { authorizationRequest, signInByCertificate, signInByPassword } from '@postern/http-browser';
import { decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refresh } from './support/applications.js';
import { eventsSince } from './support/event-log.js';
import { isRunning, launch, type Launcher, portsOf, processesOf } from './support/launcher.js';
import { Management, panelParty } from './support/management.js';
import { demoParty, findUser, openBrowser } from './support/people.js';
import { isSignedIn } from './support/sign-in-page.js';

const home = createTestFolder('postern-start-');
const launchers: Launcher[] = [];
/** What the administrator chooses at the first sign-in. */
const own = 'seven lamps by the river';

const start = (args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Launcher => {
  const launcher = launch(home, args, env);
  launchers.push(launcher);
  return launcher;
};

const readSecrets = () =>
  JSON.parse(readFileSync(join(home, 'secrets.json'), 'utf8')) as {
    readonly encryptionKey: string;
    readonly formerEncryptionKeys?: readonly { readonly key: string }[];
  };

let first: Awaited<ReturnType<Launcher['up']>>;

beforeAll(async () => {
  first = await start().up();
});
afterAll(async () => {
  for (const { pid, ended } of launchers.filter(({ pid }) => isRunning(pid))) {
    process.kill(pid, 'SIGTERM');
    await ended;
  }
  rmSync(home, { recursive: true, force: true });
});

describe('npm start', () => {
  it('describes the installation for tools, and for no other users', () => {
    const [alice, bob] = first.users;
    const { server, nginx, postgres } = first.processes;

    expect(statSync(join(home, 'postern.json')).mode & 0o777).toBe(0o600);
    expect(first).toMatchObject({ issuer: `${first.origins.public}/oidc`, admin: { username: 'admin' } });
    expect([alice?.username, bob?.username]).toEqual(['alice', 'bob']);
    expect(readFileSync(alice!.certificate.p12).length).toBeGreaterThan(500);
    expect(Object.keys(first.badCertificates).sort()).toEqual(
      ['expired', 'foreign-ca', 'not-yet-valid', 'revoked', 'self-signed', 'server-auth-only'].sort(),
    );
    expect(first.demoClient?.redirect_uri).toBe(`${first.origins.demo}/callback`);
    expect([server, nginx, postgres].every((pid) => pid !== null && isRunning(pid))).toBe(true);
  });

  it('shows a one-time password that lets the administrator in once, to choose another', async () => {
    expect(launchers[0]!.said()).toContain(`one-time password  ${first.admin.password}`);
    const { username, password } = first.admin;
    const party = panelParty(first);
    const enter = (secret: string, newPassword?: string) =>
      signInByPassword(openBrowser(first), party, username, secret, newPassword);

    await expect(enter(password)).rejects.toThrow('password.must_change');
    await enter(password, own);
    await expect(enter(password)).rejects.toThrow('password.wrong');
    await expect(enter(password, 'another one that is long')).rejects.toThrow('password.one_time_used');
    await enter(own);
  });

  it('leaves an installation that runs alone when it is started again', async () => {
    const second = start();

    expect(await second.ended).toBe(1);
    expect(second.said()).toContain(`Postern already runs on ${home} (process ${first.processes.launcher})`);
    expect(processesOf(first).every(isRunning)).toBe(true);
  });

  it('resumes after everything was killed, under a new encryption key, and signs nobody out', async () => {
    const begun = new Date();
    const former = readSecrets().encryptionKey;
    const alice = openBrowser(first, findUser(first, 'alice').certificate);
    const tokens = await signInByCertificate(alice, demoParty(first));
    // Rotating a token waits for the disk, and all that was written before it with it.
    expect((await refresh(alice, demoParty(first), tokens.refresh_token)).status).toBe(200);
    for (const pid of processesOf(first)) process.kill(pid, 'SIGKILL');
    await launchers[0]?.ended;

    const second = await start(['--new-encryption-key'], portsOf(first)).up();

    const { location } = await alice.get(authorizationRequest(demoParty(second), { prompt: 'none' }).url);
    expect(isSignedIn(location, demoParty(second))).toBe(true);
    const { keys } = await alice.getJson<{ readonly keys: readonly { readonly kid: string }[] }>(
      `${second.issuer}/jwks`,
    );
    expect(keys.map(({ kid }) => kid)).toContain(decodeProtectedHeader(tokens.id_token).kid);
    const changes = await eventsSince(
      await Management.signIn(second, { username: second.admin.username, password: own }),
      'encryption_key.changed',
      begun,
    );
    expect(changes).toMatchObject([{ details: { signing_key: 2 } }]);
    const { encryptionKey, formerEncryptionKeys } = readSecrets();
    expect(encryptionKey).not.toBe(former);
    expect(formerEncryptionKeys?.map(({ key }) => key)).toEqual([former]);
  });

  it('stops everything on Ctrl-C, and says so', async () => {
    const running = launchers.at(-1)!;
    const processes = processesOf(await running.up());

    process.kill(running.pid, 'SIGINT');

    expect(await running.ended).toBe(0);
    expect(running.said()).toMatch(/Stopped\.\n$/);
    expect(processes.filter(isRunning)).toEqual([]);
  });

  it('says which port is taken, and by which variable to choose another one', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;

    const launcher = start([], { POSTERN_MTLS_PORT: String(port) });

    expect(await launcher.ended).toBe(1);
    expect(launcher.said()).toMatch(new RegExp(`✖ Port ${port} \\(the certificate listener\\).*POSTERN_MTLS_PORT`));
    other.close();
  });
});
