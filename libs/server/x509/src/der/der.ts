import { malformed } from '../x509.error.js';

/** Tags of X.690 that certificates use. */
export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
  /** `[n]`, constructed. */
  context: (number: number) => 0xa0 | number,
  /** `[n] IMPLICIT` of a primitive type. */
  contextPrimitive: (number: number) => 0x80 | number,
} as const;

export interface DerElement {
  readonly tag: number;
  readonly content: Uint8Array;
  /** Tag, length and content, as in the input. */
  readonly encoded: Uint8Array;
}

/**
 * Reads one level of DER (X.690 §10): definite, shortest lengths, low tag numbers. Never recurses, so nesting costs nothing.
 * Every violation throws `X509Error` (`malformed`).
 */
export class DerReader {
  private offset = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get atEnd(): boolean {
    return this.offset >= this.bytes.length;
  }

  /** Tag of the next element; undefined at the end. */
  get nextTag(): number | undefined {
    return this.bytes[this.offset];
  }

  next(expected?: number): DerElement {
    const { bytes } = this;
    const start = this.offset;
    const tag = bytes[start];
    if (tag === undefined) throw malformed('ends too early');
    if (expected !== undefined && tag !== expected) throw malformed(`tag ${tag} where ${expected} belongs`);
    if ((tag & 0x1f) === 0x1f) throw malformed('high tag number');
    const { length, from } = readLength(bytes, start + 1);
    const end = from + length;
    if (end > bytes.length) throw malformed('longer than its container');
    this.offset = end;
    return { tag, content: bytes.subarray(from, end), encoded: bytes.subarray(start, end) };
  }

  /** The next element when it has this tag. */
  optional(tag: number): DerElement | undefined {
    return this.nextTag === tag ? this.next() : undefined;
  }

  /** All remaining elements. */
  rest(expected?: number): DerElement[] {
    const elements: DerElement[] = [];
    while (!this.atEnd) elements.push(this.next(expected));
    return elements;
  }

  finish(): void {
    if (!this.atEnd) throw malformed('unexpected bytes at the end');
  }
}

const readLength = (bytes: Uint8Array, at: number): { readonly length: number; readonly from: number } => {
  const first = bytes[at];
  if (first === undefined) throw malformed('ends too early');
  if (first < 0x80) return { length: first, from: at + 1 };
  const count = first & 0x7f;
  if (count === 0 || count > 4) throw malformed('indefinite or oversized length');
  let length = 0;
  for (let index = 1; index <= count; index++) {
    const byte = bytes[at + index];
    if (byte === undefined) throw malformed('ends too early');
    length = length * 256 + byte;
  }
  if (length < 0x80 || length < 256 ** (count - 1)) throw malformed('length not in its shortest form');
  return { length, from: at + 1 + count };
};

/** Reader of the elements inside a SEQUENCE, SET or explicit tag that fills `bytes` exactly. */
export const open = (bytes: Uint8Array, tag: number = tags.sequence): DerReader => {
  const outer = new DerReader(bytes);
  const element = outer.next(tag);
  outer.finish();
  return new DerReader(element.content);
};
