import { describe, expect, it } from 'vitest';
import { SharedStatement } from './shared-statement.js';

const isAway = (error: unknown): boolean => error instanceof Error && error.message === 'away';

/** Doubles its inputs when it is let go, and keeps what it was asked. */
const startDoubling = () => {
  const asked: (readonly number[])[] = [];
  const held: (() => void)[] = [];
  const shared = new SharedStatement<number, number>(async (inputs) => {
    asked.push(inputs);
    await new Promise<void>((resolve) => held.push(resolve));
    if (inputs.includes(13)) throw new Error('unlucky');
    if (inputs.includes(-1)) throw new Error('away');
    return inputs.map((input) => input * 2);
  }, isAway);
  return { shared, asked, letGo: () => held.splice(0).forEach((go) => go()) };
};

/** Longer than a statement waits for further calls. */
const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 20));

describe('a shared statement', () => {
  it('runs once for all that call at the same time, and answers each its own', async () => {
    const { shared, asked, letGo } = startDoubling();

    const answers = Promise.all([shared.call(1), shared.call(2), shared.call(3)]);
    await settled();
    letGo();

    expect(await answers).toEqual([2, 4, 6]);
    expect(asked).toEqual([[1, 2, 3]]);
  });

  it('includes calls that come before it starts', async () => {
    const { shared, asked, letGo } = startDoubling();
    const answers = [shared.call(1)];
    await new Promise<void>((resolve) => setImmediate(resolve));
    answers.push(shared.call(2));
    await settled();
    letGo();

    expect(await Promise.all(answers)).toEqual([2, 4]);
    expect(asked).toEqual([[1, 2]]);
  });

  it('collects calls during one run for the next', async () => {
    const { shared, asked, letGo } = startDoubling();
    const answers = [shared.call(1)];
    await settled();
    answers.push(shared.call(2));
    await settled();
    answers.push(shared.call(3));
    await settled();
    expect(asked).toEqual([[1]]);

    letGo();
    await settled();
    letGo();

    expect(await Promise.all(answers)).toEqual([2, 4, 6]);
    expect(asked).toEqual([[1], [2, 3]]);
  });

  it('does not let one failing call affect the others', async () => {
    const { shared, asked, letGo } = startDoubling();
    const answers = Promise.allSettled([shared.call(13), shared.call(1)]);
    await settled();
    letGo();
    await settled();
    letGo();

    expect((await answers).map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(asked).toEqual([[13, 1], [13], [1]]);
  });

  it('fails for all when the database is down, and continues with the next', async () => {
    const { shared, asked, letGo } = startDoubling();
    const answers = Promise.allSettled([shared.call(-1), shared.call(1)]);
    await settled();
    letGo();
    expect((await answers).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(asked).toHaveLength(1);

    const next = shared.call(4);
    await settled();
    letGo();
    expect(await next).toBe(8);
  });
});
