import type { GatewayFigures, SideResult } from './measure-gateway.js';

const row = (name: string, { perSecond, p50, p95, cpu }: SideResult): string =>
  `| ${name} | ${Math.round(perSecond).toLocaleString('en')} | ${p50.toFixed(2)} | ${p95.toFixed(2)} | ${Math.round(cpu)} |`;

/** The gateway's part of docs/performance.md. */
export const formatGateway = (figures: GatewayFigures): string => {
  const { plain, gateway, connections, calls, apis, callers, applyAlone, applyAmongMany } = figures;
  return `
## Gateway

A call through the gateway, with a policy that desires one thumbprint, beside plain Nginx with \`proxy_pass\` and nothing else: the same
upstream (Node https that asks for a certificate), the same TLS on both sides, ${connections} kept connections, ${calls.toLocaleString('en')} calls in
each round; the middle one of several rounds, taken in turn. CPU is that of everything between caller and upstream: Nginx, the server, its database.

| | calls per second | p50 ms | p95 ms | CPU µs per call |
|---|---|---|---|---|
${row('plain Nginx', plain)}
${row('gateway', gateway)}

- **${(gateway.perSecond / plain.perSecond).toFixed(2)}** of the calls per second; we hold ourselves to 0.6.
- **${(gateway.p95 - plain.p95).toFixed(2)} ms** more at the 95th percentile.
- An apply takes ${applyAlone} ms until Nginx serves it, and **${applyAmongMany} ms** with ${apis.toLocaleString('en')} APIs, each with an upstream of its
  own, and ${callers.toLocaleString('en')} uploaded certificates; we hold ourselves to 2,000. 300 ms of either are spent letting kept connections end.
`;
};
