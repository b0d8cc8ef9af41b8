export interface LoadResult {
  readonly count: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  /** Milliseconds. */
  readonly p95: number;
}

export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** Runs `task` `count` times, `concurrency` at once. The first failure ends the run. */
export const runLoad = async (
  count: number,
  concurrency: number,
  task: (index: number) => Promise<void>,
): Promise<LoadResult> => {
  const durations: number[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) {
      const started = performance.now();
      await task(index);
      durations.push(performance.now() - started);
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: concurrency }, worker));
  const seconds = (performance.now() - started) / 1000;
  const sorted = durations.sort((a, b) => a - b);
  return { count, perSecond: count / seconds, p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95) };
};
