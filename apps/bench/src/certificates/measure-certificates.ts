import type { Client } from 'pg';

/** Of one request. */
export interface CertificateFigure {
  readonly what: string;
  /** Milliseconds that the database worked on it: the median. */
  readonly database: number;
  /** Milliseconds until the answer was there: the median. */
  readonly answer: number;
  /** Whether the certificates were read as a whole, and not by an index. */
  readonly whole: boolean;
}

interface Activity {
  readonly active: number;
  readonly scans: number;
}

export type Get = (path: string) => Promise<void>;

const rounds = 5;
/** Milliseconds after which a session has told what it did (`PGSTAT_MIN_INTERVAL` is a second). */
const settling = 1300;

const activity = async (client: Client): Promise<Activity> => {
  await new Promise((resolve) => setTimeout(resolve, settling));
  await client.query('select pg_stat_clear_snapshot()');
  const { rows } = await client.query<Activity>(
    `select (select active_time from pg_stat_database where datname = current_database()) as active,
       (select seq_scan from pg_stat_user_tables where relname = 'certificate')::int as scans`,
  );
  return rows[0]!;
};

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0;

/** @param get asks the management API; nobody else uses the server */
export const measureCertificates = async (client: Client, get: Get): Promise<readonly CertificateFigure[]> => {
  const { rows } = await client.query<{ id: string }>(
    `select id from certificate where summary ->> 'name' = 'Bench CA 3'`,
  );
  const requests: readonly (readonly [string, string])[] = [
    ['first page of 50', '?pageSize=50'],
    ['page in the middle', '?pageSize=50&page=100'],
    ['expiring within 30 days', '?pageSize=50&expiringWithin=30'],
    ['expired', '?pageSize=50&expired=true'],
    ['of people', '?pageSize=50&use=person'],
    ['never used', '?pageSize=50&neverUsed=true'],
    ['from one CA', `?pageSize=50&issuer=${rows[0]?.id ?? ''}`],
    ['found by a name', '?pageSize=50&search=holder%209977'],
    ['notice of the panel', '?pageSize=1&use=person&expiringWithin=30'],
    ['timeline', '/timeline?by=month'],
    ['CSV of all', '/export'],
  ];
  const figures: CertificateFigure[] = [];
  for (const [what, path] of requests) {
    await get(path);
    const times: number[] = [];
    const database: number[] = [];
    let before = await activity(client);
    const { scans } = before;
    for (let round = 0; round < rounds; round += 1) {
      const began = performance.now();
      await get(path);
      times.push(performance.now() - began);
      const after = await activity(client);
      database.push(after.active - before.active);
      before = after;
    }
    figures.push({ what, database: median(database), answer: median(times), whole: before.scans > scans });
  }
  return figures;
};
