import { request } from 'node:http';
import { cpuOfTree } from './cpu-clock.js';
import { type LoadResult, runLoad } from './load.js';

/** CPU milliseconds per run, by who used them. */
type CpuShares = Readonly<Record<'node' | 'nginx' | 'postgres', number>>;

export interface Measurement extends LoadResult {
  readonly cpu: CpuShares;
  readonly cpuTotal: number;
  /** Per run; null where there is no database. */
  readonly statements: number | null;
}

export interface Target {
  /** Process ids; null for what the set-up does not have. */
  readonly processes: { readonly node: number; readonly nginx: number; readonly postgres: number | null };
  /** Unix socket of the server's metrics. */
  readonly metricsSocket: string | null;
  run(index: number): Promise<void>;
}

/** The server's own count of SQL statements since it started. */
const readStatements = (socketPath: string | null): Promise<number> =>
  new Promise((resolve, reject) => {
    if (socketPath === null) {
      resolve(0);
      return;
    }
    request({ socketPath, path: '/metrics' }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += String(chunk)));
      response.on('end', () => resolve(Number(/^postern_sql_statements_total (\d+)/m.exec(text)?.[1] ?? 0)));
    })
      .on('error', reject)
      .end();
  });

const readCpu = ({ processes }: Target): CpuShares => ({
  node: cpuOfTree(processes.node),
  nginx: cpuOfTree(processes.nginx),
  postgres: processes.postgres === null ? 0 : cpuOfTree(processes.postgres),
});

/** Runs a target and tells what each cost. Counters are read before and after, so nothing else may run there. */
export const measure = async (target: Target, count: number, concurrency: number): Promise<Measurement> => {
  const [cpuBefore, statementsBefore] = [readCpu(target), await readStatements(target.metricsSocket)];
  const load = await runLoad(count, concurrency, (index) => target.run(index));
  const [cpuAfter, statementsAfter] = [readCpu(target), await readStatements(target.metricsSocket)];
  const share = (name: keyof CpuShares): number => (cpuAfter[name] - cpuBefore[name]) / count;
  const cpu = { node: share('node'), nginx: share('nginx'), postgres: share('postgres') };
  return {
    ...load,
    cpu,
    cpuTotal: cpu.node + cpu.nginx + cpu.postgres,
    // The reading of the metrics costs no statement.
    statements: target.metricsSocket === null ? null : (statementsAfter - statementsBefore) / count,
  };
};
