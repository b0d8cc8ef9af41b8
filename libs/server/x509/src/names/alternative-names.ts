import { type DerElement, DerReader, open } from '../der/der.js';
import { readOid } from '../der/der-values.js';
import { decodeString } from '../der/directory-string.js';
import { parseName, renderName } from './name.js';
import { escapeInvisible, toHex } from '../der/printable.js';

export interface AlternativeName {
  readonly type: 'email' | 'dns' | 'uri' | 'ip' | 'upn' | 'directory' | 'id' | 'other';
  /** Invisible characters are escaped. Never cut, because it may identify the holder. */
  readonly value: string;
}

const userPrincipalName = '1.3.6.1.4.1.311.20.2.3';

/** Parses subject alternative names (RFC 5280 §4.2.1.6), all of them: the size of a certificate is limited. Throws `X509Error` (`malformed`). */
export const parseAlternativeNames = (der: Uint8Array): AlternativeName[] =>
  open(der)
    .rest()
    .map(parse)
    .map(({ type, value }) => ({ type, value: escapeInvisible(value) }));

const parse = (element: DerElement): AlternativeName => {
  switch (element.tag) {
    case 0x81:
      return { type: 'email', value: ia5(element) };
    case 0x82:
      return { type: 'dns', value: ia5(element) };
    case 0x86:
      return { type: 'uri', value: ia5(element) };
    case 0x87:
      return { type: 'ip', value: address(element.content) };
    case 0x88:
      return { type: 'id', value: readOid({ ...element, tag: 0x06 }) };
    case 0xa4:
      return { type: 'directory', value: renderName(parseName(element.content)) };
    case 0xa0:
      return otherName(element);
    default:
      return { type: 'other', value: `#${toHex(element.encoded)}` };
  }
};

const ia5 = (element: DerElement): string => decodeString({ ...element, tag: 0x16 }) ?? `#${toHex(element.content)}`;

const address = (bytes: Uint8Array): string => {
  if (bytes.length === 4) return bytes.join('.');
  if (bytes.length === 16) return toHex(bytes).replace(/....(?!$)/g, '$&:');
  return `#${toHex(bytes)}`;
};

const otherName = (element: DerElement): AlternativeName => {
  const reader = new DerReader(element.content);
  const type = readOid(reader.next());
  const value = new DerReader(reader.next(0xa0).content).next();
  const text = type === userPrincipalName ? decodeString(value) : undefined;
  return text === undefined
    ? { type: 'other', value: `${type}=#${toHex(value.encoded)}` }
    : { type: 'upn', value: text };
};
