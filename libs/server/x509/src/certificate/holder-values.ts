import { type DerElement, DerReader, open, tags } from '../der/der.js';
import { readOid } from '../der/der-values.js';
import { decodeString } from '../der/directory-string.js';
import { toHex } from '../der/printable.js';
import { identityText, nameText } from '../names/name.js';
import { normalizeAlternativeName } from './alternative-name-text.js';
import type { Certificate } from './certificate.js';
import { extensionIds } from './extensions.js';

/** Values of one kind of name in a certificate that may identify its holder. */
export interface HolderValues {
  /** Unique and normalised. */
  readonly usable: readonly string[];
  /** Number of further, unusable values, such as text with a control character. */
  readonly unusable: number;
}

export type AlternativeNameKind = 'email' | 'upn' | 'uri' | 'dns';

/** UTF-16 code units. */
const longest = 254;
/** Maximum values of one kind in one certificate; with more of them the holder is ambiguous. */
const most = 50;
const invisible = /[\p{C}\p{Zl}\p{Zp}]/u;
/** Kelvin, Ångström, Ohm: Unicode normalises them to letters, but a CA may distinguish them. */
const signs = /[\u2126\u212a\u212b]/;
const userPrincipalName = '1.3.6.1.4.1.311.20.2.3';
const emailAddress = '1.2.840.113549.1.9.1';

/**
 * Whether a text may identify a person: no control, format or unassigned characters, no letters that NFKC maps to others (full-width
 * letters, ligatures), 1 to 254 characters.
 */
const isHolderText = (text: string): boolean =>
  text.trim() !== '' &&
  text.length <= longest &&
  !invisible.test(text) &&
  !signs.test(text) &&
  text.normalize('NFKC') === text.normalize('NFC');

/** An address as one in the alternative names: what is none there is none in the subject (RFC 5280 §4.1.2.6). */
const emailText = (text: string): string | undefined =>
  isHolderText(text) ? normalizeAlternativeName({ type: 'email', value: text })?.toLowerCase() : undefined;

const nothing: HolderValues = { usable: [], unusable: 0 };

const collect = (texts: readonly (string | undefined)[]): HolderValues => {
  if (texts.length > most) return { usable: [], unusable: texts.length };
  const usable = texts.filter((text) => text !== undefined && isHolderText(text)) as string[];
  return { usable: [...new Set(usable)], unusable: texts.length - usable.length };
};

const alternativeNames = ({ extensions }: Certificate): readonly DerElement[] => {
  const value = extensions.get(extensionIds.alternativeNames)?.value;
  return value === undefined ? [] : open(value).rest();
};

const otherNames = (certificate: Certificate, oid: string): readonly DerElement[] =>
  alternativeNames(certificate)
    .filter(({ tag }) => tag === tags.context(0))
    .map(({ content }) => new DerReader(content))
    .filter((reader) => readOid(reader.next()) === oid)
    .map((reader) => new DerReader(reader.next(tags.context(0)).content).next());

const tagsOf = { email: 0x81, dns: 0x82, uri: 0x86 } as const;

/** Subject alternative names of one kind (RFC 5280 §4.2.1.6), spelled as `normalizeAlternativeName` does; e-mail in lower case. */
export const alternativeNameValues = (certificate: Certificate, kind: AlternativeNameKind): HolderValues => {
  const texts =
    kind === 'upn'
      ? otherNames(certificate, userPrincipalName).map(decodeString)
      : alternativeNames(certificate)
          .filter(({ tag }) => tag === tagsOf[kind])
          .map((element) => decodeString({ ...element, tag: 0x16 }));
  return collect(
    texts.map((text) => {
      if (text === undefined || !isHolderText(text)) return undefined;
      return kind === 'email' ? emailText(text) : normalizeAlternativeName({ type: kind, value: text });
    }),
  );
};

/** Other names of one type, such as FASC-N: text in lower case, anything else as the hexadecimal digits of its content. */
export const otherNameValues = (certificate: Certificate, oid: string): HolderValues =>
  collect(otherNames(certificate, oid).map(textOrDigits));

const textOrDigits = (element: DerElement): string => {
  const text = decodeString(element);
  return text === undefined ? toHex(element.content) : identityText(text);
};

/** As `subjectValues`, but for display: keeps letter case, collapses spaces. */
export const subjectTexts = ({ subject }: Certificate, oid: string): readonly string[] =>
  collect(
    subject.parts
      .flat()
      .filter(({ type }) => type === oid)
      .map(({ value }) => decodeString(value)?.normalize('NFC').replaceAll(/\s+/gu, ' ').trim()),
  ).usable;

/**
 * Values of one type of attribute in the subject, compared as in RFC 5280 §7.1: no letter case, no runs of spaces. Addresses (`emailAddress`)
 * have to be as strict as those of the alternative names.
 */
export const subjectValues = ({ subject }: Certificate, oid: string): HolderValues =>
  collect(
    subject.parts
      .flat()
      .filter(({ type }) => type === oid)
      .map(({ value }) => decodeString(value))
      .map((text) => text && (oid === emailAddress ? emailText(text) : identityText(text))),
  );

/** Maximum length of a subject that is searched. */
const longestSubject = 4096;

/**
 * Result of one search in the whole subject.
 *
 * @param find returns its match in RFC 4514 text, still escaped, or undefined
 */
export const subjectMatch = ({ subject }: Certificate, find: (text: string) => string | undefined): HolderValues => {
  const text = nameText(subject);
  if (text === '') return nothing;
  if (text.length > longestSubject) return { usable: [], unusable: 1 };
  const found = find(text);
  if (found === undefined) return nothing;
  const plain = withoutEscapes(found);
  return collect([plain === undefined ? undefined : identityText(plain)]);
};

const escape = /\\(?:([\da-f]{2})|(.))/gis;

/** Removes the escapes of RFC 4514 §3; undefined if the bytes are not UTF-8. */
const withoutEscapes = (text: string): string | undefined => {
  if (!text.includes('\\')) return text;
  // Bytes of one character stand next to each other, so all of the text is made bytes first.
  const bytes: number[] = [];
  let from = 0;
  for (const match of text.matchAll(escape)) {
    bytes.push(...Buffer.from(text.slice(from, match.index), 'utf8'));
    const [whole, digits, character = ''] = match;
    bytes.push(...(digits === undefined ? Buffer.from(character, 'utf8') : [Number.parseInt(digits, 16)]));
    from = match.index + whole.length;
  }
  bytes.push(...Buffer.from(text.slice(from), 'utf8'));
  const decoded = Buffer.from(bytes).toString('utf8');
  return decoded.includes('\ufffd') ? undefined : decoded;
};
