import { statementCount } from '../src/database-pool.js';

const rounds = 5;

/**
 * How many SQL statements some work sends. The count is the whole process's, and work in the background adds to it at any time:
 * so the work is done several times, and the round with the fewest statements counts.
 *
 * @param work what is counted, with what `prepare` answered
 * @param prepare done before each round, not counted
 */
export const fewestStatements = async <T = void>(
  work: (prepared: T) => Promise<unknown>,
  prepare: () => T | Promise<T> = () => undefined as T,
): Promise<number> => {
  const counts: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const prepared = await prepare();
    const before = statementCount();
    await work(prepared);
    counts.push(statementCount() - before);
  }
  return Math.min(...counts);
};
