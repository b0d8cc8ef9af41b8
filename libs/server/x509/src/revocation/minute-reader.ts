import { tags } from '../der/der.js';
import { readTime } from '../der/der-values.js';
import type { DerCursor } from './der-cursor.js';

const minute = 60_000;

/** Reads times of a list as minutes since 1970. Entries come in the order in which they were made, so most times repeat the day before. */
export class MinuteReader {
  private from = 0;
  private length = 0;
  private minutes = 0;

  constructor(private readonly bytes: Uint8Array) {}

  /** The current element of a cursor over the same bytes; throws `X509Error` (`malformed`). */
  read({ tag, from, next }: DerCursor): number {
    const length = next - from;
    if (length === this.length && this.isSame(from)) return this.minutes;
    const quick = tag === tags.utcTime && length === 13 ? this.readUtcTime(from) : undefined;
    const content = this.bytes.subarray(from, next);
    const minutes = quick ?? readTime({ tag, content, encoded: content }).getTime() / minute;
    this.from = from;
    this.length = length;
    this.minutes = Math.max(0, Math.floor(minutes));
    return this.minutes;
  }

  private isSame(from: number): boolean {
    const { bytes } = this;
    for (let index = 0; index < this.length; index++)
      if (bytes[from + index] !== bytes[this.from + index]) return false;
    return true;
  }

  /** `YYMMDDHHMMSSZ`; undefined for what needs a closer look, or a refusal. */
  private readUtcTime(from: number): number | undefined {
    const [year, month, day] = [this.twoDigits(from), this.twoDigits(from + 2), this.twoDigits(from + 4)];
    const [hour, minutes, second] = [this.twoDigits(from + 6), this.twoDigits(from + 8), this.twoDigits(from + 10)];
    const isPlain =
      month >= 1 && month <= 12 && day >= 1 && day <= 28 && hour < 24 && minutes < 60 && second < 60 && year < 50;
    if (!isPlain || this.bytes[from + 12] !== 0x5a) return undefined;
    return Date.UTC(2000 + year, month - 1, day, hour, minutes) / minute;
  }

  /** NaN, which no comparison holds for, where these are none. */
  private twoDigits(at: number): number {
    const tens = (this.bytes[at] as number) - 0x30;
    const ones = (this.bytes[at + 1] as number) - 0x30;
    return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
  }
}
