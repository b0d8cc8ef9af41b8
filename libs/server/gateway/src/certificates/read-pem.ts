import { createPrivateKey, type KeyObject } from 'node:crypto';
import { looksLikePkcs12 } from '@postern/key-files';
import { isPrivateKeyDer, plainText, readCertificates, X509Error } from '@postern/x509';
import { refused } from '../gateway-errors.js';
import { assemble, type FoundMaterial, type KeyMaterial } from './key-material.js';
import { keyFromDer, openKeyFile } from './open-key-file.js';

/** A block never contains the beginning of another one, so that matching takes linear time. */
const keyBlock =
  /-{1,10} ?BEGIN ((?:[A-Z0-9]{1,20} )?PRIVATE KEY) ?-{1,10}((?:(?!BEGIN )[^])*?)-{1,10} ?END \1 ?-{1,10}/g;
const bareBase64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/;

interface Field {
  readonly text: string;
  readonly path: 'pem' | 'key';
}

/** A private key as it stands in a text. */
interface KeyText {
  readonly label: string;
  readonly body: string;
}

/**
 * A certificate, the chain above it, and its key, from texts: PEM with anything around it, PKCS #7, or bare base64 of DER or of a .p12. The
 * key may stand in a text of its own.
 *
 * @throws InvalidError `gateway.` no_certificate_in_file, no_private_key, several_keys, key_mismatch, wrong_password,
 * unsupported_encryption, invalid_key, key_file_too_costly; `certificate.malformed`
 */
export const readPemMaterial = async (
  pem: string,
  key: string | undefined,
  password: string | undefined,
): Promise<KeyMaterial> => {
  const path = key === undefined ? 'pem' : 'key';
  const fields: readonly Field[] = [
    { text: plainText(pem), path: 'pem' },
    { text: plainText(key ?? ''), path },
  ];
  const keys = fields.flatMap(({ text }) =>
    Array.from(text.matchAll(keyBlock), ([, label = '', body = '']) => ({ label, body })),
  );
  if (keys.length > 1) throw refused('gateway.several_keys', path, `holds ${keys.length} private keys; give one`);
  const found: FoundMaterial[] = [];
  for (const one of keys) found.push({ certificates: [], keys: [await keyIn(one, password, path)] });
  for (const field of fields) found.push(await withoutKeyBlocks(field, password));
  const material = {
    certificates: found.flatMap(({ certificates }) => certificates),
    keys: found.flatMap((one) => one.keys),
  };
  if (material.certificates.length === 0)
    throw refused('gateway.no_certificate_in_file', 'pem', 'holds no certificate that can be read');
  return assemble(material, path);
};

/** The text without the keys: certificates, or binary data in bare base64. */
const withoutKeyBlocks = async ({ text, path }: Field, password: string | undefined): Promise<FoundMaterial> => {
  const rest = text.replace(keyBlock, '');
  if (rest.trim() === '') return { certificates: [], keys: [] };
  const bytes = bareBase64.test(rest) ? Buffer.from(rest, 'base64') : undefined;
  if (bytes !== undefined && looksLikePkcs12(bytes))
    return openKeyFile({ kind: 'pkcs12', bytes, password: password ?? '' }, path);
  if (bytes !== undefined && isPrivateKeyDer(bytes))
    return { certificates: [], keys: [await keyInDer(bytes, password, path)] };
  try {
    return { certificates: readCertificates(rest).map(({ der }) => der), keys: [] };
  } catch (error) {
    if (!(error instanceof X509Error)) throw error;
    if (error.reason === 'private_key')
      throw refused('gateway.invalid_key', path, 'holds a private key that is cut off, or of another program');
    // Attributes and remarks stand beside keys as well.
    if (error.reason === 'not_a_certificate') return { certificates: [], keys: [] };
    throw refused('certificate.malformed', path, 'holds a certificate that cannot be read');
  }
};

const keyIn = (
  { label, body }: KeyText,
  password: string | undefined,
  path: string,
): Promise<KeyObject> | KeyObject => {
  if (label === 'OPENSSH PRIVATE KEY')
    throw refused(
      'gateway.invalid_key',
      path,
      'holds a key of OpenSSH: write it as PKCS #8 with ssh-keygen -p -m PKCS8',
    );
  if (body.includes('Proc-Type:')) return traditionalKey({ label, body }, password, path);
  return keyInDer(Buffer.from(body, 'base64'), password, path);
};

const keyInDer = async (der: Uint8Array, password: string | undefined, path: string): Promise<KeyObject> => {
  if (!isEncryptedKey(der)) return keyFromDer(der, path);
  const { keys } = await openKeyFile({ kind: 'key', bytes: der, password: password ?? '' }, path);
  return keys[0]!;
};

/** An `EncryptedPrivateKeyInfo` begins with an algorithm, every other private key with a version. */
const isEncryptedKey = (der: Uint8Array): boolean =>
  isPrivateKeyDer(der) && der[der[1]! < 0x80 ? 2 : 2 + (der[1]! & 0x7f)] === 0x30;

/** OpenSSL's older form (RFC 1421 headers), whose password is stretched by a single round. */
const traditionalKey = ({ label, body }: KeyText, password: string | undefined, path: string): KeyObject => {
  const lines = body.split('\n').map((line) => line.replace(/^[>|\s]+|\s+$/g, ''));
  const key = `-----BEGIN ${label}-----\n${lines
    .filter((line) => line !== '')
    .join('\n')
    .replace(/(DEK-Info:.*)\n/, '$1\n\n')}\n-----END ${label}-----\n`;
  try {
    return createPrivateKey({ key, format: 'pem', passphrase: password ?? '' });
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (/unsupported/i.test(`${code} ${message}`))
      throw refused(
        'gateway.unsupported_encryption',
        path,
        `is encrypted with ${/DEK-Info: *([^,\s]{1,40})/.exec(key)?.[1] ?? 'a cipher'}, which is not supported`,
      );
    throw refused('gateway.wrong_password', 'password', 'does not open the private key');
  }
};
