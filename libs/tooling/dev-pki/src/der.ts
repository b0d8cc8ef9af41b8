import { toBytes } from './bytes.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** One element in DER: tag, shortest length, content. */
export const der = (tag: number, ...parts: readonly Uint8Array[]): Bytes => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, Math.floor(length / 256), length % 256];
  return toBytes(Buffer.concat([Buffer.from([tag, ...size]), content]));
};

export const derText = (tag: number, text: string): Bytes => der(tag, Buffer.from(text, 'utf8'));

/** A small INTEGER that is not negative, under another tag where it is IMPLICIT. */
export const derInteger = (value: number, tag = 0x02): Bytes => {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  return der(tag, (bytes[0] ?? 0) < 0x80 ? bytes : Buffer.concat([Buffer.from([0]), bytes]));
};

/** An OBJECT IDENTIFIER, under another tag where it is IMPLICIT. */
export const derOid = (dotted: string, tag = 0x06): Bytes => {
  const [root = 0, second = 0, ...others] = dotted.split('.').map(Number);
  return der(tag, Buffer.from([root * 40 + second, ...others].flatMap(base128)));
};

const base128 = (arc: number): number[] => {
  const bytes = [arc % 128];
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift((rest % 128) + 128);
  return bytes;
};
