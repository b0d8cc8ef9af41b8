import { BusyError } from '@postern/errors';
import { requestScope } from '@postern/requests';
import { describe, expect, it, vi } from 'vitest';
import { BoundedWork } from './bounded-work.js';

const bounds = { running: 2, waiting: 40, patience: 60_000 };
const turn = () => new Promise(setImmediate);

/** Tasks that last until told, and those that were begun, in order. */
class Tasks {
  readonly begun: string[] = [];
  private readonly ends: (() => void)[] = [];

  constructor(private readonly work: BoundedWork) {}

  submit(name: string, network = name, isGone = () => false): Promise<string> {
    const result = requestScope.run({ requestId: null, network, isGone }, () =>
      this.work.run(async () => {
        this.begun.push(name);
        await new Promise<void>((resolve) => this.ends.push(resolve));
        return name;
      }),
    );
    result.catch(() => undefined);
    return result;
  }

  async endNext(): Promise<void> {
    this.ends.shift()?.();
    await turn();
  }

  async endAll(): Promise<void> {
    while (this.ends.length > 0) await this.endNext();
  }
}

const outcome = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof BusyError ? 'busy' : error),
  );

describe('bounded work', () => {
  it('never runs more tasks at once than it may, and runs all of one caller in the order they came', async () => {
    const work = new BoundedWork(bounds);
    let running = 0;
    let most = 0;
    const finished: number[] = [];
    const task = (id: number) => async (): Promise<void> => {
      running += 1;
      most = Math.max(most, running);
      await turn();
      running -= 1;
      finished.push(id);
      if (id === 3) throw new Error('failed');
    };

    await Promise.allSettled(Array.from({ length: 20 }, (_, id) => work.run(task(id))));

    expect(most).toBe(2);
    expect(finished).toEqual(Array.from({ length: 20 }, (_, id) => id));
  });

  it('limits the queue', async () => {
    const tasks = new Tasks(new BoundedWork({ ...bounds, running: 1, waiting: 40 }));
    const results = Array.from({ length: 300 }, (_, index) => tasks.submit(String(index), '192.0.2.1'));
    await turn();
    await tasks.endAll();

    const outcomes = await Promise.all(results.map(outcome));
    expect(outcomes.filter((one) => one === 'done')).toHaveLength(41);
    expect(outcomes.filter((one) => one === 'busy')).toHaveLength(259);
    expect(outcomes.slice(0, 41)).not.toContain('busy');
  });

  it('gives each caller a turn', async () => {
    const tasks = new Tasks(new BoundedWork({ ...bounds, running: 1 }));
    for (const name of ['a1', 'a2', 'a3', 'a4']) void tasks.submit(name, 'a');
    for (const name of ['b1', 'b2']) void tasks.submit(name, 'b');
    void tasks.submit('c1', 'c');
    await turn();
    await tasks.endAll();

    expect(tasks.begun).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4']);
  });

  it('drops a task of the caller with the most waiting tasks', async () => {
    const work = new BoundedWork({ ...bounds, running: 1, waiting: 3 });
    const tasks = new Tasks(work);
    const greedy = ['a1', 'a2', 'a3', 'a4'].map((name) => tasks.submit(name, 'a'));
    const other = tasks.submit('b1', 'b');
    expect(() => requestScope.run({ requestId: null, network: 'a' }, () => work.assertRoom())).toThrow(BusyError);
    expect(() => requestScope.run({ requestId: null, network: 'c' }, () => work.assertRoom())).not.toThrow();
    await turn();
    await tasks.endAll();

    expect(await Promise.all(greedy.map(outcome))).toEqual(['done', 'done', 'done', 'busy']);
    expect(await outcome(other)).toBe('done');
  });

  it('starts no task of callers who have left', async () => {
    const tasks = new Tasks(new BoundedWork({ ...bounds, running: 1 }));
    const left = new Set<string>();
    const first = tasks.submit('first');
    const gone = tasks.submit('gone', 'gone', () => left.has('gone'));
    const stays = tasks.submit('stays');
    await turn();
    left.add('gone');
    await tasks.endAll();

    expect(await Promise.all([first, gone, stays].map(outcome))).toEqual(['done', 'busy', 'done']);
    expect(tasks.begun).toEqual(['first', 'stays']);
  });

  it('refuses tasks that waited too long', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const tasks = new Tasks(new BoundedWork({ ...bounds, running: 1, patience: 5000 }));
    void tasks.submit('first');
    const late = tasks.submit('late');
    vi.advanceTimersByTime(5000);
    vi.useRealTimers();
    await tasks.endAll();

    await expect(late).rejects.toMatchObject({ code: 'server.busy', status: 503, retryAfter: 3 });
    expect(tasks.begun).toEqual(['first']);
  });
});
