import { descriptorOf } from './attribute-types.js';
import { type DerElement, DerReader, open, tags } from '../der/der.js';
import { readOid } from '../der/der-values.js';
import { decodeString } from '../der/directory-string.js';
import { escapeInvisible, headlineText, shorten, toHex } from '../der/printable.js';

export interface NameAttribute {
  readonly type: string;
  readonly value: DerElement;
}

/** A distinguished name: bytes for decisions, text for people. */
export interface Name {
  readonly der: Uint8Array;
  /** In encoding order, most general first; each part may have several attributes. */
  readonly parts: readonly (readonly NameAttribute[])[];
}

const commonName = '2.5.4.3';
const longestText = 2000;

/** Parses a Name (RFC 5280 §4.1.2.4); throws `X509Error` (`malformed`). */
export const parseName = (der: Uint8Array): Name => ({
  der,
  parts: open(der)
    .rest(tags.set)
    .map(({ content }) => new DerReader(content).rest(tags.sequence).map(parseAttribute)),
});

const parseAttribute = ({ content }: DerElement): NameAttribute => {
  const reader = new DerReader(content);
  const attribute = { type: readOid(reader.next()), value: reader.next() };
  reader.finish();
  return attribute;
};

/** RFC 4514 text, most specific part first; invisible characters escaped. */
export const nameText = ({ parts }: Name): string =>
  [...parts]
    .reverse()
    .map((attributes) => attributes.map(renderAttribute).join('+'))
    .join(',');

/** The same for people, cut at 2000 characters. */
export const renderName = (name: Name): string => shorten(nameText(name), longestText);

const renderAttribute = ({ type, value }: NameAttribute): string => {
  const descriptor = descriptorOf(type);
  const text = descriptor === undefined ? undefined : decodeString(value);
  return `${descriptor ?? type}=${text === undefined ? `#${toHex(value.encoded)}` : escapeValue(text)}`;
};

const escapeValue = (text: string): string => escapeInvisible(text.replace(/^[ #]| $|[\\"+,;<>]/g, '\\$&'));

/** The most specific common name, for a headline; undefined when there is none that can be read. */
export const commonNameOf = ({ parts }: Name): string | undefined => {
  const attribute = parts.flat().findLast(({ type }) => type === commonName);
  const text = attribute === undefined ? undefined : decodeString(attribute.value);
  return text === undefined ? undefined : headlineText(text) || undefined;
};

/**
 * A key that is equal for names that match by RFC 5280 §7.1: string types, letter case, compatibility letters and runs of spaces make
 * no difference. For finding the certificates that belong to a name; signatures and keys prove them. Never to identify a person.
 */
export const nameKey = (name: Name): string =>
  keyOf(name, (text) => text.normalize('NFKC').toLowerCase().trim().replace(/\s+/g, ' '));

/**
 * A key by which a person, an application or a caller is recognised: string types, letter case and runs of spaces make no difference,
 * any other letter does. A CA may distinguish what NFKC treats as equal (full-width letters, `ₑ`, `K` the Kelvin sign).
 */
export const identityKey = (name: Name): string => keyOf(name, identityText);

/** One value of a name, normalised as `identityKey` does. */
export const identityText = (text: string): string =>
  text
    .replace(otherCapitals, (letter) => letter.toLowerCase())
    .replace(/ +/g, ' ')
    .replace(/^ | $/g, '');

/** Every character except the signs whose lower case is another character: Kelvin, Ångström, Ohm, and the Turkish İ. */
const otherCapitals = /[^\u2126\u212a\u212b\u0130]/gu;

const keyOf = ({ parts }: Name, prepare: (text: string) => string): string =>
  JSON.stringify(parts.map((attributes) => attributes.map((attribute) => attributeKey(attribute, prepare)).sort()));

const attributeKey = ({ type, value }: NameAttribute, prepare: (text: string) => string): string => {
  const text = decodeString(value);
  return text === undefined ? `${type}#${toHex(value.encoded)}` : `${type}=${prepare(text)}`;
};
