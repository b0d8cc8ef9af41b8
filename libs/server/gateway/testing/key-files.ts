import { execFileSync } from 'node:child_process';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Issued } from '@postern/dev-pki';
import type { KeyMaterial } from '../src/certificates/key-material.js';

/** One element in DER. */
const der = (tag: number, ...contents: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(contents);
  const { length } = content;
  const head = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...head]), content]);
};
export const sequence = (...contents: readonly Uint8Array[]): Buffer => der(0x30, ...contents);
export const octets = (content: Uint8Array): Buffer => der(0x04, content);
export const integer = (value: number): Buffer => {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return der(0x02, bytes[0]! >= 0x80 ? Buffer.from([0]) : Buffer.alloc(0), bytes);
};
/** @param hex content of an OBJECT IDENTIFIER */
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
export const oids = {
  pbes2: oid('2a864886f70d01050d'),
  pbkdf2: oid('2a864886f70d01050c'),
  pbmac1: oid('2a864886f70d01050e'),
  scrypt: oid('2b06010401da47040b'),
  aes256: oid('60864801650304012a'),
  hmacSha256: oid('2a864886f70d0209'),
  hmacSha512: oid('2a864886f70d020b'),
} as const;

const folder = mkdtempSync(join(tmpdir(), 'key-files-'));
let count = 0;
const written = (content: string): string => {
  const path = join(folder, `${(count += 1)}`);
  writeFileSync(path, content);
  return path;
};

/** A .p12 as OpenSSL writes it, with these options besides. */
export const opensslPkcs12 = (
  { pem, privateKeyPem }: Pick<Issued, 'pem' | 'privateKeyPem'>,
  password: string,
  options: readonly string[] = [],
): Buffer => {
  const out = written('');
  const providers = ['-provider', 'default', '-provider', 'legacy'];
  const input = ['-inkey', written(privateKeyPem), '-in', written(pem), '-out', out, '-passout', `pass:${password}`];
  execFileSync('openssl', ['pkcs12', '-export', ...providers, ...input, ...options], { stdio: 'pipe' });
  return readFileSync(out);
};

/** A certificate of a key for itself, as OpenSSL makes it. */
export const selfSigned = (privateKeyPem: string, ...options: readonly string[]): string =>
  openssl('', 'req', '-x509', '-key', written(privateKeyPem), '-subj', '/CN=gateway', ...options);

/** PKCS #7 with these certificates. */
export const pkcs7Of = (pem: string): string => openssl('', 'crl2pkcs7', '-nocrl', '-certfile', written(pem));

/** A .p12 as GnuTLS, the key tool of Java, or NSS writes it. */
export const pkcs12By = {
  gnutls: ({ pem, privateKeyPem }: Pick<Issued, 'pem' | 'privateKeyPem'>, password: string): Buffer => {
    const out = written('');
    const input = [
      '--load-privkey',
      written(privateKeyPem),
      '--load-certificate',
      written(pem),
      '--p12-name',
      'gateway',
    ];
    const options = ['--to-p12', '--pkcs-cipher', 'aes-256', '--password', password, '--outder', '--outfile', out];
    execFileSync('certtool', [...options, ...input], { stdio: 'pipe' });
    return readFileSync(out);
  },
  keytool: (password: string, ...options: readonly string[]): Buffer => {
    const out = join(folder, `${(count += 1)}.p12`);
    const make = ['-genkeypair', '-alias', 'gateway', '-keyalg', 'EC', '-dname', 'CN=gateway', '-storetype', 'PKCS12'];
    execFileSync('keytool', [...options, ...make, '-keystore', out, '-storepass', password], { stdio: 'pipe' });
    return readFileSync(out);
  },
  nss: (file: Uint8Array, name: string, password: string): Buffer => {
    const [store, given, out] = [mkdtempSync(join(folder, 'nss-')), written(''), written('')];
    writeFileSync(given, file);
    const access = ['-d', `sql:${store}`, '-K', '', '-W', password];
    execFileSync('certutil', ['-N', '-d', `sql:${store}`, '--empty-password'], { stdio: 'pipe' });
    execFileSync('pk12util', ['-i', given, ...access], { stdio: 'pipe' });
    execFileSync('pk12util', ['-o', out, '-n', name, ...access], { stdio: 'pipe' });
    return readFileSync(out);
  },
} as const;

/** What OpenSSL makes of an input. */
export const openssl = (input: string, ...options: readonly string[]): string =>
  execFileSync('openssl', options, { input, stdio: 'pipe' }).toString();

const isPair = ({ certificate, key }: KeyMaterial): boolean =>
  createPublicKey(createPrivateKey(key))
    .export({ type: 'spki', format: 'der' })
    .equals(Buffer.from(certificate.publicKeyInfo));

/** `pair` where the key that was read is the certificate's, otherwise `no pair` or the code of the refusal. */
export const resultOf = async (read: Promise<KeyMaterial>): Promise<string> => {
  try {
    return isPair(await read) ? 'pair' : 'no pair';
  } catch (error) {
    return (error as { readonly code: string }).code;
  }
};
