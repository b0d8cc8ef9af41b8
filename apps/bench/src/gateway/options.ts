import type { GatewayOptions } from './measure-gateway.js';

/** From the environment, with the usual size of a run. */
export const gatewayOptions = (say: GatewayOptions['say']): GatewayOptions => ({
  calls: Number(process.env.BENCH_CALLS ?? 20_000),
  connections: 16,
  rounds: 5,
  apis: Number(process.env.BENCH_APIS ?? 5000),
  callers: Number(process.env.BENCH_CALLERS ?? 50_000),
  say,
});
