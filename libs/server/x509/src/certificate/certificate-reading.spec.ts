import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issueSelfSigned, type Issued } from '@postern/dev-pki';
import { beforeAll, describe, expect, it } from 'vitest';
import { readCertificate, readCertificates } from './certificate-reading.js';
import { reasonOf } from '../../testing/index.js';

let ada: Issued;
let grace: Issued;
let pkcs7: Buffer;

beforeAll(async () => {
  ada = await issueSelfSigned({ subject: 'CN=Ada' });
  grace = await issueSelfSigned({ subject: 'CN=Grace' });
  const file = join(mkdtempSync(join(tmpdir(), 'pkcs7-')), 'both.pem');
  writeFileSync(file, ada.pem + grace.pem);
  pkcs7 = execFileSync('openssl', ['crl2pkcs7', '-nocrl', '-certfile', file, '-outform', 'DER']);
});

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const label = (pem: string, name: string) => pem.replaceAll('CERTIFICATE', name);
const subjects = (input: string | Uint8Array) => readCertificates(input).map(({ sha256 }) => sha256);
const sha256Of = ({ der }: Issued) => readCertificate(der).sha256;

describe('a certificate in the formats that people have', () => {
  it.each<[string, () => string | Uint8Array]>([
    ['PEM', () => ada.pem],
    ['text around it', () => `Bag Attributes\n  friendlyName: ada - BEGIN here\n${ada.pem}\nbest regards -- Ada`],
    [
      'a public key and parameters beside it',
      () => `-----BEGIN EC PARAMETERS-----\nBggq\n-----END EC PARAMETERS-----\n${ada.pem}`,
    ],
    ['Windows line ends', () => ada.pem.replaceAll('\n', '\r\n')],
    ['escaped newlines', () => ada.pem.replaceAll('\n', '\\n')],
    ['no newlines', () => ada.pem.replaceAll('\n', ' ')],
    ['an e-mail that quotes it', () => ada.pem.replaceAll(/^/gm, '> ')],
    ['a header of Nginx', () => encodeURIComponent(ada.pem)],
    ['dashes of a word processor', () => ada.pem.replaceAll('-----', '—–')],
    ['invisible characters', () => `\ufeff${ada.pem.replace('\n', '\u200b\n')}`],
    ['X509 CERTIFICATE', () => label(ada.pem, 'X509 CERTIFICATE')],
    ['TRUSTED CERTIFICATE', () => label(ada.pem, 'TRUSTED CERTIFICATE')],
    [
      'trust settings of OpenSSL',
      () => execFileSync('openssl', ['x509', '-trustout', '-addtrust', 'clientAuth'], { input: ada.pem }),
    ],
    ['UTF-16 with a mark', () => Buffer.from(`\ufeff${ada.pem}`, 'utf16le')],
    ['UTF-16 without a mark', () => Buffer.from(ada.pem, 'utf16le')],
    ['UTF-16, big end first', () => Buffer.from(`\ufeff${ada.pem}`, 'utf16le').swap16()],
    ['UTF-16 read as Latin-1', () => Buffer.from(`\ufeff${ada.pem}`, 'utf16le').toString('latin1').slice(2)],
    ['UTF-16 read as UTF-8', () => Buffer.from(`\ufeff${ada.pem}`, 'utf16le').toString('utf8')],
    ['DER', () => ada.der],
    ['DER with a newline behind it', () => Buffer.concat([ada.der, Buffer.from('\r\n')])],
    ['base64 of DER', () => base64(ada.der)],
    ['base64 of DER in lines', () => ada.pem.replace(/-----.*-----\n/g, '')],
    ['base64url of DER', () => Buffer.from(ada.der).toString('base64url')],
    ['a byte sequence of HTTP', () => `:${base64(ada.der)}:`],
    [
      'hexadecimal of DER',
      () =>
        Buffer.from(ada.der)
          .toString('hex')
          .replace(/..(?!$)/g, '$&:'),
    ],
  ])('is read from %s', (_, input) => {
    expect(readCertificate(input()).sha256).toBe(sha256Of(ada));
  });

  it('comes with others in PEM, DER and PKCS #7', async () => {
    const both = [sha256Of(ada), sha256Of(grace)];
    expect(subjects(ada.pem + grace.pem)).toEqual(both);
    expect(subjects(Buffer.concat([ada.der, grace.der]))).toEqual(both);
    const spellings = [
      pkcs7,
      base64(pkcs7),
      `-----BEGIN PKCS7-----\n${base64(pkcs7)}\n-----END PKCS7-----`,
      `-----BEGIN CERTIFICATE-----\n${base64(pkcs7)}\n-----END CERTIFICATE-----`,
    ];
    for (const input of spellings) expect(subjects(input).sort()).toEqual([...both].sort());
    expect(await reasonOf(() => readCertificate(pkcs7))).toBe('several_certificates');
  });
});

describe('input that is not a certificate', () => {
  it.each(['PRIVATE KEY', 'RSA PRIVATE KEY', 'ENCRYPTED PRIVATE KEY'])('is a private key (%s)', async (name) => {
    const key = `-----BEGIN ${name}-----\nAAAA\n-----END ${name}-----\n`;
    expect(await reasonOf(() => readCertificates((ada.pem + key).replaceAll('-----', '—')))).toBe('private_key');
    const spellings = [key, ada.pem + key, encodeURIComponent(ada.pem + key)];
    for (const text of spellings) {
      expect(await reasonOf(() => readCertificates(text))).toBe('private_key');
      expect(await reasonOf(() => readCertificates(Buffer.from(text, 'utf16le')))).toBe('private_key');
      expect(await reasonOf(() => readCertificates(Buffer.from(text, 'utf16le').toString('latin1')))).toBe(
        'private_key',
      );
    }
  });

  it('is a .p12 or a key in DER', async () => {
    const key = Buffer.from(ada.privateKeyPem.replace(/-----.*-----|\s/g, ''), 'base64');
    for (const input of [key, base64(key), Buffer.concat([ada.der, key])]) {
      expect(await reasonOf(() => readCertificates(input))).toBe('private_key');
    }
  });

  it.each([
    ['nothing', ''],
    ['a sentence', 'my certificate, please'],
    ['a certificate request', '-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----'],
    ['text that is not base64', '-----BEGIN CERTIFICATE-----\nA*A?\n-----END CERTIFICATE-----'],
    ['an empty block', '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----'],
    ['an unfinished block', '-----BEGIN CERTIFICATE-----\nAAAA'],
    ['other DER', 'MAA='],
    ['a library', 'x'.repeat(2_000_000)],
  ])('is %s', async (_, text) => {
    expect(await reasonOf(() => readCertificates(text))).toBe('not_a_certificate');
  });

  it.each(['-', '-----BEGIN CERTIFICATE-----', '- BEGIN A', '> ', '30'])(
    'is looked for in linear time in many %j',
    (part) => {
      const before = process.cpuUsage();
      expect(() => readCertificates(part.repeat(Math.floor(1_000_000 / part.length)))).toThrow();
      const { user, system } = process.cpuUsage(before);
      // Quadratic work would take minutes.
      expect(user + system).toBeLessThan(10_000_000);
    },
  );
});
