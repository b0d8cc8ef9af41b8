import { describe, expect, it } from 'vitest';
import { BoundedWork } from './bounded-work.js';

describe('bounded work', () => {
  it('never runs more tasks at once than it may, and runs all in the order they came', async () => {
    const work = new BoundedWork(2);
    let running = 0;
    let most = 0;
    const finished: number[] = [];
    const task = (id: number) => async (): Promise<void> => {
      running += 1;
      most = Math.max(most, running);
      await new Promise(setImmediate);
      running -= 1;
      finished.push(id);
      if (id === 3) throw new Error('failed');
    };

    await Promise.allSettled(Array.from({ length: 20 }, (_, id) => work.run(task(id))));

    expect(most).toBe(2);
    expect(finished).toEqual(Array.from({ length: 20 }, (_, id) => id));
  });
});
