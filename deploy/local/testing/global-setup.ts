import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { resolvePaths } from '../src/state/paths.js';
import { resolvePorts } from '../src/state/ports.js';
import { describeCluster, initialiseCluster } from '../src/postgres/cluster.js';
import { outsideFolder, placeDatabase } from '../src/postgres/database-place.js';
import { createTestFolder } from './test-folder.js';

/** Where the next global set-up finds the database of this run. */
export const testPostgresVariable = 'POSTERN_TEST_POSTGRES';

/** Starts one real, empty PostgreSQL for all integration tests, the way `npm start` does, wherever the checkout lies. */
export default async function setup(): Promise<() => Promise<void>> {
  const home = createTestFolder('postern-test-');
  chmodSync(home, 0o755);
  const paths = resolvePaths(home);
  const place = await placeDatabase(paths);
  const { database: port } = await resolvePorts({ database: 0 }, ['database']);
  const password = randomBytes(16).toString('hex');
  await initialiseCluster({ place, password });
  const { command, args, env, cwd, user, ready } = describeCluster({ place, port, password, log: join(home, 'log') });
  // Nothing here outlives the run, so nothing waits for the disk or tidies up. (Who drops a database may not end a worker of autovacuum there.)
  const settings = ['fsync=off', 'autovacuum=off', 'max_connections=200'].flatMap((setting) => ['-c', setting]);
  const postgres = spawn(command, [...args, ...settings], {
    cwd,
    env,
    stdio: 'ignore',
    ...(user && { uid: user.uid, gid: user.gid }),
  });
  const ended = once(postgres, 'exit');
  await ready(AbortSignal.timeout(60_000));
  process.env[testPostgresVariable] = `postgres://postern:${password}@127.0.0.1:${port}`;
  return async () => {
    postgres.kill('SIGINT');
    await ended;
    for (const folder of [home, outsideFolder(paths)]) rmSync(folder, { recursive: true, force: true });
  };
}
