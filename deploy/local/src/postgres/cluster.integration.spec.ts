import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Paths, resolvePaths } from '../state/paths.js';
import { resolvePorts } from '../state/ports.js';
import { runToEnd } from '../processes/run-to-end.js';
import { ProcessTable } from '../processes/process-table.js';
import { SupervisedProcess } from '../processes/supervised-process.js';
import { prepareStateFolder, removeState } from '../state/state-folder.js';
import { createDatabase, databaseUrl, describeCluster, initialiseCluster } from './cluster.js';
import { outsideFolder, placeDatabase } from './database-place.js';

let paths: Paths;
let running: SupervisedProcess[];
beforeEach(() => {
  running = [];
});
afterEach(async () => {
  for (const cluster of running) await cluster.stop();
  removeState(paths, [outsideFolder(paths)]);
  rmSync(join(paths.home, '..'), { recursive: true, force: true });
});

const prepare = (mode: number) => {
  const folder = mkdtempSync(join(tmpdir(), 'postern-cluster-'));
  chmodSync(folder, mode);
  paths = resolvePaths(join(folder, 'state'));
  prepareStateFolder(paths);
};

const start = async () => {
  const { database: port } = await resolvePorts({ database: 0 }, ['database']);
  const options = {
    place: await placeDatabase(paths),
    port,
    password: 'not a default',
    log: join(paths.logs, 'postgres.log'),
  };
  await initialiseCluster(options);
  const cluster = new SupervisedProcess(describeCluster(options), {
    table: new ProcessTable(paths),
    report: () => undefined,
    changed: () => undefined,
    isClosing: () => false,
    gaveUp: () => undefined,
  });
  running.push(cluster);
  await cluster.start();
  await createDatabase(options);
  const url = databaseUrl(options);
  const query = async (text: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(text)).rows as unknown[];
    } finally {
      await client.end();
    }
  };
  return { cluster, query, url, place: options.place };
};

describe('the embedded database', () => {
  it('requires the password, and listens on loopback only', async () => {
    prepare(0o755);
    const { query, url } = await start();

    expect(await query('show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(await query('show password_encryption')).toEqual([{ password_encryption: 'scram-sha-256' }]);
    const stranger = new pg.Client({ connectionString: url.replace(/:[^:@]*@/, ':guess@') });
    await expect(stranger.connect()).rejects.toThrow('password authentication failed');
  });

  it('gives the server a role that owns its database and is no superuser', async () => {
    prepare(0o755);
    const { query, url } = await start();

    expect(
      await query(
        `select rolname, rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls from pg_roles where rolcanlogin`,
      ),
    ).toEqual([
      {
        rolname: 'postern',
        rolsuper: false,
        rolcreaterole: false,
        rolcreatedb: true,
        rolreplication: false,
        rolbypassrls: false,
      },
    ]);
    expect(
      await query('select datdba::regrole::text as owner from pg_database where datname = current_database()'),
    ).toEqual([{ owner: 'postern' }]);
    await expect(query(`copy (select 1) to program 'id'`)).rejects.toThrow('permission denied');
    await expect(query(`select pg_read_file('pg_hba.conf')`)).rejects.toThrow('permission denied');
    await expect(query('set role postgres')).rejects.toThrow('permission denied');
    const superuser = new pg.Client({ connectionString: url.replace('//postern:', '//postgres:') });
    await expect(superuser.connect()).rejects.toThrow('password authentication failed');
  });

  it("works with a cluster whose bootstrap role is the server's, as an earlier version made it", async () => {
    prepare(0o755);
    const { user, data, binaries } = await placeDatabase(paths);
    const passwordFile = join(paths.home, '..', 'password');
    writeFileSync(passwordFile, 'not a default\n');
    const args = [`--pgdata=${data}`, '--username=postern', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
    mkdirSync(data, { recursive: true, mode: 0o700 });
    if (user !== undefined) chownSync(data, user.uid, user.gid);
    await runToEnd('making the database', join(binaries, 'bin/initdb'), args, { cwd: '/', user });
    const { query } = await start();

    expect(await query('select current_user as me')).toEqual([{ me: 'postern' }]);
  });

  it.runIf(process.getuid?.() === 0)('runs for root in a folder that nobody else may enter', async () => {
    prepare(0o700);
    const { query, place } = await start();

    expect(place.user?.uid).not.toBe(0);
    expect(lstatSync(paths.db).isSymbolicLink()).toBe(true);
    expect((statSync(place.data).mode & 0o777).toString(8)).toBe('700');
    expect(await query('select 1 as one')).toEqual([{ one: 1 }]);

    await running[0]?.stop();
    rmSync(paths.home, { recursive: true });
    prepareStateFolder(paths);
    // A new state folder at the old place gets a new database, not its predecessor's.
    await placeDatabase(paths);
    expect(existsSync(join(place.data, 'PG_VERSION'))).toBe(false);
  });

  it('keeps what was written when its launcher and itself were killed', async () => {
    prepare(0o755);
    const first = await start();
    await first.query('create table kept as select 42 as answer');
    const { pid } = first.cluster;
    // The supervisor is gone together with its launcher.
    Object.assign(first.cluster, { wanted: false });
    process.kill(pid!, 'SIGKILL');
    const second = await start();

    expect(await second.query('select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('takes over from a launcher that was killed while the database went on', async () => {
    prepare(0o755);
    const first = await start();
    await first.query('create table kept as select 42 as answer');
    Object.assign(first.cluster, { wanted: false });
    const second = await start();

    expect(second.cluster.pid).not.toBe(first.cluster.pid);
    expect(await second.query('select answer from kept')).toEqual([{ answer: 42 }]);
  });
});
