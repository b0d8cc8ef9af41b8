import type { DataSource } from 'typeorm';
import { expect } from 'vitest';

/**
 * Runs `work` while a transaction of its own has made a change, and commits the change as soon as something waits for its locks. Fails if
 * nothing does.
 *
 * @returns the result of `work`
 */
export const commitWhenAwaited = async <T>(
  dataSource: DataSource,
  change: string,
  parameters: unknown[],
  work: () => Promise<T>,
): Promise<T> => {
  const { result } = await dataSource.transaction(async (transaction) => {
    await transaction.query(change, parameters);
    const result = work();
    // Awaited below; until then this avoids an unhandled rejection.
    result.catch(() => undefined);
    const waiting = 'select pid from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))';
    await expect.poll(() => transaction.query<unknown[]>(waiting)).not.toEqual([]);
    return { result };
  });
  return result;
};
