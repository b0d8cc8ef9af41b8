import { concat } from './bytes.js';
import { unreadable } from './key-file.error.js';

export const tags = {
  integer: 0x02,
  octetString: 0x04,
  objectIdentifier: 0x06,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
  /** `[n]`, constructed. */
  context: (number: number) => 0xa0 | number,
} as const;

export interface BerElement {
  readonly tag: number;
  readonly content: Uint8Array;
}

/** Far more than any program writes, few enough that reading a level twice costs nothing. */
const deepest = 24;
const mostElements = 5000;

interface Bounds {
  readonly tag: number;
  readonly from: number;
  /** End of the content, and of what closes it. */
  readonly to: number;
  readonly end: number;
}

/**
 * Reads one level of BER (X.690 §8): PKCS #12 allows it, and NSS, Java and Windows write indefinite lengths and octets in pieces.
 * Whatever is not BER throws `KeyFileError` (`unreadable`).
 */
export class BerReader {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  /** Tag of the next element; undefined at the end. */
  get nextTag(): number | undefined {
    return this.bytes[this.at];
  }

  next(expected?: number): BerElement {
    const { tag, from, to, end } = boundsAt(this.bytes, this.at, deepest);
    if (expected !== undefined && tag !== expected) throw unreadable(`tag ${tag} where ${expected} belongs`);
    this.at = end;
    return { tag, content: this.bytes.subarray(from, to) };
  }

  /** The next element when it has this tag. */
  optional(tag: number): BerElement | undefined {
    return this.nextTag === tag ? this.next() : undefined;
  }

  rest(expected?: number): BerElement[] {
    const elements: BerElement[] = [];
    while (this.nextTag !== undefined) {
      if (elements.length >= mostElements) throw unreadable(`more than ${mostElements} elements`);
      elements.push(this.next(expected));
    }
    return elements;
  }
}

const boundsAt = (bytes: Uint8Array, at: number, depth: number): Bounds => {
  const [tag, first] = [bytes[at], bytes[at + 1]];
  if (tag === undefined || first === undefined) throw unreadable('ends too early');
  if ((tag & 0x1f) === 0x1f) throw unreadable('high tag number');
  if (first === 0x80) return indefinite(bytes, tag, at + 2, depth);
  const count = first < 0x80 ? 0 : first & 0x7f;
  if (count > 6) throw unreadable('oversized length');
  let length = count === 0 ? first : 0;
  for (let index = 0; index < count; index += 1) length = length * 256 + (bytes[at + 2 + index] ?? Number.NaN);
  const from = at + 2 + count;
  if (!(from + length <= bytes.length)) throw unreadable('ends too early');
  return { tag, from, to: from + length, end: from + length };
};

/** Two zero bytes end it (X.690 §8.1.5). */
const indefinite = (bytes: Uint8Array, tag: number, from: number, depth: number): Bounds => {
  if (depth === 0 || (tag & 0x20) === 0) throw unreadable('nested too deep');
  let at = from;
  while (bytes[at] !== 0 || bytes[at + 1] !== 0) at = boundsAt(bytes, at, depth - 1).end;
  return { tag, from, to: at, end: at + 2 };
};

/** Reader of the elements inside a SEQUENCE or explicit tag. */
export const inside = ({ content }: BerElement): BerReader => new BerReader(content);

/** Reader of the SEQUENCE that fills `bytes`; what follows it does not matter to PKCS #12 (some programs pad). */
export const openSequence = (bytes: Uint8Array): BerReader => inside(new BerReader(bytes).next(tags.sequence));

/** Whether bytes are one SEQUENCE from beginning to end, as everything is that is encrypted in these files. */
export const isOneSequence = (bytes: Uint8Array): boolean => {
  try {
    const { tag, end } = boundsAt(bytes, 0, deepest);
    return tag === tags.sequence && end === bytes.length;
  } catch {
    return false;
  }
};

/** Bytes of an OCTET STRING, also with an implicit tag, also in pieces (X.690 §8.7.3). */
export const readOctets = (element: BerElement, depth = 4): Uint8Array => {
  if ((element.tag & 0x20) === 0) return element.content;
  if (depth === 0) throw unreadable('octets nested too deep');
  const reader = inside(element);
  const pieces: Uint8Array[] = [];
  while (reader.nextTag !== undefined) pieces.push(readOctets(reader.next(), depth - 1));
  return concat(pieces);
};

/** An INTEGER that counts something: infinite when it is longer than a number can be exact, negative ones are NaN. */
export const readCount = ({ tag, content }: BerElement): number => {
  if (tag !== tags.integer || content.length === 0) throw unreadable('integer expected');
  if (content[0]! >= 0x80) return Number.NaN;
  return content.length > 6 ? Number.POSITIVE_INFINITY : content.reduce((value, byte) => value * 256 + byte, 0);
};

/** An OBJECT IDENTIFIER in dotted form. */
export const readOid = ({ tag, content }: BerElement): string => {
  if (tag !== tags.objectIdentifier || content.length === 0 || content.length > 64) {
    throw unreadable('object identifier expected');
  }
  const arcs: bigint[] = [];
  let arc = 0n;
  for (const byte of content) {
    arc = (arc << 7n) | BigInt(byte & 0x7f);
    if (byte >= 0x80) continue;
    arcs.push(arc);
    arc = 0n;
  }
  const [first = 0n, ...others] = arcs;
  const root = first < 80n ? first / 40n : 2n;
  return [root, first - root * 40n, ...others].join('.');
};

/** An `AlgorithmIdentifier`: what it is, and its parameters. */
export const readAlgorithm = (element: BerElement): { readonly oid: string; readonly parameters: BerReader } => {
  if (element.tag !== tags.sequence) throw unreadable('algorithm expected');
  const reader = inside(element);
  return { oid: readOid(reader.next()), parameters: reader };
};
