import { domainToASCII } from 'node:url';
import { type DerElement, DerReader, tags } from '../der/der.js';
import { readOid } from '../der/der-values.js';
import { decodeString } from '../der/directory-string.js';
import { type Name, nameKey, parseName } from '../names/name.js';

/** Whether a name, in its form's normal spelling, lies within a subtree. */
export type Contains = (name: string) => boolean;

/** Normalises and compares names of one form (RFC 5280 §4.2.1.10). Undefined: unreadable, so never within bounds. */
interface NameForm {
  readonly name: (element: DerElement) => string | undefined;
  readonly subtree: (element: DerElement, isExcluded: boolean) => Contains | undefined;
}

const label = /^[a-z\d_](?:[a-z\d_-]{0,61}[a-z\d_])?$/;
const all: Contains = () => true;

/** A host name in lower case; undefined for addresses in brackets, a trailing dot, and anything else that is not a host name. */
const hostOf = (text: string): string | undefined => {
  const host = text.toLowerCase();
  return host.length <= 253 && host.split('.').every((part) => label.test(part)) ? host : undefined;
};

const ia5 = (element: DerElement): string | undefined => decodeString({ ...element, tag: 0x16 });

/** Host after `.`, which requires at least one more label. */
const domainBelow = (text: string): Contains | undefined => {
  const domain = hostOf(text.slice(1));
  return domain === undefined ? undefined : (name) => name.endsWith(`.${domain}`);
};

const dns: NameForm = {
  name: (element) => {
    const text = ia5(element);
    if (text?.startsWith('*.') !== true) return text === undefined ? undefined : hostOf(text);
    const parent = hostOf(text.slice(2));
    return parent === undefined ? undefined : `*.${parent}`;
  },
  subtree: (element, isExcluded) => {
    const text = ia5(element);
    if (text === '') return all;
    if (text?.startsWith('.') === true) return domainBelow(text);
    const host = text === undefined ? undefined : hostOf(text);
    if (host === undefined) return undefined;
    // `*.example.com` matches every name with one more label, which may be an excluded one.
    const wildcard = isExcluded ? `*${host.slice(host.indexOf('.'))}` : undefined;
    return (name) => name === host || name.endsWith(`.${host}`) || name === wildcard;
  },
};

const dotAtom = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const quoted = /^"((?:[^"\\]|\\.)*)"$/;

/** A local part without its quotation marks (RFC 5321 §4.1.2): quoted or not, it is the same mailbox. */
const localPartOf = (text: string): string | undefined =>
  dotAtom.test(text) ? text : quoted.exec(text)?.[1]?.replaceAll(/\\(.)/g, '$1');

const internationalAtom = /^[\w!#$%&'*+/=?^`{|}~\u{80}-\u{10ffff}-]+(?:\.[\w!#$%&'*+/=?^`{|}~\u{80}-\u{10ffff}-]+)*$/u;

/** `local@host`: the local part unchanged, the host in lower case. */
export const mailbox = (text: string): string | undefined => {
  const at = text.lastIndexOf('@');
  const local = at === -1 ? undefined : localPartOf(text.slice(0, at));
  const host = hostOf(text.slice(at + 1));
  return local === undefined || host === undefined ? undefined : `${local}@${host}`;
};

/** A mailbox, a host (`example.com`, `@example.com`), or everything below a domain (`.example.com`). */
const mailboxSubtree = (text: string, read: (text: string) => string | undefined): Contains | undefined => {
  if (text === '') return all;
  if (text.startsWith('.')) return domainBelow(text);
  if (text.lastIndexOf('@') > 0) {
    const wanted = read(text);
    return wanted === undefined ? undefined : (name) => name === wanted;
  }
  const host = hostOf(text.replace('@', ''));
  return host === undefined ? undefined : (name) => name.endsWith(`@${host}`);
};

const email: NameForm = {
  /** An rfc822Name, or a SmtpUTF8Mailbox. */
  name: (element) => {
    if (element.tag === otherNameTag) return internationalMailbox(otherText(element) ?? '');
    const text = ia5(element);
    return text === undefined ? undefined : mailbox(text);
  },
  subtree: (element) => {
    const text = ia5(element);
    return text === undefined ? undefined : mailboxSubtree(text, mailbox);
  },
};

/** Scheme and authority, in the characters of RFC 3986: text that parsers may read differently is refused. */
const absoluteUri = /^[a-z][a-z\d+.-]*:\/\/[!#$%&'()*+,\-./\d:;=?@A-Z[\]_a-z~]+$/i;
const allDigits = /^\d+$/;

const uri: NameForm = {
  /** The host name; IP addresses are refused (RFC 5280). */
  name: (element) => {
    const text = ia5(element);
    const url = text !== undefined && absoluteUri.test(text) ? URL.parse(text) : null;
    const host = hostOf(url?.hostname ?? '');
    return host === undefined || allDigits.test(host.slice(host.lastIndexOf('.') + 1)) ? undefined : host;
  },
  subtree: (element) => {
    const text = ia5(element);
    if (text === '') return all;
    if (text?.startsWith('.') === true) return domainBelow(text);
    const host = text === undefined ? undefined : hostOf(text);
    return host === undefined ? undefined : (name) => name === host;
  },
};

const bits = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
const networkMask = /^1*0*$/;

const ip: NameForm = {
  name: ({ content }) => (content.length === 4 || content.length === 16 ? bits(content) : undefined),
  /** Address and mask, as in RFC 4632. */
  subtree: ({ content }) => {
    if (content.length !== 8 && content.length !== 32) return undefined;
    const half = content.length / 2;
    const mask = bits(content.subarray(half));
    if (!networkMask.test(mask)) return undefined;
    const network = bits(content.subarray(0, half)).slice(0, mask.replaceAll('0', '').length);
    return (name) => name.length === mask.length && name.startsWith(network);
  },
};

/** Parts from the root on, each prepared as in RFC 5280 §7.1 and terminated, so that a prefix consists of whole parts. */
export const directoryKey = ({ der, parts }: Name): string =>
  parts.map((part) => `${nameKey({ der, parts: [part] })}\0`).join('');

const directory: NameForm = {
  name: ({ content }) => directoryKey(parseName(content)),
  subtree: ({ content }) => {
    const root = directoryKey(parseName(content));
    return (name) => name !== '' && name.startsWith(root);
  },
};

const userPrincipalName = '1.3.6.1.4.1.311.20.2.3';
const smtpUtf8Mailbox = '1.3.6.1.5.5.7.8.9';
const otherNameTag = 0xa0;

/** Also one with letters beyond ASCII; `domainToASCII` would decode what is written with `%`. */
const internationalHost = (text: string): string | undefined =>
  hostOf(text) ?? (text.includes('%') ? undefined : hostOf(domainToASCII(text)));

/** Microsoft's user@domain, which means the same in every letter case. */
const principal = (text: string): string | undefined => {
  const at = text.lastIndexOf('@');
  const host = internationalHost(text.slice(at + 1));
  return at < 1 || host === undefined ? undefined : `${text.slice(0, at).toLowerCase()}@${host}`;
};

const otherText = (element: DerElement): string | undefined =>
  decodeString(new DerReader(otherName(element).value.content).next());

/** As `mailbox`, with letters beyond ASCII before the `@`, and in the host as A-labels or (RFC 8398) as they are read. */
const internationalMailbox = (text: string): string | undefined => {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, Math.max(at, 0));
  const host = internationalHost(text.slice(at + 1));
  const isLocal = internationalAtom.test(local) || localPartOf(local) !== undefined;
  return !isLocal || host === undefined ? undefined : `${localPartOf(local) ?? local}@${host}`;
};

const upn: NameForm = {
  name: (element) => {
    const text = otherText(element);
    return text === undefined ? undefined : principal(text);
  },
  subtree: (element) => {
    const text = otherText(element);
    return text === undefined ? undefined : mailboxSubtree(text, principal);
  },
};

export const nameForms = { email, dns, uri, ip, directory, upn } as const;
export type NameFormId = keyof typeof nameForms;

/** OtherName: its type, and its value in its explicit tag. */
const otherName = ({ content }: DerElement) => {
  const reader = new DerReader(content);
  return { type: readOid(reader.next()), value: reader.next(tags.context(0)) };
};

const formsByTag: Readonly<Record<number, NameFormId>> = {
  0x81: 'email',
  0x82: 'dns',
  0x86: 'uri',
  0x87: 'ip',
  0xa4: 'directory',
};
const otherForms: Readonly<Record<number, string>> = {
  0xa3: 'x400Address',
  0xa5: 'ediPartyName',
  0x88: 'registeredID',
};

/** The form of a subtree, or the name of a form that is not processed. */
export const formOf = (element: DerElement): { readonly id: NameFormId } | { readonly unprocessed: string } => {
  const id = formsByTag[element.tag];
  if (id !== undefined) return { id };
  if (element.tag !== otherNameTag) return { unprocessed: otherForms[element.tag] ?? `[${element.tag & 0x1f}]` };
  const { type } = otherName(element);
  return type === userPrincipalName ? { id: 'upn' } : { unprocessed: `otherName ${type}` };
};

/**
 * The form of a name in a certificate. Constraints on mailboxes apply to a SmtpUTF8Mailbox as well, while none may be written as one
 * (RFC 9598 §6).
 */
export const formOfName = (element: DerElement): ReturnType<typeof formOf> =>
  element.tag === otherNameTag && otherName(element).type === smtpUtf8Mailbox ? { id: 'email' } : formOf(element);
