import { describe, expect, it } from 'vitest';
import { givenFile, givenText, storedCertificates } from './read-certificates';

const pem = (body: string, type = 'CERTIFICATE'): string => `-----BEGIN ${type}-----\n${body}\n-----END ${type}-----`;
const file = (...bytes: number[]): Blob => new Blob([Uint8Array.from(bytes)]);
const utf16 = (text: string): Blob =>
  file(...[...`\ufeff${text}`].flatMap((c) => [c.charCodeAt(0) & 0xff, c.charCodeAt(0) >> 8]));
const privateKey = { problem: 'certificate.private_key_given' };

describe('pasted text', () => {
  it('is sent to the server unchanged, whatever it contains', () => {
    for (const text of [`subject=CN=x\n${pem('AAAA')}`, pem('AAAA', 'PKCS7'), 'MIIB', 'hello'])
      expect(givenText(text)).toEqual({ body: { certificate: text }, problem: null });
  });

  it.each(['PRIVATE KEY', 'EC PRIVATE KEY', 'ENCRYPTED PRIVATE KEY', 'OPENSSH PRIVATE KEY', 'PGP PRIVATE KEY BLOCK'])(
    'is never sent with a %s, complete or truncated',
    async (type) => {
      const whole = `${pem('AAAA')}\n${pem('BBBB', type)}`;
      for (const text of [whole, `-----BEGIN ${type}-----\nMIIE`, [...whole].join('\0')]) {
        expect(givenText(text)).toEqual(privateKey);
        expect(await givenFile(new Blob([text]))).toEqual(privateKey);
      }
      expect(await givenFile(utf16(whole))).toEqual(privateKey);
    },
  );

  it('is never sent if it is the bare base64 of a key or a .p12', () => {
    expect(givenText('MAYCAQAwAQA=')).toEqual(privateKey);
    expect(givenText('MAYCAQMwAQA=')).toMatchObject(privateKey);
  });
});

describe('a certificate file', () => {
  it('is sent to the server unchanged', async () => {
    const certificate = [0x30, 0x82, 0x00, 0x04, 0x30, 0x00, 0x30, 0x00];

    expect(await givenFile(file(...certificate))).toEqual({ body: { file: 'MIIABDAAMAA=' }, problem: null });
  });

  it('stays in the browser if it is a PKCS #12 file, which holds a private key', async () => {
    const bytes = [0x30, 0x82, 0x00, 0x03, 0x02, 0x01, 0x03];

    expect(await givenFile(file(...bytes))).toEqual({ ...privateKey, pkcs12: Uint8Array.from(bytes) });
  });

  it.each([
    ['PKCS #8, PKCS #1 or SEC 1', [0x30, 0x05, 0x02, 0x01, 0x00, 0x30, 0x00]],
    ['encrypted PKCS #8', [0x30, 0x06, 0x30, 0x02, 0x06, 0x00, 0x04, 0x00]],
  ])('is a private key in DER (%s), which stays here', async (_, bytes) => {
    expect(await givenFile(file(...bytes))).toEqual(privateKey);
  });

  it('is refused if it is empty or too large', async () => {
    for (const blob of [new Blob([]), new Blob(['x'.repeat(1024 * 1024 + 1)])])
      expect(await givenFile(blob)).toEqual({ problem: 'certificate.malformed' });
  });
});

describe('stored certificates', () => {
  it('are split into single certificates', () => {
    expect(storedCertificates(`${pem('AAAA')}\n${pem('BBBB')}\n`)).toEqual([pem('AAAA'), pem('BBBB')]);
  });
});
