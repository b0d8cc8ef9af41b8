import { isIP, isIPv4, isIPv6 } from 'node:net';
import { domainToASCII } from 'node:url';
import type { Certificate } from './certificate.js';

/** A subject alternative name by which a certificate's holder may be known (RFC 8705 §2.1.2). */
export interface AlternativeNameText {
  readonly type: 'dns' | 'uri' | 'ip' | 'email' | 'upn';
  readonly value: string;
}

/** Characters; SPIFFE IDs have up to 2048 (SPIFFE-ID §2.3). */
const longest = 2048;
const ascii = /^[\x20-\x7e]*$/;
/** Names of services and of Windows machines have underscores, although RFC 1034 has none. */
const label = /^[a-z\d_](?:[a-z\d_-]{0,61}[a-z\d_])?$/;
/** RFC 3986: scheme, host without user information, the rest. */
const uri = /^([a-z][a-z\d+.-]*:)(\/\/[^/?#@]*)?(.*)$/i;
const uriCharacters = /^[!#$%&'()*+,\-./\d:;=?@A-Z[\]_a-z~]+$/;
const localPart = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;

const dns = (value: string): string | undefined => {
  const name = ascii.test(value) ? value.toLowerCase() : domainToASCII(value);
  const wellFormed = name.length <= 253 && isIP(name) === 0 && name.split('.').every((part) => label.test(part));
  return wellFormed ? name : undefined;
};

/** RFC 5280 §7.4: scheme and host are the same in any letter case, the rest is not. */
const address = (value: string): string | undefined => {
  const [, scheme = '', host = '', rest = ''] = uri.exec(value) ?? [];
  const usable = host + rest !== '' && !rest.startsWith('@') && uriCharacters.test(value) && URL.canParse(value);
  return usable ? `${scheme.toLowerCase()}${host.toLowerCase()}${rest}` : undefined;
};

/** IPv6 in the form of RFC 5952. */
const ip = (value: string): string | undefined => {
  if (isIPv4(value)) return value;
  return isIPv6(value) && !value.includes('%') ? URL.parse(`http://[${value}]`)?.hostname.slice(1, -1) : undefined;
};

/** RFC 5280 §7.5: the host is the same in any letter case, the local part is not. */
const email = (value: string): string | undefined => {
  const at = value.lastIndexOf('@');
  const host = at === -1 ? undefined : dns(value.slice(at + 1));
  const local = value.slice(0, Math.max(at, 0));
  return host !== undefined && local.length <= 64 && localPart.test(local) ? `${local}@${host}` : undefined;
};

/** Windows compares user principal names in any letter case. */
const upn = (value: string): string | undefined => {
  const [, local = '', suffix = ''] = /^([^@\s]+)@([^@\s]+)$/.exec(value) ?? [];
  return local === '' || value.includes('\\') ? undefined : `${local.toLowerCase()}@${suffix.toLowerCase()}`;
};

const normalizers = { dns, uri: address, ip, email, upn } as const;

/** Normalises a name, so that equal names have one spelling; undefined if it is not a name of its type. No wildcards. */
export const normalizeAlternativeName = ({ type, value }: AlternativeNameText): string | undefined =>
  value.length === 0 || value.length > longest ? undefined : normalizers[type](value);

/** Whether a certificate has this name among its alternative names. */
export const hasAlternativeName = (
  { alternativeNames }: Certificate,
  { type, value }: AlternativeNameText,
): boolean => {
  const wanted = normalizeAlternativeName({ type, value });
  return (
    wanted !== undefined &&
    alternativeNames.some(
      (name) => name.type === type && normalizeAlternativeName({ type, value: name.value }) === wanted,
    )
  );
};
