import type { GatewayIdentity } from '@postern/contracts';
import { parseNameText } from '@postern/x509';
import { type FieldReader, refuse } from './field-reader.js';
import { parseThumbprint } from './thumbprint.js';

type Parser = (reader: FieldReader) => string;

const parseSerialNumber: Parser = (reader) => {
  const digits = reader.text(200).replaceAll(/[\s:]/g, '').toUpperCase();
  if (!/^[\dA-F]{1,80}$/.test(digits)) refuse(reader.path, 'must be a serial number in hexadecimal');
  return digits.replace(/^0+(?=.)/, '');
};

const parseSubject: Parser = (reader) => {
  const text = reader.text(4096, { lines: true });
  try {
    parseNameText(text);
  } catch {
    refuse(reader.path, 'must be a name: RFC 4514 (CN=host,O=Company), or one TYPE=value per line');
  }
  return text;
};

const parseDnsName: Parser = (reader) => {
  const name = reader.text(253).toLowerCase();
  return /^(?:\*\.)?[a-z\d_-]+(?:\.[a-z\d_-]+)*$/.test(name) ? name : refuse(reader.path, 'must be a DNS name');
};

const parsers: { readonly [K in keyof Required<GatewayIdentity>]: Parser } = {
  thumbprint: (reader) => parseThumbprint(reader),
  serialNumber: parseSerialNumber,
  commonName: (reader) => reader.text(256),
  subject: parseSubject,
  dnsName: parseDnsName,
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
