/** One element in DER: tag, shortest length, content (X.690 §10.1). */
export const encode = (tag: number, ...contents: readonly Uint8Array[]): Uint8Array => {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag, ...encodeLength(content.length)]), content]);
};

const encodeLength = (length: number): readonly number[] => {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 | bytes.length, ...bytes];
};

/** Content of an OBJECT IDENTIFIER (X.690 §8.19); undefined if the numbers are not a valid OID. */
export const encodeOid = (dotted: string): Uint8Array | undefined => {
  const [root = 0n, second = 0n, ...others] = dotted.split('.').map(BigInt);
  if (root > 2n || (root < 2n && second > 39n)) return undefined;
  return Uint8Array.from([root * 40n + second, ...others].flatMap(encodeArc));
};

/** Seven bits a byte, most significant first; all but the last have the high bit set. */
const encodeArc = (arc: bigint): number[] => {
  const bytes = [Number(arc & 0x7fn)];
  for (let rest = arc >> 7n; rest > 0n; rest >>= 7n) bytes.unshift(Number(rest & 0x7fn) | 0x80);
  return bytes;
};

/** SET OF: elements in ascending order of their encodings (X.690 §11.6). */
export const encodeSetOf = (elements: readonly Uint8Array[]): Uint8Array =>
  encode(0x31, ...[...elements].sort(Buffer.compare));
