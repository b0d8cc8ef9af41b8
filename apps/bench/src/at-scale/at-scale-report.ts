import type { Measurement } from '../measure.js';
import type { AtScale } from './measure-at-scale.js';

const number = (value: number): string => value.toLocaleString('en');
const row = (name: string, { p50, p95, cpu, cpuTotal, statements }: Measurement): string =>
  `| ${[name, p50.toFixed(1), p95.toFixed(1), ...[cpu.node, cpu.nginx, cpu.postgres, cpuTotal].map((each) => each.toFixed(2)), (statements ?? 0).toFixed(1)].join(' | ')} |`;

/** The part of docs/performance.md about many identifiers and a large revocation list together. */
export const formatAtScale = ({ small, large, ratio, identifiers, entries, count, rounds }: AtScale): string => `
## At scale

Two installations side by side, four sign-ins at once, in turn: one with ten identifiers where revocation is not checked, one with ${number(identifiers)} identifiers
and a revocation list of ${number(entries)} entries, fetched by URL. We hold ourselves to 1.05 times the CPU.

| | p50 ms | p95 ms | Node CPU ms | Nginx CPU ms | PostgreSQL CPU ms | CPU ms together | SQL statements |
|---|---|---|---|---|---|---|---|
${row('ten identifiers, no list', small)}
${row(`${number(identifiers)} identifiers, ${number(entries)} entries`, large)}

A sign-in uses **${ratio.toFixed(2)} times** the CPU: the middle one of ${rounds} rounds of ${count} sign-ins each.
`;
