import forge from 'node-forge';
import { refused } from '../refusals.js';
import { mostRounds } from './key-derivations.js';

const body = /-----BEGIN ENCRYPTED PRIVATE KEY-----([^-]*)-----END/;
/** RFC 7914 §7. */
const scrypt = '1.3.6.1.4.1.11591.4.11';
/** Cost, block size and parallelization multiplied: 32 times what OpenSSL writes (16384 · 8 · 1). */
const mostScrypt = 32 * 16_384 * 8;

/**
 * Makes sure that an encrypted key (PKCS #8, RFC 5958 §3) opens soon, before OpenSSL is given it, which would do all the rounds that
 * the file asks for in one go. What cannot be read passes: OpenSSL says more about that.
 *
 * @param pem one block, encrypted or not
 * @throws InvalidError `gateway.key_file_too_costly`
 */
export const assertOpensSoon = (pem: string, path: string): void => {
  const [, base64] = body.exec(pem) ?? [];
  if (base64 === undefined) return;
  const algorithm = algorithmOf(base64);
  if (algorithm === undefined) return;
  const numbers = valuesOf(algorithm, forge.asn1.Type.INTEGER).map(numberOf);
  const isScrypt = valuesOf(algorithm, forge.asn1.Type.OID).some((oid) => forge.asn1.derToOid(oid) === scrypt);
  const isCostly = isScrypt
    ? numbers.reduce((product, number) => product * number, 1) > mostScrypt
    : numbers.some((number) => number > mostRounds);
  if (isCostly) throw refused('gateway.key_file_too_costly', path, 'takes too long to open');
};

/** `EncryptedPrivateKeyInfo` begins with how it is encrypted. */
const algorithmOf = (base64: string): forge.asn1.Asn1 | undefined => {
  try {
    const info = forge.asn1.fromDer(Buffer.from(base64, 'base64').toString('latin1'));
    return Array.isArray(info.value) ? info.value[0] : undefined;
  } catch {
    return undefined;
  }
};

const valuesOf = ({ type, value }: forge.asn1.Asn1, wanted: forge.asn1.Type): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap((inner) => valuesOf(inner, wanted));
  return type === wanted ? [value] : [];
};

/** As large as it may be: what is longer than a number can be exact is far too large anyway. */
const numberOf = (bytes: string): number => Number(`0x${Buffer.from(bytes, 'latin1').toString('hex') || '0'}`);
