import { DerReader, open, tags } from './der.js';
import { encode } from './der-writing.js';

/** PEM labels of private keys: PKCS #1, #8, SEC 1, encrypted, OpenSSH, PGP. The last line is enough: the first may have been edited. */
const label = /--\s*(?:BEGIN|END) [A-Z0-9 ]*PRIVATE KEY/i;
/** RFC 7517: `d` is private in every kind of key. */
const privateMember = /"d"\s*:/;
const base64Text = /^[A-Za-z\d+/_=-]+$/;

/** Whether a text holds a private key, as PEM, as its bare base64, or as a JSON Web Key. Never says which. */
export const holdsPrivateKey = (text: string): boolean => {
  if (label.test(text) || (text.includes('"kty"') && privateMember.test(text))) return true;
  // Any other PEM; the usual case.
  if (text.includes('-----')) return false;
  const compact = text.replaceAll(/\\[rn]|\s/g, '');
  return base64Text.test(compact) && isPrivateKeyDer(Buffer.from(compact, 'base64'));
};

/**
 * Whether DER is a private key and not a certificate or a public key: PKCS #8 (RFC 5958 §2), PKCS #1 (RFC 8017 §A.1.2),
 * SEC 1 (RFC 5915 §3), encrypted PKCS #8 (RFC 5958 §3), or a .p12 that may hold one (RFC 7292 §4).
 */
export const isPrivateKeyDer = (der: Uint8Array): boolean => {
  try {
    const members = open(der).rest();
    const [first, second, ...others] = members;
    if (first === undefined || second === undefined) return false;
    // A PKCS #1 public key has two integers; private keys begin with a version.
    if (first.tag === tags.integer) return second.tag !== tags.integer || others.length >= 7;
    const encrypted = first.tag === tags.sequence && second.tag === tags.octetString && others.length === 0;
    return encrypted && new DerReader(first.content).nextTag === tags.objectIdentifier;
  } catch {
    return false;
  }
};

/**
 * The older form of PKCS #8 (RFC 5208 §5) of a key whose file also holds its public key (RFC 5958 §2, version 1), as Bouncy Castle writes
 * Ed25519 keys: OpenSSL 3.0, and with it older Node.js, reads the older form only. Everything else comes back as it is.
 */
export const withoutPublicKey = (der: Uint8Array): Uint8Array => {
  try {
    const [version, algorithm, key, ...others] = open(der).rest();
    const isNewer = version?.tag === tags.integer && version.content.length === 1 && version.content[0] === 1;
    if (!isNewer || algorithm?.tag !== tags.sequence || key?.tag !== tags.octetString) return der;
    const attributes = others.filter(({ tag }) => tag === tags.context(0)).map(({ encoded }) => encoded);
    return encode(tags.sequence, encode(tags.integer, Uint8Array.of(0)), algorithm.encoded, key.encoded, ...attributes);
  } catch {
    return der;
  }
};
