import { KeyFileError } from '@postern/key-files';
import forge from 'node-forge';
import { describe, expect, it } from 'vitest';
import { certificateInThem, openable, unsupported } from '../../testing/pkcs12-samples';
import { toBytes } from './characters';
import { certificatesInPkcs12 } from './read-pkcs12';

const certificateFor = (name: string, keys: forge.pki.rsa.KeyPair): forge.pki.Certificate => {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = keys.publicKey;
  certificate.serialNumber = '01';
  certificate.validity.notAfter = new Date(Date.now() + 86_400_000);
  certificate.setSubject([{ name: 'commonName', value: name }]);
  certificate.setIssuer([{ name: 'commonName', value: name }]);
  certificate.sign(keys.privateKey, forge.md.sha256.create());
  return certificate;
};

// A small key: these tests cover the file's packaging.
const keys = forge.pki.rsa.generateKeyPair(1024);
const own = certificateFor('payroll', keys);
const authority = certificateFor('authority', forge.pki.rsa.generateKeyPair(1024));
const pack = (options: object): Uint8Array => {
  const packed = forge.pkcs12.toPkcs12Asn1(keys.privateKey, [own, authority], 'opens it', options);
  return toBytes(forge.asn1.toDer(packed).getBytes());
};
const lines = (pem: string | undefined): string | undefined => pem?.replaceAll('\r\n', '\n').trim();
const reasonOf = async (bytes: Uint8Array, password = 'opens it'): Promise<string> => {
  try {
    await certificatesInPkcs12(bytes, password);
    return 'opened';
  } catch (error) {
    return error instanceof KeyFileError ? error.reason : String(error);
  }
};
describe('a PKCS #12 file', () => {
  it.each(['aes256', 'aes128', '3des'] as const)(
    'returns the certificate that matches its key, encrypted with %s',
    async (algorithm) => {
      const [pem, ...others] = await certificatesInPkcs12(pack({ algorithm }), 'opens it');

      expect(lines(pem)).toBe(lines(forge.pki.certificateToPem(own)));
      expect(others).toEqual([]);
      expect(pem).not.toContain('PRIVATE KEY');
    },
  );

  it.each(Object.keys(openable))('opens as OpenSSL writes it with %s', async (name) => {
    const bytes = toBytes(atob(openable[name] ?? ''));

    expect((await certificatesInPkcs12(bytes, 'opens it')).map(lines)).toEqual([certificateInThem]);
    expect(await reasonOf(bytes, 'does not')).toBe('wrong_password');
  });

  it('is distinguished from a damaged, unsupported or too costly file', async () => {
    expect(await reasonOf(pack({ algorithm: 'aes256' }).slice(0, 300))).toBe('unreadable');
    expect(await reasonOf(toBytes(atob(unsupported)))).toBe('unsupported');
    expect(await reasonOf(toBytes(atob(unsupported)), 'does not')).toBe('wrong_password');
    const hasty = pack({ algorithm: '3des', count: 1 });
    const negative = hasty.map((byte, at) => (at === hasty.length - 1 && byte === 1 ? 0xff : byte));
    expect(await reasonOf(negative)).toBe('too_costly');
  });
});
