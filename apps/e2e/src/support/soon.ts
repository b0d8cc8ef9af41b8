import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';

/** Milliseconds after which nothing is waited for any more. */
const patience = 30_000;
/** Each answer comes later on a machine that is busy, and so does what is waited for. */
const slowestAnswers = 10;

/**
 * Asks until the answer is the expected one, which has to be within a time: on a machine that does nothing else as it is said, on a
 * busy one by ten of the slowest answers later.
 *
 * @param within milliseconds
 */
export const expectSoon = async <T>(ask: () => Promise<T>, expected: T, within: number): Promise<void> => {
  const begun = performance.now();
  let slowest = 0;
  let asked: number;
  let answer: T;
  do {
    await sleep(10);
    asked = performance.now();
    answer = await ask();
    slowest = Math.max(slowest, performance.now() - asked);
  } while (JSON.stringify(answer) !== JSON.stringify(expected) && asked - begun < patience);
  expect(answer).toEqual(expected);
  expect(asked - begun).toBeLessThan(within + slowestAnswers * slowest);
};
