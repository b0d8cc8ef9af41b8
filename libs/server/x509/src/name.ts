import { type DerElement, DerReader, open, tags } from './der.js';
import { readOid } from './der-values.js';
import { decodeString } from './directory-string.js';
import { escapeInvisible, headlineText, shorten, toHex } from './printable.js';

export interface NameAttribute {
  readonly type: string;
  readonly value: DerElement;
}

/** A distinguished name: its bytes decide, its text is for people. */
export interface Name {
  readonly der: Uint8Array;
  /** As encoded: most general first; each part may have several attributes. */
  readonly parts: readonly (readonly NameAttribute[])[];
}

/** RFC 4514 §3, and the further descriptors that certificates use, as registered for LDAP. */
const descriptors: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'STREET',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'title',
  '2.5.4.42': 'givenName',
  '2.5.4.46': 'dnQualifier',
  '2.5.4.65': 'pseudonym',
  '2.5.4.97': 'organizationIdentifier',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'emailAddress',
};
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

/** RFC 4514 text, most specific part first; invisible characters escaped; cut at 2000 characters. */
export const renderName = ({ parts }: Name): string =>
  shorten(
    [...parts]
      .reverse()
      .map((attributes) => attributes.map(renderAttribute).join('+'))
      .join(','),
    longestText,
  );

const renderAttribute = ({ type, value }: NameAttribute): string => {
  const descriptor = descriptors[type];
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
 * A key that is equal for names that match by RFC 5280 §7.1: string types, letter case and runs of spaces make no difference.
 * For finding what belongs together; identities use the bytes.
 */
export const nameKey = ({ parts }: Name): string =>
  JSON.stringify(parts.map((attributes) => attributes.map(attributeKey).sort()));

const attributeKey = ({ type, value }: NameAttribute): string => {
  const text = decodeString(value);
  const normal = text?.normalize('NFKC').toLowerCase().trim().replace(/\s+/g, ' ');
  return normal === undefined ? `${type}#${toHex(value.encoded)}` : `${type}=${normal}`;
};
