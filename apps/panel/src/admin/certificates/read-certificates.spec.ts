import { describe, expect, it } from 'vitest';
import { certificatesInFile, certificatesInText } from './read-certificates';

const pem = (body: string, type = 'CERTIFICATE'): string => `-----BEGIN ${type}-----\n${body}\n-----END ${type}-----`;
const file = (...bytes: number[]): Blob => new Blob([Uint8Array.from(bytes)]);

describe('certificates in a text', () => {
  it('are found among other words, each by itself', () => {
    expect(certificatesInText(`subject=CN=x\n${pem('AAAA')}\r\n${pem('BBBB')}\n`)).toEqual({
      certificates: [pem('AAAA'), pem('BBBB')],
      problem: null,
    });
  });

  it.each(['PRIVATE KEY', 'EC PRIVATE KEY', 'ENCRYPTED PRIVATE KEY', 'RSA PRIVATE KEY'])(
    'are refused together with a %s',
    (type) => {
      expect(certificatesInText(`${pem('AAAA')}\n${pem('BBBB', type)}`)).toEqual({
        certificates: [],
        problem: 'provider.private_key_given',
      });
    },
  );

  it('are refused even when the private key is cut off', () => {
    expect(certificatesInText('-----BEGIN PRIVATE KEY-----\nMIIE').problem).toBe('provider.private_key_given');
  });

  it('may be missing', () => {
    expect(certificatesInText('hello').problem).toBe('certificate.malformed');
  });
});

describe('certificates in a file', () => {
  it('are read as DER by their first bytes', async () => {
    const { certificates } = await certificatesInFile(file(0x30, 0x82, 0x00, 0x03, 0x30, 0x01, 0x00));

    expect(certificates).toEqual([pem('MIIAAzABAA==')]);
  });

  it('are read as PEM otherwise', async () => {
    await expect(certificatesInFile(new Blob([pem('AAAA')]))).resolves.toMatchObject({ certificates: [pem('AAAA')] });
  });

  it('are not looked for in a PKCS #12 file, which holds a private key', async () => {
    const { problem } = await certificatesInFile(file(0x30, 0x82, 0x00, 0x03, 0x02, 0x01, 0x03));

    expect(problem).toBe('provider.private_key_given');
  });
});
