import type { AtScaleOptions } from './measure-at-scale.js';

/** Sizes of the measurement, from the environment. */
export const atScaleOptions = (say: AtScaleOptions['say']): AtScaleOptions => ({
  identifiers: Number(process.env.BENCH_SCALE_IDENTIFIERS ?? 1_000_000),
  entries: Number(process.env.BENCH_LIST_ENTRIES ?? 1_000_000),
  warmUp: Number(process.env.BENCH_WARM_UP ?? 2000),
  count: Number(process.env.BENCH_SIGN_INS ?? 200),
  rounds: Number(process.env.BENCH_SCALE_ROUNDS ?? 9),
  say,
});
