import { isUtf8 } from 'node:buffer';
import type { DerElement } from './der.js';

const asBuffer = ({ content }: DerElement): Buffer =>
  Buffer.from(content.buffer, content.byteOffset, content.byteLength);

const ascii = (element: DerElement): string | undefined =>
  element.content.every((byte) => byte < 0x80) ? asBuffer(element).toString('latin1') : undefined;

const utf16 = new TextDecoder('utf-16be', { fatal: true, ignoreBOM: true });

const universal = (element: DerElement): string | undefined => {
  if (element.content.length % 4 !== 0) return undefined;
  const buffer = asBuffer(element);
  let text = '';
  for (let offset = 0; offset < buffer.length; offset += 4) {
    const point = buffer.readUInt32BE(offset);
    if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return undefined;
    text += String.fromCodePoint(point);
  }
  return text;
};

const bmp = (element: DerElement): string | undefined => {
  try {
    return element.content.length % 2 === 0 ? utf16.decode(element.content) : undefined;
  } catch {
    return undefined;
  }
};

const decoders: Readonly<Record<number, (element: DerElement) => string | undefined>> = {
  0x0c: (element) => (isUtf8(element.content) ? asBuffer(element).toString('utf8') : undefined),
  0x12: ascii,
  0x13: ascii,
  // In practice always written as Latin-1, whatever T.61 says.
  0x14: (element) => asBuffer(element).toString('latin1'),
  0x16: ascii,
  0x1a: ascii,
  0x1c: universal,
  0x1e: bmp,
};

/** Text of an attribute value; undefined when it is not a string, or not one in its own encoding. */
export const decodeString = (element: DerElement): string | undefined => decoders[element.tag]?.(element);
