import forge from 'node-forge';
import { describe, expect, it } from 'vitest';
import { certificateInPkcs12, Pkcs12Unreadable } from './read-pkcs12';

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

// Small: what is read here is how the file is packed.
const keys = forge.pki.rsa.generateKeyPair(1024);
const own = certificateFor('payroll', keys);
const authority = certificateFor('authority', forge.pki.rsa.generateKeyPair(1024));
const pack = (algorithm: 'aes256' | '3des'): Uint8Array => {
  const packed = forge.pkcs12.toPkcs12Asn1(keys.privateKey, [own, authority], 'opens it', { algorithm });
  return Uint8Array.from(forge.asn1.toDer(packed).getBytes(), (char) => char.charCodeAt(0));
};
const lines = (pem: string | null): string | undefined => pem?.replaceAll('\r\n', '\n').trim();

describe('a PKCS #12 file', () => {
  it.each(['aes256', '3des'] as const)(
    'gives the certificate that its key is for, packed with %s',
    async (algorithm) => {
      const pem = await certificateInPkcs12(pack(algorithm), 'opens it');

      expect(lines(pem)).toBe(lines(forge.pki.certificateToPem(own)));
      expect(pem).not.toContain('PRIVATE KEY');
    },
  );

  it('stays shut with another password', async () => {
    await expect(certificateInPkcs12(pack('aes256'), 'does not')).rejects.toThrow(Pkcs12Unreadable);
  });

  it('is told from what is damaged', async () => {
    await expect(certificateInPkcs12(pack('aes256').slice(0, 300), 'opens it')).rejects.toThrow(Pkcs12Unreadable);
  });
});
