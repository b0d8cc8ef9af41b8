import { isIPv4 } from 'node:net';
import { Extension, Name } from '@peculiar/x509';
import { toBytes } from './bytes.js';
import { der, derOid, derText } from './der.js';

type Bytes = Uint8Array<ArrayBuffer>;

const userPrincipalName = '1.3.6.1.4.1.311.20.2.3';

const ipv6 = (text: string): number[] => {
  const [head = '', tail = ''] = text.split('::');
  const groups = (part: string) => part.split(':').filter((group) => group !== '');
  const [first, last] = [groups(head), groups(tail)];
  const all = [...first, ...Array<string>(8 - first.length - last.length).fill('0'), ...last];
  return all.flatMap((group) => [parseInt(group, 16) >> 8, parseInt(group, 16) & 0xff]);
};
const addressBytes = (text: string): number[] => (isIPv4(text) ? text.split('.').map(Number) : ipv6(text));
const maskBytes = (length: number, ones: number): number[] =>
  Array.from({ length }, (_, byte) => (0xff00 >> Math.max(0, Math.min(8, ones - byte * 8))) & 0xff);

/** GeneralName (RFC 5280 §4.2.1.6) in DER, of every form, also with text that no certificate should have. */
export const generalName = {
  email: (text: string): Bytes => derText(0x81, text),
  dns: (text: string): Bytes => derText(0x82, text),
  uri: (text: string): Bytes => derText(0x86, text),
  /** An address, or for name constraints a network: `10.0.0.0/8`. */
  ip: (text: string): Bytes => {
    const [address = '', ones] = text.split('/');
    const bytes = addressBytes(address);
    const mask = ones === undefined ? [] : maskBytes(bytes.length, Number(ones));
    return der(0x87, Buffer.from([...bytes, ...mask]));
  },
  /** A distinguished name as RFC 4514 text. */
  directory: (name: ConstructorParameters<typeof Name>[0]): Bytes =>
    der(0xa4, toBytes(new Name(name as string).toArrayBuffer())),
  upn: (text: string): Bytes => generalName.other(userPrincipalName, derText(0x0c, text)),
  other: (type: string, value: Uint8Array): Bytes => der(0xa0, derOid(type), der(0xa0, value)),
  registeredId: (oid: string): Bytes => derOid(oid, 0x88),
  x400Address: (): Bytes => der(0xa3, der(0x30)),
  raw: der,
} as const;

/** Subject alternative names (§4.2.1.6), for what `subjectAlternativeNames` cannot express. */
export const alternativeNamesExtension = (names: readonly Uint8Array[], isCritical = false): Extension =>
  new Extension('2.5.29.17', isCritical, der(0x30, ...names));
