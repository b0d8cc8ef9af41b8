import type { GrantComparison } from './client-credentials/compare-grants.js';
import type { Measurement } from './measure.js';
import { type Pair, ratioOf } from './measure-in-turn.js';

export interface Comparison extends Pair {
  readonly concurrency: number;
}

export interface Report {
  readonly comparisons: readonly Comparison[];
  readonly grants: readonly GrantComparison[];
  /** Grants per measurement. */
  readonly grantCount: number;
  /** Resident memory of the server process after the load, MB. */
  readonly memory: number;
  readonly scale: { readonly few: Comparison; readonly many: Comparison; readonly identifiers: number };
  readonly rounds: { readonly signIns: number; readonly grants: number };
  readonly machine: string;
  /** Sign-ins per measurement. */
  readonly signIns: number;
}

const one = (value: number): string => value.toFixed(1);
const two = (value: number): string => value.toFixed(2);

const row = (name: string, { perSecond, p50, p95, cpu, cpuTotal, statements }: Measurement): string =>
  `| ${name} | ${one(perSecond)} | ${one(p50)} | ${one(p95)} | ${two(cpu.node)} | ${two(cpu.nginx)} | ${two(cpu.postgres)} | ${two(cpuTotal)} | ${statements === null ? '–' : one(statements)} |`;

const head = `| | per second | p50 ms | p95 ms | Node CPU ms | Nginx CPU ms | PostgreSQL CPU ms | CPU ms together | SQL statements |
|---|---|---|---|---|---|---|---|---|`;

const section = ({
  concurrency,
  postern,
  bareEngine,
}: Comparison): string => `### ${concurrency === 1 ? 'One at a time' : `${concurrency} at once`}

${head}
${row('Postern', postern)}
${row('bare engine', bareEngine)}

Postern uses **${two(ratioOf({ postern, bareEngine }))} times** the bare engine's CPU per sign-in.
`;

const grantRows = ({ way, postern, bareEngine }: GrantComparison): string =>
  [row(`${way}: Postern`, postern), row('the same: bare engine', bareEngine)].join('\n');

const grantRatio = ({ way, postern, bareEngine }: GrantComparison): string =>
  `- ${way}: **${two(ratioOf({ postern, bareEngine }))} times** the bare engine's CPU per grant.`;

/** Both measured against the yardstick in the same minutes, so that changes of the machine's speed cancel out. */
const scaleSection = ({ few, many, identifiers }: Report['scale']): string => {
  const slowness = ({ postern, bareEngine }: Pair): number => postern.p50 / bareEngine.p50;
  return `${head}
${row('ten identifiers', few.postern)}
${row('bare engine meanwhile', few.bareEngine)}
${row(`${identifiers.toLocaleString('en')} identifiers`, many.postern)}
${row('bare engine meanwhile', many.bareEngine)}

Beside the bare engine in the same minutes, a sign-in among ${identifiers.toLocaleString('en')} linked identifiers uses **${two(ratioOf(many) / ratioOf(few))} times** the CPU and takes ${two(slowness(many) / slowness(few))} times as long (p50) as one among ten.`;
};

/** docs/performance.md. */
export const formatReport = ({
  comparisons,
  grants,
  grantCount,
  memory,
  scale,
  machine,
  signIns,
  rounds,
}: Report): string => `# Performance

What a certificate sign-in costs, measured as a whole, in the requests that a browser sends for it. Every request is a new TLS connection with a full handshake.

| | Postern | bare engine |
|---|---|---|
| authorization request | the sign-in page with its data | redirect |
| data of the sign-in page | came with it | one line of JSON |
| proof | handshake with the certificate, redirect | – |
| way back | code for the application | sign-in without a proof, redirect; code for the application |
| token endpoint | tokens | tokens |
| requests | 4 | 5 |

Files that a browser keeps (scripts, styles) are fetched by neither.

Beside it, in the same run, stands the yardstick: the bare protocol engine (oidc-provider) with its storage in a Map, behind an Nginx with the
same TLS and proxy settings, with no database, no certificate and no account behind it. Absolute figures depend on the machine; the
ratios are what we hold ourselves to: at most 1.9 times the bare engine's CPU and at most 16 SQL statements per sign-in.

Repeat it with \`npm run bench\` (Linux; about a quarter of an hour, on a machine that does nothing else). \`npm run bench -- --write\` writes this page.

## Sign-ins

${comparisons.map(section).join('\n')}
CPU is user and system time of each process and its children, from /proc, divided by the number of sign-ins; statements are the server's own count
(\`postern_sql_statements_total\`). Each figure is the middle one of ${rounds.signIns} rounds of ${signIns} sign-ins, taken in turn.

## With many people

${scaleSection(scale)}

## Tokens for applications

An application gets a token for itself (client_credentials), eight at once: by mutual TLS with a certificate of its own (RFC 8705) and by an assertion that the
certificate's key signed (RFC 7523). The bare engine does the same, with its storage in a Map. We hold ourselves to at most 1.6 times its CPU and at most four SQL
statements per grant.

${head}
${grants.map(grantRows).join('\n')}

${grants.map(grantRatio).join('\n')}

Each figure is the middle one of ${rounds.grants} rounds of ${grantCount} grants, taken in turn.

## Memory

The server process had ${Math.round(memory)} MB resident after the load.

## Machine

${machine}. Nginx, PostgreSQL, server and load generator share it.
`;
