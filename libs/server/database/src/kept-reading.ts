import type { ChangeFeed } from './change-feed.js';

/** Milliseconds for which a reading is used while changes of other processes do not arrive. */
const unheardServes = 1000;

/**
 * Caches a reading of whole tables until one of them changes, in this or another server process. It reads on demand, once for simultaneous
 * callers; a failed reading fails for those who wait for it, and the next call tries again.
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
    // A reading during which a table changed is not cached.
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
