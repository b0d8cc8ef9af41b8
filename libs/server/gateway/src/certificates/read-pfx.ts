import { createPrivateKey, type KeyObject, pbkdf2Sync } from 'node:crypto';
import forge from 'node-forge';
import { refused } from '../refusals.js';
import { assemble, type FoundMaterial, type KeyMaterial } from './key-material.js';

/** Bytes of the file. */
const largestFile = 1024 * 1024;
/** Rounds of a key derivation; a file could otherwise keep the server busy for hours. */
const mostRounds = 600_000;

// Forge's own is a hundred times slower, and takes the bytes of a password for Latin-1 where RFC 8018 §5 leaves UTF-8 customary.
forge.pkcs5.pbkdf2 = ((
  password: string,
  salt: string,
  rounds: number,
  length: number,
  digest?: { algorithm: string },
) =>
  pbkdf2Sync(password, Buffer.from(salt, 'binary'), rounds, length, digest?.algorithm ?? 'sha1').toString(
    'binary',
  )) as typeof forge.pkcs5.pbkdf2;

/**
 * A certificate, the chain above it, and its key, from a .pfx/.p12 (RFC 7292), in the encryption of today or of Windows XP (RC2).
 *
 * @throws InvalidError `gateway.` not_a_pfx, wrong_password, no_certificate_in_file, no_private_key, several_keys,
 * key_mismatch, invalid_key; `certificate.malformed`
 */
export const readPfxMaterial = (base64: string, password: string): KeyMaterial =>
  assemble(open(base64, password), 'pfx');

const open = (base64: string, password: string): FoundMaterial => {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length === 0 || bytes.length > largestFile) throw notAPfx('is empty or larger than 1 MB');
  const file = parse(bytes);
  if (hasTooManyRounds(file)) throw notAPfx('takes too long to open');
  // Without a password some programs take the empty one, others none at all (RFC 7292 §B.1).
  const attempts = password === '' ? ['', null] : [password];
  let failure: unknown;
  for (const attempt of attempts) {
    try {
      return contentOf(forge.pkcs12.pkcs12FromAsn1(file, true, attempt as string));
    } catch (error) {
      failure = error;
    }
  }
  throw explain(failure);
};

const notAPfx = (message: string) => refused('gateway.not_a_pfx', 'pfx', message);

const parse = (bytes: Buffer): forge.asn1.Asn1 => {
  try {
    return forge.asn1.fromDer(bytes.toString('binary'));
  } catch {
    throw notAPfx('is no .pfx, or damaged');
  }
};

/** What forge says, sorted: everything that only goes wrong with the wrong password, and the rest. */
const explain = (error: unknown): unknown => {
  const message = error instanceof Error ? error.message : String(error);
  if (/not an PKCS#12/.test(message)) return notAPfx('is no .pfx');
  if (/password|MAC could not be verified|decrypt|Cannot read|Too few bytes|Unparsed|byte buffer/i.test(message)) {
    return refused('gateway.wrong_password', 'password', 'does not open the file');
  }
  return notAPfx('is no .pfx that can be read');
};

const contentOf = (file: forge.pkcs12.Pkcs12Pfx): FoundMaterial => {
  const bags = file.safeContents.flatMap(({ safeBags }) => safeBags);
  const { certBag, keyBag, pkcs8ShroudedKeyBag } = forge.pki.oids;
  return {
    certificates: bags.filter(({ type }) => type === certBag).map(certificateOf),
    keys: bags.filter(({ type }) => type === keyBag || type === pkcs8ShroudedKeyBag).map(keyOf),
  };
};

const toDer = (value: forge.asn1.Asn1): Buffer => Buffer.from(forge.asn1.toDer(value).getBytes(), 'binary');

/** RSA comes parsed, everything else as it is in the file. */
const certificateOf = ({ cert, asn1 }: forge.pkcs12.Bag): Buffer =>
  toDer(cert === undefined || cert === null ? asn1 : forge.pki.certificateToAsn1(cert));

const keyOf = ({ key, asn1 }: forge.pkcs12.Bag): KeyObject => {
  const info = key === undefined || key === null ? asn1 : forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(key));
  try {
    return createPrivateKey({ key: toDer(info), format: 'der', type: 'pkcs8' });
  } catch {
    throw refused('gateway.invalid_key', 'pfx', 'holds a private key that cannot be read');
  }
};

const hasTooManyRounds = ({ type, value }: forge.asn1.Asn1): boolean => {
  if (Array.isArray(value)) return value.some(hasTooManyRounds);
  if (type === forge.asn1.Type.INTEGER && value.length <= 5) {
    return Number.parseInt(Buffer.from(value, 'binary').toString('hex') || '0', 16) > mostRounds;
  }
  // The parts of the file are octet strings with ASN.1 in them.
  if (type !== forge.asn1.Type.OCTETSTRING || value.length < 20) return false;
  try {
    return hasTooManyRounds(forge.asn1.fromDer(value));
  } catch {
    // Salt or cipher text.
    return false;
  }
};
