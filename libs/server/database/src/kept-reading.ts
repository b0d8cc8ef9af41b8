import type { ChangeFeed } from './change-feed.js';

/** Milliseconds that what was read serves while changes of other processes do not arrive. */
const unheardServes = 1000;

/**
 * What was read from whole tables, in memory until one of them changes, here or in another server process. It is read when it is asked
 * for, once however many ask; a reading that fails fails for those who wait for it, and the next one tries again.
 */
export class KeptReading<T> {
  private kept: { readonly value: T; readonly readAt: number } | undefined;
  private reading: Promise<T> | undefined;

  constructor(
    private readonly changes: ChangeFeed,
    tables: readonly string[],
    private readonly read: () => Promise<T>,
  ) {
    for (const table of tables) changes.onChange(table, () => this.forget());
  }

  async current(): Promise<T> {
    const { kept } = this;
    if (kept !== undefined && (this.changes.connected || performance.now() - kept.readAt < unheardServes))
      return kept.value;
    return (this.reading ??= this.readOnce());
  }

  forget(): void {
    this.kept = undefined;
    // What is read while a table changes is never believed afterwards.
    this.reading = undefined;
  }

  private readOnce(): Promise<T> {
    const readAt = performance.now();
    const isLatest = (): boolean => this.reading === reading;
    const reading: Promise<T> = this.read().then(
      (value) => {
        if (isLatest()) [this.kept, this.reading] = [{ value, readAt }, undefined];
        return value;
      },
      (error: unknown) => {
        if (isLatest()) this.reading = undefined;
        throw error;
      },
    );
    return reading;
  }
}
