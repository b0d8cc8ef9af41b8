import { readAttributeType } from './attribute-types.js';
import { DerReader, tags } from '../der/der.js';
import { encode, encodeOid, encodeSetOf } from '../der/der-writing.js';
import { decodeString } from '../der/directory-string.js';
import { headlineText } from '../der/printable.js';
import { type Name, parseName } from './name.js';
import { type AttributeText, readLine } from './name-text-reader.js';
import { malformed } from '../x509.error.js';

/** Maximum characters; longer than any real subject. */
const longestText = 4096;
/** Newlines that were escaped once too often, as `\r\n` or `\n`; an escaped backslash does not count. */
const escapedNewlines = /\\\\|\\r\\n|\\n/g;
const loneSurrogate = /\p{Cs}/u;
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/**
 * Parses a distinguished name, in one of three spellings:
 *
 * - RFC 4514 on one line, most specific part first: `CN=host,O=Company\, Inc.,C=XX`;
 * - as OpenSSL prints it, most general part first, with spaces: `C = XX, O = "Company, Inc.", CN = host`;
 * - one part per line, most general first, as in certificates: `C=XX\nO=Company, Inc.\nCN=host`. Commas stand for
 *   themselves there.
 *
 * Several attributes in one part are joined by `+`. Spaces around `=` and separators are ignored. Throws `X509Error` (`malformed`)
 * for anything else.
 */
export const parseNameText = (text: string): Name => {
  if (text.length > longestText) throw malformed(`a name of more than ${longestText} characters`);
  if (loneSurrogate.test(text)) throw malformed('half a surrogate pair in a name');
  const lines = text
    .replaceAll(escapedNewlines, (match) => (match === '\\\\' ? match : '\n'))
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '');
  const [first, ...others] = lines;
  if (first === undefined) throw malformed('an empty name');
  const parts = others.length === 0 ? partsOfLine(first) : lines.flatMap((line) => readLine(line, { commas: false }));
  return parseName(encode(tags.sequence, ...parts.map((part) => encodeSetOf(part.map(encodeAttribute)))));
};

/** OpenSSL up to 3.1 puts spaces around "=", which RFC 4514 never has. */
const spaced = /^\s*[A-Za-z\d.]+ = /;
const emailAddress = '1.2.840.113549.1.9.1';
/** CN, UID, emailAddress. */
const specific: ReadonlySet<string> = new Set(['2.5.4.3', '0.9.2342.19200300.100.1.1', emailAddress]);
/** C, ST, L, O, DC. */
const general: ReadonlySet<string> = new Set([
  ...['2.5.4.6', '2.5.4.8', '2.5.4.7', '2.5.4.10'],
  '0.9.2342.19200300.100.1.25',
]);

/** Most general part first. */
const partsOfLine = (line: string): AttributeText[][] => {
  const parts = readLine(line, { commas: true });
  return isOpenSslOrder(line, parts) ? parts : parts.reverse();
};

/**
 * Whether a line with spaces stands in OpenSSL's order, most general part first. Others write spaces too but begin with the most
 * specific part, so both ends decide. Without any spaces the line is RFC 4514, whatever its ends are.
 */
const isOpenSslOrder = (line: string, parts: readonly (readonly AttributeText[])[]): boolean => {
  const oidsAt = (index: number) => (parts.at(index) ?? []).map(({ type }) => readAttributeType(type) ?? '');
  const [first, last] = [oidsAt(0), oidsAt(-1)];
  const [beginsGeneral, endsSpecific] = [first.some((oid) => general.has(oid)), last.some((oid) => specific.has(oid))];
  if (!spaced.test(line)) return /(?<!\\), /.test(line) && beginsGeneral && endsSpecific;
  if (last.includes(emailAddress)) return true;
  return !first.some((oid) => specific.has(oid)) && (beginsGeneral || endsSpecific);
};

const encodeAttribute = ({ type, value }: AttributeText): Uint8Array => {
  const oid = readAttributeType(type);
  const encodedOid = oid === undefined ? undefined : encodeOid(oid);
  if (oid === undefined || encodedOid === undefined)
    throw malformed(`an unknown type of attribute: ${shownType(type)}`);
  const encodedValue = typeof value === 'string' ? encodeText(oid, value) : checkedValue(value);
  return encode(tags.sequence, encode(tags.objectIdentifier, encodedOid), encodedValue);
};

/** Shown to the person who entered it, so short and printable. */
const shownType = (type: string): string => headlineText(type, 40) || '(none)';

/** Attributes that certificates encode as IA5String: emailAddress, DC. */
const ia5: ReadonlySet<string> = new Set(['1.2.840.113549.1.9.1', '0.9.2342.19200300.100.1.25']);
/** Attributes that certificates encode as PrintableString: C, serialNumber, dnQualifier. */
const printable: ReadonlySet<string> = new Set(['2.5.4.6', '2.5.4.5', '2.5.4.46']);
const printableText = /^[A-Za-z\d '()+,\-./:=?]*$/;
const asciiText = /^[\x20-\x7e]*$/;

/** Names match whatever their string types are (RFC 5280 §7.1); these are the usual ones. */
const encodeText = (oid: string, text: string): Uint8Array => {
  assertPrintable(text);
  if (printable.has(oid) && printableText.test(text)) return encode(0x13, Buffer.from(text, 'latin1'));
  if (ia5.has(oid) && asciiText.test(text)) return encode(0x16, Buffer.from(text, 'latin1'));
  return encode(tags.utf8String, Buffer.from(text, 'utf8'));
};

/** A value given as bytes (RFC 4514 §2.4): one element, and when it is text, one that can be read. */
const checkedValue = (bytes: Uint8Array): Uint8Array => {
  const reader = new DerReader(bytes);
  const text = decodeString(reader.next());
  reader.finish();
  if (text !== undefined) assertPrintable(text);
  return bytes;
};

const assertPrintable = (text: string): void => {
  if (text.trim() === '') throw malformed('an attribute without a value');
  if (unprintable.test(text)) throw malformed('a control character in a name');
};
