import type { GatewayIdentity } from '@postern/contracts';
import {
  type AlternativeNameText,
  normalizeAlternativeName,
  parseNameText,
  readSerialNumber,
  X509Error,
} from '@postern/x509';
import { type FieldReader, refuse } from './field-reader.js';
import { parseThumbprint } from './thumbprint.js';

type Parser = (reader: FieldReader) => string;

const parseSerialNumber: Parser = (reader) =>
  readSerialNumber(reader.text(200)) ?? refuse(reader.path, 'must be a serial number in hexadecimal');

const parseSubject: Parser = (reader) => {
  const text = reader.text(4096, { lines: true });
  try {
    parseNameText(text);
  } catch (error) {
    const why = error instanceof X509Error ? `; this is ${error.detail}` : '';
    refuse(reader.path, `must be a name: RFC 4514 (CN=host,O=Company), or one TYPE=value per line${why}`);
  }
  return text;
};

/** A subject alternative name in the spelling that applications' credentials have too. */
const alternativeName =
  (type: AlternativeNameText['type'], what: string): Parser =>
  (reader) => {
    const value = reader.text(2048);
    return normalizeAlternativeName({ type, value }) ?? refuse(reader.path, `must be ${what}`);
  };

const parseDnsName: Parser = (reader) => {
  const text = reader.text(253);
  const wildcard = text.startsWith('*.');
  const name = normalizeAlternativeName({ type: 'dns', value: wildcard ? text.slice(2) : text });
  return name === undefined ? refuse(reader.path, 'must be a DNS name') : `${wildcard ? '*.' : ''}${name}`;
};

const parsers: { readonly [K in keyof Required<GatewayIdentity>]: Parser } = {
  thumbprint: (reader) => parseThumbprint(reader),
  serialNumber: parseSerialNumber,
  commonName: (reader) => reader.text(256),
  subject: parseSubject,
  dnsName: parseDnsName,
  uri: alternativeName('uri', 'a URI with a scheme, such as spiffe://example.org/payroll'),
  email: alternativeName('email', 'an email address'),
  ipAddress: alternativeName('ip', 'an IPv4 or IPv6 address'),
  userPrincipalName: alternativeName('upn', 'a user principal name, such as ada@corp.example.org'),
  issuerSubject: parseSubject,
  issuerThumbprint: (reader) => parseThumbprint(reader),
};
const fields = Object.keys(parsers) as (keyof GatewayIdentity)[];

/** One caller; at least one field is given. */
export const parseIdentity = (reader: FieldReader): GatewayIdentity => {
  const member = reader.members(...fields);
  const given = fields.filter((name) => !member(name).isNull);
  if (given.length === 0) refuse(reader.path, `must have one at least of ${fields.join(', ')}`);
  return Object.fromEntries(given.map((name) => [name, parsers[name](member(name))]));
};
