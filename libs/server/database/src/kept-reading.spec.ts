import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ChangeFeed } from './change-feed.js';
import type { DatabaseConfig } from './database.config.js';
import { KeptReading } from './kept-reading.js';

describe('a cached reading of whole tables', () => {
  let feed: ChangeFeed;
  let table: string;
  let readings: number;
  let kept: KeptReading<string>;
  /** Called while the table is read, after its rows were seen. */
  let meanwhile: () => void;
  beforeEach(() => {
    feed = new ChangeFeed({} as DatabaseConfig);
    vi.spyOn(feed, 'connected', 'get').mockReturnValue(true);
    [table, readings, meanwhile] = ['old', 0, () => undefined];
    kept = new KeptReading(feed, ['one', 'two'], async () => {
      readings += 1;
      const rows = table;
      await Promise.resolve();
      meanwhile();
      return rows;
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  it('is read once for simultaneous and later callers, and again after one of the tables changed', async () => {
    expect(await Promise.all([kept.current(), kept.current()])).toEqual(['old', 'old']);
    expect(await kept.current()).toBe('old');
    expect(readings).toBe(1);

    table = 'new';
    feed.announce('three');
    expect(await kept.current()).toBe('old');
    feed.announce('two');
    expect(await kept.current()).toBe('new');
    expect(readings).toBe(2);
  });

  it('is not kept when a table changed while it was read', async () => {
    meanwhile = () => {
      meanwhile = () => undefined;
      table = 'new';
      feed.announce('one');
    };
    await kept.current();

    expect(await kept.current()).toBe('new');
  });

  it('does not replace a later reading', async () => {
    let finish = (): void => undefined;
    const slow = new Promise<void>((resolve) => (finish = resolve));
    const answers = [slow.then(() => 'old'), Promise.resolve('new')];
    kept = new KeptReading(feed, ['one'], () => answers.shift()!);
    const first = kept.current();
    feed.announce('one');
    expect(await kept.current()).toBe('new');

    finish();

    expect(await first).toBe('old');
    expect(await kept.current()).toBe('new');
  });

  it('is read again after a second while changes of other processes do not arrive', async () => {
    vi.useFakeTimers();
    vi.spyOn(feed, 'connected', 'get').mockReturnValue(false);
    await kept.current();
    table = 'new';

    vi.advanceTimersByTime(999);
    expect(await kept.current()).toBe('old');
    vi.advanceTimersByTime(1);
    expect(await kept.current()).toBe('new');
  });

  it('fails for waiting callers, and is tried again', async () => {
    const answers = [Promise.reject(new Error('no database')), Promise.resolve('new')];
    kept = new KeptReading(feed, ['one'], () => answers.shift()!);

    const waiting = await Promise.allSettled([kept.current(), kept.current()]);

    expect(waiting.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await kept.current()).toBe('new');
  });
});
