import { createHash, randomBytes } from 'node:crypto';

interface Window {
  used: number;
  readonly endsAt: number;
}

/** Keys that have a count of their own. */
const mostKeys = 50_000;
/** Counts that all further keys share. */
const sharedCounts = 4096;

/**
 * Counts what a key used within a window that begins with its first use. Memory is bounded, and no count is evicted: when there are too
 * many keys, further ones share counts, by a hash that outsiders cannot predict.
 */
export class WindowCounter {
  /** In the order of their ends, since all windows are equally long. */
  private readonly windows = new Map<string, Window>();
  private readonly salt = randomBytes(16);

  /**
   * @param length milliseconds of a window
   * @param most keys with a count of their own
   */
  constructor(
    private readonly length: number,
    private readonly most = mostKeys,
  ) {}

  /** Adds to what a key used; answers how much that is. */
  add(key: string, amount = 1): number {
    const now = Date.now();
    const place = this.place(key, now);
    const window = this.windows.get(place);
    if (window !== undefined && window.endsAt > now) return (window.used += amount);
    this.windows.delete(place);
    this.windows.set(place, { used: amount, endsAt: now + this.length });
    return amount;
  }

  /** Subtracts what was added within the same window; never below zero. */
  giveBack(key: string, amount = 1): void {
    const window = this.current(key);
    if (window !== undefined) window.used = Math.max(0, window.used - amount);
  }

  used(key: string): number {
    return this.current(key)?.used ?? 0;
  }

  /** Seconds until the window of a key ends; at least one. */
  secondsLeft(key: string): number {
    const endsAt = this.current(key)?.endsAt ?? 0;
    return Math.max(1, Math.ceil((endsAt - Date.now()) / 1000));
  }

  get size(): number {
    return this.windows.size;
  }

  private current(key: string): Window | undefined {
    const now = Date.now();
    const window = this.windows.get(this.place(key, now));
    return window !== undefined && window.endsAt > now ? window : undefined;
  }

  /** The key itself, or the count that it shares when there is no room. */
  private place(key: string, now: number): string {
    if (this.windows.has(key)) return key;
    for (const [oldest, { endsAt }] of this.windows) {
      if (endsAt > now) break;
      this.windows.delete(oldest);
    }
    if (this.windows.size < this.most) return key;
    const shared = createHash('sha256').update(this.salt).update(key).digest().readUInt16BE(0) % sharedCounts;
    return `shared ${shared}`;
  }
}
