import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { probe } from '../services/http-probe.js';
import { resolvePaths } from '../state/paths.js';
import { serverSockets } from '../state/sockets.js';
import { prepareStateFolder } from '../state/state-folder.js';
import { type NginxUnderTest, startNginxUnderTest } from './testing/nginx-under-test.js';
import { findWorkers } from './workers.js';

const isRoot = process.getuid?.() === 0;

/** Real, effective, saved and file system ids of a process, as proc(5) lists them. */
const idsOf = (pid: string, line: 'Uid' | 'Gid' | 'Groups'): string[] =>
  (new RegExp(`^${line}:(.*)$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '').trim().split(/\s+/);

const asNobody = (...command: readonly [string, ...string[]]) =>
  execFileSync(command[0], command.slice(1), { uid: 65534, gid: 65534, cwd: '/', encoding: 'utf8', stdio: 'pipe' });

describe.runIf(isRoot && process.platform === 'linux')('Nginx, started by root', () => {
  let nginx: NginxUnderTest;
  beforeEach(async () => {
    nginx = await startNginxUnderTest();
  });
  afterEach(() => nginx.stop());

  const workers = (): string[] => {
    const master = readFileSync(join(nginx.paths.run, 'nginx.pid'), 'utf8').trim();
    return readFileSync(`/proc/${master}/task/${master}/children`, 'utf8').trim().split(' ');
  };
  const ask = (path: string, method = 'GET', body?: string) =>
    probe(
      {
        ...{ protocol: 'https:', host: '127.0.0.1', port: nginx.ports.public, servername: 'localhost', path, method },
        headers: { host: `localhost:${nginx.ports.public}`, ...(body && { 'content-length': body.length }) },
        rejectUnauthorized: false,
      },
      body,
    );

  it('runs its workers as nobody, who can read pages, store a body and reach the server', async () => {
    expect(workers().length).toBeGreaterThan(1);
    for (const worker of workers()) {
      expect([...new Set([...idsOf(worker, 'Uid'), ...idsOf(worker, 'Gid'), ...idsOf(worker, 'Groups')])]).toEqual([
        '65534',
      ]);
    }

    expect((await ask('/panel/')).body).toContain('<title>panel</title>');
    expect((await ask('/nowhere.html')).status).toBeLessThan(500);
    const large = 'x'.repeat(60_000);
    expect((await ask('/api/echo', 'POST', large)).body).toContain(large);
    await nginx.stopUpstream('public-0');
    await nginx.stopUpstream('public-1');
    const { status, body } = await ask('/api/away');
    expect(status).toBe(503);
    expect(body.length).toBeGreaterThan(20);
  });

  it("hides secrets, keys and the agent's socket from nobody", () => {
    const { paths, pki, options } = nginx;
    const { public: socket } = serverSockets(paths, 0);

    for (const file of [
      paths.secrets,
      pki.server.key,
      join(paths.nginx, 'nginx.conf'),
      join(paths.nginx, 'client-ca.pem'),
    ])
      expect(() => asNobody('cat', file)).toThrow('Permission denied');
    for (const folder of [paths.home, paths.pki, paths.nginx, paths.logs, paths.run])
      expect(() => asNobody('ls', folder)).toThrow('Permission denied');
    expect(statSync(socket).mode & 0o777).toBe(0o660);
    expect(statSync(socket).gid).toBe(options.workers?.gid);
  });

  it('leaves no file of a former start that its workers could not write', () => {
    const temp = join(nginx.paths.nginx, 'temp');

    expect(readdirSync(temp).map((name) => [name, statSync(join(temp, name)).uid])).toEqual(
      readdirSync(temp).map((name) => [name, 65534]),
    );
  });
});

describe.runIf(isRoot)('the workers of Nginx', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'postern-workers-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const inside = (path: string) => {
    const paths = resolvePaths(path);
    prepareStateFolder(paths);
    return paths;
  };

  it('stay root where nobody may enter the folder above the state', () => {
    const paths = inside(join(folder, 'state'));

    expect(findWorkers(paths)).toBeUndefined();
    chmodSync(folder, 0o755);
    expect(findWorkers(paths)).toMatchObject({ uid: 65534 });
  });

  it('stay root where a link leads below such a folder', () => {
    mkdirSync(join(folder, 'closed/home'), { recursive: true });
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'closed'), 0o700);
    symlinkSync(join(folder, 'closed/home'), join(folder, 'link'));

    expect(findWorkers(inside(join(folder, 'link/state')))).toBeUndefined();
  });

  it('stay root where nobody may enter the checkout', () => {
    chmodSync(folder, 0o755);
    const paths = inside(join(folder, 'state'));
    const repository = join(folder, 'checkout');
    mkdirSync(join(repository, 'apps/login-widget/dist/assets'), { recursive: true });

    expect(findWorkers({ ...paths, repository })).toMatchObject({ group: 'nogroup' });
    chmodSync(repository, 0o700);
    expect(findWorkers({ ...paths, repository })).toBeUndefined();
  });
});
