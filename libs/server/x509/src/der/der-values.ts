import { type DerElement, tags } from './der.js';
import { malformed, X509Error } from '../x509.error.js';

/** Content of an INTEGER in its shortest form (X.690 §8.3.2). */
export const readInteger = ({ tag, content }: DerElement): Uint8Array => {
  const [first, second = 0] = content;
  if (tag !== tags.integer || first === undefined) throw malformed('integer expected');
  const padded = (first === 0x00 && second < 0x80) || (first === 0xff && second >= 0x80);
  if (content.length > 1 && padded) throw malformed('integer not in its shortest form');
  return content;
};

/** An INTEGER that is small and not negative, such as a version or a path length. */
export const readSmallInteger = (element: DerElement): number => {
  const content = readInteger(element);
  if (content.length > 4 || (content[0] ?? 0) >= 0x80) throw malformed('integer out of range');
  return content.reduce((value, byte) => value * 256 + byte, 0);
};

export const readBoolean = ({ content }: DerElement): boolean => {
  const [value] = content;
  if (content.length !== 1) throw malformed('boolean expected');
  // BER takes every other value for TRUE, DER FF alone (X.690 §11.1).
  if (value !== 0x00 && value !== 0xff) throw new X509Error('not_der', `a TRUE that is not FF but ${value} (BER)`);
  return value === 0xff;
};

/** Bytes of a BIT STRING that holds whole bytes. */
export const readBitString = ({ tag, content }: DerElement): Uint8Array => {
  if (tag !== tags.bitString || content[0] !== 0) throw malformed('bit string of whole bytes expected');
  return content.subarray(1);
};

/** Whether each of the first `count` named bits of a BIT STRING is set. */
export const readNamedBits = ({ content }: DerElement, count: number): boolean[] => {
  const [unused] = content;
  if (unused === undefined || unused > 7 || (content.length === 1 && unused !== 0))
    throw malformed('bit string expected');
  return Array.from({ length: count }, (_, bit) => (((content[1 + (bit >> 3)] ?? 0) >> (7 - (bit & 7))) & 1) === 1);
};

/** An OBJECT IDENTIFIER in dotted form. */
export const readOid = ({ tag, content }: DerElement): string => {
  if (tag !== tags.objectIdentifier || content.length === 0 || content.length > 64)
    throw malformed('object identifier expected');
  const arcs: bigint[] = [];
  let arc = 0n;
  let fresh = true;
  for (const byte of content) {
    if (fresh && byte === 0x80) throw malformed('object identifier not in its shortest form');
    arc = (arc << 7n) | BigInt(byte & 0x7f);
    fresh = (byte & 0x80) === 0;
    if (fresh) {
      arcs.push(arc);
      arc = 0n;
    }
  }
  if (!fresh) throw malformed('object identifier ends too early');
  const [first = 0n, ...others] = arcs;
  const root = first < 80n ? first / 40n : 2n;
  return [root, first - root * 40n, ...others].join('.');
};

const utcTime = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;
const generalizedTime = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;

/** A Time in the two forms that RFC 5280 §4.1.2.5 allows. */
export const readTime = ({ tag, content }: DerElement): Date => {
  const text = content.length > 15 ? '' : Buffer.from(content).toString('latin1');
  const match =
    tag === tags.utcTime ? utcTime.exec(text) : tag === tags.generalizedTime ? generalizedTime.exec(text) : null;
  if (match === null) throw malformed('time expected');
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  const fullYear = tag === tags.generalizedTime ? year : year < 50 ? 2000 + year : 1900 + year;
  const time = new Date(0);
  time.setUTCFullYear(fullYear, month - 1, day);
  time.setUTCHours(hour, minute, second);
  const asWritten =
    time.getUTCMonth() === month - 1 && time.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  if (!asWritten) throw malformed('time that does not exist');
  return time;
};
