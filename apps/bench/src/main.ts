import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostern } from '@postern/local';
import { formatAtScale } from './at-scale/at-scale-report.js';
import { measureAtScale } from './at-scale/measure-at-scale.js';
import { atScaleOptions } from './at-scale/options.js';
import { startBareEngine } from './bare-set-up.js';
import { createBenchCertificate } from './bench-certificate.js';
import { compareGrants } from './client-credentials/compare-grants.js';
import { residentMemory } from './cpu-clock.js';
import { floodAPostern } from './floods/flood-a-postern.js';
import { formatGateway } from './gateway/gateway-report.js';
import { measureGateway } from './gateway/measure-gateway.js';
import { gatewayOptions } from './gateway/options.js';
import { linkManyIdentifiers } from './many-identifiers.js';
import { measure } from './measure.js';
import { measureInTurn } from './measure-in-turn.js';
import { type Comparison, formatReport } from './report.js';
import { formatLists } from './revocation-lists/lists-report.js';
import { measureLists } from './revocation-lists/measure-lists.js';
import { bareTarget, posternTarget } from './targets.js';
import { unlimited } from './unlimited.js';

const signIns = Number(process.env.BENCH_SIGN_INS ?? 200);
/** Warm-up: V8 keeps compiling for about this many sign-ins. */
const warmUp = Number(process.env.BENCH_WARM_UP ?? 2000);
const grantCount = Number(process.env.BENCH_GRANTS ?? 1000);
/** A grant runs through far less code than a sign-in; what is compiled last costs as much as all the rest. */
const grantWarmUp = Number(process.env.BENCH_GRANTS_WARM_UP ?? 9000);
/** Many short rounds, because the speed of machines changes from one minute to the next. */
const rounds = { signIns: 7, grants: 15 };
const manyIdentifiers = Number(process.env.BENCH_IDENTIFIERS ?? 200_000);
const reportFile = process.argv.includes('--write') ? 'docs/performance.md' : undefined;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const home = mkdtempSync(join(tmpdir(), 'postern-bench-'));
const postern = await startPostern({
  home,
  ports: { public: 0, mtls: 0, clients: 0, gateway: 0, demo: 0, database: 0 },
  serverEnv: unlimited,
});
const certificate = await createBenchCertificate();
const bare = await startBareEngine(home, certificate);
let report: string;
try {
  const { config } = postern;
  const read = (path: string): string => readFileSync(path, 'utf8');
  const alice = config.users.filter(({ username }) => username === 'alice').map(({ certificate }) => certificate);
  const identities = alice.map(({ cert, key }) => ({ cert: read(cert), key: read(key) }));
  const ours = posternTarget(config, identities);
  const yardstick = bareTarget(bare, read(config.ca));
  say('warming up');
  await measure(ours, warmUp, 4);
  await measure(yardstick, warmUp, 4);

  const compare = async (concurrency: number): Promise<Comparison> => {
    const announce = (line: string): void => say(`sign-ins, ${concurrency} at once, ${line}`);
    const settings = { count: signIns, concurrency, rounds: rounds.signIns, say: announce };
    return { concurrency, ...(await measureInTurn({ postern: ours, bareEngine: yardstick, ...settings })) };
  };
  const [alone, few] = [await compare(1), await compare(8)];
  const memory = residentMemory(config.processes.server ?? 0);
  say(`linking ${manyIdentifiers} identifiers`);
  await linkManyIdentifiers(config.database.url, manyIdentifiers);
  await measure(ours, signIns, 8);
  const many = await compare(8);

  const grants = await compareGrants(config, bare, certificate, {
    count: grantCount,
    warmUp: grantWarmUp,
    concurrency: 8,
    rounds: rounds.grants,
    say,
  });

  const gateway = await measureGateway(config, home, gatewayOptions(say));

  say('reading a revocation list of a million entries');
  const lists = await measureLists(home, Number(process.env.BENCH_LIST_ENTRIES ?? 1_000_000));

  report = `${formatReport({
    comparisons: [alone, few],
    grants,
    grantCount,
    rounds,
    memory,
    scale: { few, many, identifiers: manyIdentifiers },
    machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`,
    signIns,
  })}${formatGateway(gateway)}${formatLists(lists)}`;
} finally {
  await bare.stop();
  await postern.stop({ removeState: true });
  rmSync(home, { recursive: true, force: true });
}
const homes = [mkdtempSync(join(tmpdir(), 'postern-bench-')), mkdtempSync(join(tmpdir(), 'postern-bench-'))] as const;
try {
  report += formatAtScale(await measureAtScale(homes, atScaleOptions(say)));
} finally {
  for (const each of homes) rmSync(each, { recursive: true, force: true });
}
report += await floodAPostern(Number(process.env.BENCH_FLOOD_SECONDS ?? 12), say);
say(report);
if (reportFile !== undefined) writeFileSync(reportFile, report);
