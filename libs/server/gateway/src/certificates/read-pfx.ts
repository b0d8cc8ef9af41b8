import { createPrivateKey, type KeyObject } from 'node:crypto';
import forge from 'node-forge';
import { refused } from '../refusals.js';
import { TooCostlyError, withDerivedKeys } from './key-derivations.js';
import { assemble, type FoundMaterial, type KeyMaterial } from './key-material.js';

/** Bytes of the file. */
const largestFile = 1024 * 1024;

/**
 * A certificate, the chain above it, and its key, from a .pfx/.p12 (RFC 7292), in the encryption of today or of Windows XP (RC2).
 *
 * @throws InvalidError `gateway.` not_a_pfx, wrong_password, no_certificate_in_file, no_private_key, several_keys,
 * key_mismatch, invalid_key, key_file_too_costly; `certificate.malformed`
 */
export const readPfxMaterial = async (base64: string, password: string): Promise<KeyMaterial> =>
  assemble(await open(base64, password), 'pfx');

const open = async (base64: string, password: string): Promise<FoundMaterial> => {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length === 0 || bytes.length > largestFile) throw notAPfx('is empty or larger than 1 MB');
  const file = parse(bytes);
  // Without a password some programs take the empty one, others none at all (RFC 7292 §B.1).
  const attempts = password === '' ? ['', null] : [password];
  let failure: unknown;
  for (const attempt of attempts) {
    try {
      return contentOf(await withDerivedKeys(() => forge.pkcs12.pkcs12FromAsn1(file, true, attempt as string)));
    } catch (error) {
      if (error instanceof TooCostlyError)
        throw refused('gateway.key_file_too_costly', 'pfx', 'takes too long to open');
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
