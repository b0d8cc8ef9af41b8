import { createPrivateKey } from 'node:crypto';
import { type Issued, issueSelfSigned } from '@postern/dev-pki';
import { beforeAll, describe, expect, it } from 'vitest';
import { openssl, opensslPkcs12, pkcs7Of, resultOf } from '../../testing/key-files.js';
import { readPemMaterial } from './read-pem.js';

const password = 'secret';
let ec: Issued;
let rsa: Issued;

beforeAll(async () => {
  ec = await issueSelfSigned({ subject: 'CN=gateway' });
  rsa = await issueSelfSigned({ subject: 'CN=gateway rsa', keyAlgorithm: 'rsa-2048' });
});

describe('an encrypted key in PEM', () => {
  const encrypted = (...options: string[]) =>
    openssl(
      rsa.privateKeyPem,
      'pkcs8',
      '-topk8',
      '-provider',
      'default',
      '-provider',
      'legacy',
      '-passout',
      'pass:secret',
      ...options,
    );

  it.each([
    ['AES', ['-v2', 'aes-256-cbc']],
    ['AES and SHA-512', ['-v2', 'aes-128-cbc', '-v2prf', 'hmacWithSHA512']],
    ['scrypt', ['-scrypt']],
    ['Camellia', ['-v2', 'camellia-192-cbc']],
    ['triple DES', ['-v1', 'PBE-SHA1-3DES']],
    ['RC2', ['-v1', 'PBE-SHA1-RC2-128']],
    ['MD5 and DES', ['-v1', 'PBE-MD5-DES']],
    ['MD5 and RC2', ['-v1', 'PBE-MD5-RC2-64']],
  ])('opens with %s (PKCS #8)', async (_, options) => {
    const key = encrypted(...options);

    const results = [password, 'wrong', undefined].map((secret) => resultOf(readPemMaterial(rsa.pem, key, secret)));
    expect(await Promise.all(results)).toEqual(['pair', 'gateway.wrong_password', 'gateway.wrong_password']);
  });

  it.each(['aes128', 'des3', 'camellia256', 'aria256'])('opens with %s in its older form', async (cipher) => {
    const key = openssl(rsa.privateKeyPem, 'rsa', '-traditional', `-${cipher}`, '-passout', 'pass:secret');
    const quoted = key.replace(/^/gm, '> ').replaceAll('\n', '\r\n');

    for (const text of [key, quoted]) expect(await resultOf(readPemMaterial(rsa.pem, text, password))).toBe('pair');
    expect(await resultOf(readPemMaterial(rsa.pem, key, 'wrong'))).toBe('gateway.wrong_password');
    expect(await resultOf(readPemMaterial(rsa.pem, key, undefined))).toBe('gateway.wrong_password');
  });

  it('is said to be encrypted in a way that is not supported', async () => {
    const legacy = ['-provider', 'default', '-provider', 'legacy', '-passout', 'pass:secret'];
    const traditional = openssl(rsa.privateKeyPem, 'rsa', '-traditional', '-seed', ...legacy);

    for (const key of [traditional, encrypted('-v2', 'seed-cbc')])
      expect(await resultOf(readPemMaterial(rsa.pem, key, password))).toBe('gateway.unsupported_encryption');
  });
});

describe('a certificate with its key, as people have them', () => {
  const derOf = (pem: string) => Buffer.from(pem.replace(/-----.*-----|\s/g, ''), 'base64');
  const sec1 = () => createPrivateKey(ec.privateKeyPem).export({ type: 'sec1', format: 'pem' }).toString();

  it.each<[string, () => [string, string?]]>([
    [
      'in one text with remarks',
      () => [`Bag Attributes\n  friendlyName: x\n${ec.privateKeyPem}\nsubject=x\n${ec.pem}`],
    ],
    [
      'with parameters beside the key',
      () => [ec.pem, `-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n${sec1()}`],
    ],
    ['as X509 CERTIFICATE', () => [ec.pem.replaceAll('CERTIFICATE', 'X509 CERTIFICATE'), ec.privateKeyPem]],
    [
      'as TRUSTED CERTIFICATE',
      () => [openssl(ec.pem, 'x509', '-trustout', '-addtrust', 'clientAuth'), ec.privateKeyPem],
    ],
    ['as PKCS #7', () => [pkcs7Of(ec.pem), ec.privateKeyPem]],
    ['in bare base64', () => [derOf(ec.pem).toString('base64'), derOf(ec.privateKeyPem).toString('base64')]],
    ['in UTF-16 that was read as Latin-1', () => [utf16(ec.pem), utf16(ec.privateKeyPem)]],
    [
      'quoted, with dashes of a word processor',
      () => [ec.pem.replace(/^/gm, '> '), ec.privateKeyPem.replaceAll('-----', '——')],
    ],
    ['with escaped newlines', () => [ec.pem.replaceAll('\n', '\\n'), ec.privateKeyPem.replaceAll('\n', '\\n')]],
    ['the other way round', () => [ec.privateKeyPem, ec.pem]],
    ['in a .p12 in base64', () => [opensslPkcs12(ec, password).toString('base64')]],
  ])('is read %s', async (_, texts) => {
    const [pem, key] = texts();

    expect(await resultOf(readPemMaterial(pem, key, password))).toBe('pair');
  });

  it.each([
    [
      'of OpenSSH',
      '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----',
      'gateway.invalid_key',
    ],
    ['that is cut off', '-----BEGIN PRIVATE KEY-----\nMIIE', 'gateway.invalid_key'],
    [
      'of PGP',
      '-----BEGIN PGP PRIVATE KEY BLOCK-----\nAAAA\n-----END PGP PRIVATE KEY BLOCK-----',
      'gateway.invalid_key',
    ],
    ['that is none at all', 'hello', 'gateway.no_private_key'],
  ])('says what is wrong with a key %s', async (_, key, code) => {
    expect(await resultOf(readPemMaterial(ec.pem, key, undefined))).toBe(code);
  });

  it('is looked for in linear time', async () => {
    const many = '-----BEGIN PRIVATE KEY-----'.repeat(12_000);
    const before = process.cpuUsage();
    expect(await resultOf(readPemMaterial(many, undefined, undefined))).toBe('gateway.invalid_key');
    const { user, system } = process.cpuUsage(before);
    // Quadratic work would take minutes.
    expect(user + system).toBeLessThan(10_000_000);
  });
});

const utf16 = (text: string): string => Buffer.from(`\ufeff${text}`, 'utf16le').toString('latin1');
