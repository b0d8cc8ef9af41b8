import { hash as digestOf } from 'node:crypto';

/** Entry of a list about one certificate. */
export interface RevocationEntry {
  /** To the minute. */
  readonly revokedAt: Date;
  /** CRLReason, 0 to 10; 0 where the list gives none. */
  readonly reason: number;
}

/**
 * Revoked serial numbers of one length and one issuer. Rows lie together by a hash of the serial number, so that a look-up
 * compares a handful of them; a row is the serial number and four bytes for date and reason. Plain data that a worker hands over
 * without a copy: a million serial numbers of 20 bytes take 24.5 MB.
 */
export interface EntryTable {
  /** Bytes of a serial number. */
  readonly length: number;
  /** Whether rows hold the first bytes of the SHA-256 of the serial number in its place (`shortTable`). */
  readonly isShort?: boolean;
  /** Row at which each bucket begins, and the number of rows at the end; a power of two of buckets. */
  readonly starts: Uint32Array<ArrayBuffer>;
  readonly rows: Uint8Array<ArrayBuffer>;
}

const rowsPerBucket = 8;
/** Low bits of the last four bytes of a row; the others are minutes since 1970. */
const reasonBits = 4;
const minute = 60_000;

/** Bytes that a short row keeps of a digest: two of a million serial numbers share them once in 10^14 lists. */
const shortKey = 11;

/** Filled in two rounds over the same serial numbers: `count` each, then `add` each. */
export class EntryTableBuilder {
  private readonly starts: Uint32Array<ArrayBuffer>;
  private readonly rows: Uint8Array<ArrayBuffer>;
  private readonly mask: number;

  /** @param size number of serial numbers, known from the first round */
  constructor(
    private readonly length: number,
    size: number,
  ) {
    const buckets = 2 ** Math.max(0, Math.ceil(Math.log2(size / rowsPerBucket)));
    this.mask = buckets - 1;
    this.starts = new Uint32Array(buckets + 1);
    this.rows = new Uint8Array(size * (length + 4));
  }

  count(bytes: Uint8Array, at: number): void {
    const bucket = hash(bytes, at, this.length) & this.mask;
    this.starts[bucket] = (this.starts[bucket] as number) + 1;
  }

  /** Ends the first round: each count becomes the row behind the bucket's last, from which `add` fills it downwards. */
  layOut(): void {
    let sum = 0;
    for (let bucket = 0; bucket < this.starts.length; bucket++) {
      sum += this.starts[bucket] as number;
      this.starts[bucket] = sum;
    }
  }

  /** @param at where the serial number begins in `bytes` */
  add(bytes: Uint8Array, at: number, entry: { readonly minutes: number; readonly reason: number }): void {
    const { length } = this;
    const bucket = hash(bytes, at, length) & this.mask;
    const row = (this.starts[bucket] as number) - 1;
    this.starts[bucket] = row;
    const rows = this.rows;
    let offset = row * (length + 4);
    for (let index = at; index < at + length; index++) rows[offset++] = bytes[index] as number;
    const packed = entry.minutes * 2 ** reasonBits + entry.reason;
    rows[offset] = packed >>> 24;
    rows[offset + 1] = packed >>> 16;
    rows[offset + 2] = packed >>> 8;
    rows[offset + 3] = packed;
  }

  build(): EntryTable {
    return { length: this.length, starts: this.starts, rows: this.rows };
  }
}

/** The entry of a serial number (content of the INTEGER) in a table of its length. */
export const findEntry = (table: EntryTable, serialNumber: Uint8Array): RevocationEntry | undefined => {
  const { starts, rows } = table;
  const key = table.isShort === true ? shortKeyOf(serialNumber) : serialNumber;
  const { length } = key;
  const width = length + 4;
  const bucket = hash(key, 0, length) & (starts.length - 2);
  const end = (starts[bucket + 1] as number) * width;
  for (let offset = (starts[bucket] as number) * width; offset < end; offset += width) {
    let index = 0;
    while (index < length && rows[offset + index] === key[index]) index++;
    if (index < length) continue;
    const packed = new DataView(rows.buffer, rows.byteOffset + offset + length, 4).getUint32(0);
    return { revokedAt: new Date((packed >>> reasonBits) * minute), reason: packed & (2 ** reasonBits - 1) };
  }
  return undefined;
};

/**
 * The same entries in 16 bytes each at most, for keeping them: long serial numbers, which are random, are replaced by a piece of their
 * digest. About a second for a million; for a thread.
 */
export const shortTable = (table: EntryTable): EntryTable => {
  const { length, rows } = table;
  if (length <= shortKey || table.isShort === true) return table;
  const width = length + 4;
  const size = rows.length / width;
  const keys = new Uint8Array(size * shortKey);
  for (let row = 0; row < size; row++)
    keys.set(shortKeyOf(rows.subarray(row * width, row * width + length)), row * shortKey);
  const builder = new EntryTableBuilder(shortKey, size);
  for (let row = 0; row < size; row++) builder.count(keys, row * shortKey);
  builder.layOut();
  const view = new DataView(rows.buffer, rows.byteOffset, rows.byteLength);
  for (let row = 0; row < size; row++) {
    const packed = view.getUint32(row * width + length);
    const entry = { minutes: packed >>> reasonBits, reason: packed & (2 ** reasonBits - 1) };
    builder.add(keys, row * shortKey, entry);
  }
  return { ...builder.build(), length, isShort: true };
};

const shortKeyOf = (serialNumber: Uint8Array): Uint8Array =>
  digestOf('sha256', serialNumber, 'buffer').subarray(0, shortKey);

/** FNV-1a, its high bits folded into the low ones that choose a bucket. */
const hash = (bytes: Uint8Array, at: number, length: number): number => {
  let value = 0x811c9dc5;
  for (let index = at; index < at + length; index++) value = Math.imul(value ^ (bytes[index] as number), 0x01000193);
  return (value ^ (value >>> 15)) >>> 0;
};
