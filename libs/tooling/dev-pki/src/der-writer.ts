/** One element in DER: tag, shortest length, content (X.690 §10.1). */
export const der = (tag: number, ...contents: readonly Uint8Array[]): Buffer => {
  const length = contents.reduce((sum, content) => sum + content.length, 0);
  return Buffer.concat([Buffer.from([tag]), lengthBytes(length), ...contents]);
};

const lengthBytes = (length: number): Buffer => {
  if (length < 0x80) return Buffer.from([length]);
  const digits = length.toString(16);
  const bytes = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex');
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
};

export const sequence = (...contents: readonly Uint8Array[]): Buffer => der(0x30, ...contents);

/** A positive INTEGER. */
export const integer = (value: number | bigint): Buffer => {
  const digits = value.toString(16);
  const bytes = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex');
  return der(0x02, (bytes[0] ?? 0) >= 0x80 ? Buffer.from([0]) : Buffer.alloc(0), bytes);
};

/** UTCTime up to 2049, GeneralizedTime from then on (RFC 5280 §4.1.2.5). */
export const time = (date: Date): Buffer => {
  const text = date.toISOString().replace(/[-:T]|\.\d+/g, '');
  return date.getUTCFullYear() < 2050 ? der(0x17, Buffer.from(text.slice(2))) : der(0x18, Buffer.from(text));
};

/** OBJECT IDENTIFIER; arcs below 2^31. */
export const oid = (dotted: string): Buffer => {
  const [root = 0, second = 0, ...others] = dotted.split('.').map(Number);
  return der(0x06, Buffer.from([root * 40 + second, ...others].flatMap(arcBytes)));
};

const arcBytes = (arc: number): number[] => {
  const bytes = [arc & 0x7f];
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
};

export const extension = (id: string, critical: boolean, value: Uint8Array): Buffer =>
  sequence(oid(id), critical ? der(0x01, Buffer.from([0xff])) : Buffer.alloc(0), der(0x04, value));

/** ReasonFlags or KeyUsage: the named bits, as short as they can be. */
export const namedBits = (tag: number, bits: readonly number[]): Buffer => {
  const highest = Math.max(...bits);
  const bytes = Buffer.alloc((highest >> 3) + 1);
  for (const bit of bits) bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (0x80 >> (bit & 7));
  return der(tag, Buffer.from([7 - (highest & 7)]), bytes);
};
