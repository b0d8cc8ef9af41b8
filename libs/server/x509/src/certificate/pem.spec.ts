import { issueSelfSigned, type Issued } from '@postern/dev-pki';
import { beforeAll, describe, expect, it } from 'vitest';
import { certificateToPem, readCertificatePem, readCertificatesPem, readEscapedCertificate } from './pem.js';
import { reasonOf } from '../../testing/index.js';

let ada: Issued;

beforeAll(async () => {
  ada = await issueSelfSigned({ subject: 'CN=Ada' });
});

describe('a pasted certificate', () => {
  it('is read from PEM, with text around it, Windows line ends or escaped newlines', () => {
    const spellings = [
      ada.pem,
      `Bag Attributes\n  friendlyName: ada\n${ada.pem}\n`,
      ada.pem.replaceAll('\n', '\r\n'),
      ada.pem.replaceAll('\n', '\\r\\n'),
      ada.pem.replaceAll('\n', '\\n'),
      `\ufeff${ada.pem}`,
    ];

    for (const text of spellings) expect(Buffer.from(readCertificatePem(text))).toEqual(Buffer.from(ada.der));
  });

  it('is written back unchanged', () => {
    expect(certificateToPem(ada.der)).toBe(ada.pem);
  });

  it.each(['PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PRIVATE KEY', 'ENCRYPTED PRIVATE KEY'])(
    'is refused by its own reason when it is a key (%s), also beside a certificate',
    async (label) => {
      const key = `-----BEGIN ${label}-----\nAAAA\n-----END ${label}-----\n`;

      expect(await reasonOf(() => readCertificatePem(key))).toBe('private_key');
      expect(await reasonOf(() => readCertificatePem(ada.pem + key))).toBe('private_key');
    },
  );

  it('is refused with its own reason when there are several, unless several are allowed', async () => {
    expect(await reasonOf(() => readCertificatePem(ada.pem + ada.pem))).toBe('several_certificates');
    expect(readCertificatesPem(ada.pem + ada.pem)).toHaveLength(2);
  });

  it.each([
    ['nothing', ''],
    ['a sentence', 'my certificate, please'],
    ['a certificate request', '-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----'],
    ['text that is not base64', '-----BEGIN CERTIFICATE-----\nA*A?\n-----END CERTIFICATE-----'],
    ['an empty block', '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----'],
    ['an unfinished block', '-----BEGIN CERTIFICATE-----\nAAAA'],
    ['a book', 'x'.repeat(100_000)],
  ])('is refused by its own reason when it is %s', async (_, text) => {
    expect(await reasonOf(() => readCertificatePem(text))).toBe('not_a_certificate');
  });
});

describe('the escaped certificate of Nginx', () => {
  it('is read', () => {
    expect(Buffer.from(readEscapedCertificate(encodeURIComponent(ada.pem)))).toEqual(Buffer.from(ada.der));
  });

  it.each(['%', '%ZZ', '%00', 'CN=Ada', '-----BEGIN%20PRIVATE%20KEY-----'])('is malformed as %j', async (text) => {
    expect(await reasonOf(() => readEscapedCertificate(text))).toBe('malformed');
  });
});
