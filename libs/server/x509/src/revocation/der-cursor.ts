import { malformed } from '../x509.error.js';

/**
 * Walks over DER as `DerReader` does, without making an object for each element: a list has millions of them. Every violation
 * throws `X509Error` (`malformed`).
 */
export class DerCursor {
  /** Tag of the current element; -1 before the first. */
  tag = -1;
  /** Where the current element, its content and the next element begin. */
  start = 0;
  from = 0;
  next: number;

  constructor(
    readonly bytes: Uint8Array,
    from = 0,
    public end = bytes.length,
  ) {
    this.next = from;
  }

  get atEnd(): boolean {
    return this.next >= this.end;
  }

  /** Goes to the next element on this level. */
  advance(expected?: number): void {
    const { bytes } = this;
    const start = this.next;
    if (start + 2 > this.end) throw malformed('ends too early');
    const tag = bytes[start] as number;
    if (expected !== undefined && tag !== expected) throw malformed(`tag ${tag} where ${expected} belongs`);
    if ((tag & 0x1f) === 0x1f) throw malformed('high tag number');
    let length = bytes[start + 1] as number;
    let from = start + 2;
    if (length >= 0x80) {
      const count = length & 0x7f;
      if (count === 0 || count > 4) throw malformed('indefinite or oversized length');
      if (from + count > this.end) throw malformed('ends too early');
      length = 0;
      for (const last = from + count; from < last; from++) length = length * 256 + (bytes[from] as number);
      if (length < 0x80 || length < 256 ** (count - 1)) throw malformed('length not in its shortest form');
    }
    if (from + length > this.end) throw malformed('longer than its container');
    this.tag = tag;
    this.start = start;
    this.from = from;
    this.next = from + length;
  }

  /** Puts the cursor before the first element of a range. */
  moveTo(from: number, end: number): void {
    this.next = from;
    this.end = end;
  }

  /** Content of the current element; shares its memory. */
  get content(): Uint8Array {
    return this.bytes.subarray(this.from, this.next);
  }

  get encoded(): Uint8Array {
    return this.bytes.subarray(this.start, this.next);
  }
}
