import { isIPv6 } from 'node:net';
import type { Certificate } from './certificate.js';

/** A name that a certificate must carry among its subject alternative names. */
export interface ExpectedAlternativeName {
  readonly type: 'dns' | 'uri' | 'ip' | 'email';
  readonly value: string;
}

/**
 * Whether a certificate carries exactly this name; no wildcards on either side. Letter case makes no difference where RFC 5280
 * says so: in DNS names (§7.2), in scheme and host of a URI (§7.4), in the host of an e-mail address (§7.5). Addresses are
 * compared as addresses, however they are written.
 */
export const hasAlternativeName = (
  { alternativeNames }: Pick<Certificate, 'alternativeNames'>,
  { type, value }: ExpectedAlternativeName,
): boolean => {
  const expected = normal[type](value);
  return alternativeNames.some((name) => name.type === type && normal[type](name.value) === expected);
};

const lower = (text: string): string => text.toLowerCase();

const normal: Readonly<Record<ExpectedAlternativeName['type'], (value: string) => string>> = {
  dns: lower,
  uri: (value) => value.replace(/^[a-z][a-z\d+.-]*:(?:\/\/[^/?#]*)?/i, lower),
  ip: (value) => (isIPv6(value) ? new URL(`http://[${value}]`).hostname : value),
  email: (value) => value.replace(/@[^@]*$/, lower),
};
