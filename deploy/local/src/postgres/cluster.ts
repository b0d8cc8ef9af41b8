import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { LaunchError } from '../state/launch-error.js';
import type { ProcessDescription } from '../processes/supervised-process.js';
import { runToEnd } from '../processes/run-to-end.js';
import { endOrphanedPostmaster } from './orphan.js';
import type { DatabasePlace } from './database-place.js';

export interface ClusterOptions {
  readonly place: DatabasePlace;
  readonly port: number;
  readonly password: string;
  readonly log: string;
}

const role = 'postern';
/** The superuser of a new cluster. It cannot log in; `postgres --single` gets in as it while the database is stopped. */
const bootstrapRole = 'postgres';
const database = 'postern';
// Nothing of the launcher's own environment (PG* variables, secrets) reaches the database.
const environment = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };

/** Bytes that the path of a Unix socket may have (sockaddr_un, on the tightest system). */
const longestSocketPath = 103;

/** The folder of the database's Unix socket, private to its user; undefined where the path is too long for one. */
const socketFolder = ({ data }: DatabasePlace, port: number): string | undefined =>
  Buffer.byteLength(join(data, `.s.PGSQL.${port}`)) <= longestSocketPath ? data : undefined;

/** The setting is a list, so that a comma in a path needs quotes; `paths.ts` refuses paths that contain one of these. */
const quoted = (folder: string | undefined): string => (folder === undefined ? '' : `"${folder}"`);

/** Where the server finds the embedded database: its Unix socket, which costs half the CPU of loopback TCP, if there is one. */
export const databaseUrl = ({ place, port, password }: Omit<ClusterOptions, 'log'>): string => {
  const folder = socketFolder(place, port);
  const host = folder === undefined ? '' : `?host=${encodeURIComponent(folder)}`;
  return `postgres://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}${host}`;
};

/** Makes the data folder at the first start; beside its place first, so that an interrupted attempt leaves nothing. */
export const initialiseCluster = async ({ place, password }: Omit<ClusterOptions, 'port' | 'log'>): Promise<void> => {
  const { data, user, binaries } = place;
  if (existsSync(join(data, 'PG_VERSION'))) return assertSameMajor(place);
  const draft = `${data}.new`;
  const passwordFile = join(draft, 'password');
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
  if (user !== undefined) for (const path of [draft, passwordFile]) chownSync(path, user.uid, user.gid);
  const made = join(draft, 'data');
  await runToEnd(
    'making the database',
    join(binaries, 'bin/initdb'),
    [
      `--pgdata=${made}`,
      `--username=${bootstrapRole}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--no-instructions',
    ],
    { env: environment, cwd: '/', user },
  );
  await makeRole(place, made, password);
  rmSync(data, { recursive: true, force: true });
  renameSync(made, data);
  rmSync(draft, { recursive: true, force: true });
};

/**
 * Makes the server's role, which may do no more than make a database and own it, before anybody can connect. Clusters that were made
 * before this keep `postern` as their bootstrap role: PostgreSQL lets nobody take superuser from that one.
 */
const makeRole = async ({ user, binaries }: DatabasePlace, data: string, password: string): Promise<void> => {
  const single = ['--single', '-D', data, '-c', 'exit_on_error=on', '-c', 'log_min_error_statement=panic'];
  await runToEnd('making the database role', join(binaries, 'bin/postgres'), [...single, 'postgres'], {
    env: environment,
    cwd: '/',
    user,
    // One command per line.
    input: [
      `create role ${role} login createdb password ${pg.escapeLiteral(password)}`,
      `alter role ${bootstrapRole} nologin password null`,
      '',
    ].join('\n'),
  });
};

const assertSameMajor = ({ data, binaries }: DatabasePlace): void => {
  const found = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  const sample = readFileSync(join(binaries, 'share/postgresql/postgres.bki'), 'utf8').slice(0, 40);
  const [, own] = /^# PostgreSQL (\d+)/.exec(sample) ?? [];
  if (own !== undefined && own !== found) {
    throw new LaunchError(
      `The database in ${data} was made by PostgreSQL ${found}, but version ${own} is installed. Go back to that version, or begin anew with npm start -- --reset.`,
    );
  }
};

/** The running database, as a child of the launcher. It listens on loopback and nowhere else. */
export const describeCluster = (options: ClusterOptions): ProcessDescription => {
  const { place, port, log } = options;
  return {
    label: 'The database',
    command: join(place.binaries, 'bin/postgres'),
    args: [
      ['-D', place.data],
      ['-p', String(port)],
      ['-c', 'listen_addresses=127.0.0.1'],
      ['-c', `unix_socket_directories=${quoted(socketFolder(place, port))}`],
      ['-c', 'unix_socket_permissions=0700'],
      ['-c', 'max_connections=100'],
      ['-c', 'jit=off'],
      ['-c', 'log_line_prefix=%m [%p] '],
    ].flat(),
    env: environment,
    cwd: dirname(place.data),
    log,
    user: place.user,
    stopSignal: 'SIGINT',
    stopTimeout: 20_000,
    prepare: async () => {
      await endOrphanedPostmaster(place.data);
      removeStaleSockets(place.data);
    },
    ready: (signal) => waitForDatabase(databaseUrl(options).replace(/[^/]*$/, 'postgres'), signal, 30_000),
  };
};

/** The port is another one at each start, so nothing would ever replace the socket of a postmaster that was killed. */
const removeStaleSockets = (data: string): void => {
  for (const name of readdirSync(data)) if (name.startsWith('.s.PGSQL.')) rmSync(join(data, name), { force: true });
};

/** Waits until a database answers. */
export const waitForDatabase = async (url: string, signal: AbortSignal, milliseconds: number): Promise<void> => {
  const deadline = performance.now() + milliseconds;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
    try {
      await client.connect();
      return;
    } catch (error) {
      if (signal.aborted || performance.now() > deadline) throw error;
      await sleep(30);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
};

/** Makes Postern's database inside a cluster that has just been made. */
export const createDatabase = async (options: Omit<ClusterOptions, 'log'>): Promise<void> => {
  const client = new pg.Client({ connectionString: databaseUrl(options).replace(/[^/]*$/, 'postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
    if (rowCount === 0) await client.query(`create database ${database}`);
  } finally {
    await client.end();
  }
};
