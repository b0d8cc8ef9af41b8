import { createAuthority, issueCertificate } from '@postern/dev-pki';
import { describe, expect, it } from 'vitest';
import { inspectCertificate } from './certificate-inspection.js';

const refusal = (text: string): unknown => {
  try {
    return inspectCertificate(text);
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('certificate inspection', () => {
  it('shows what is in a certificate', async () => {
    const authority = await createAuthority({ subject: 'CN=Test CA' });
    const { pem } = await issueCertificate(authority, { subject: 'CN=Ada,O=Example' });

    expect(inspectCertificate(pem)).toMatchObject({ name: 'Ada', issuerName: 'Test CA', key: 'EC P-256' });
  });

  it('refuses private keys with a separate code, also beside a certificate', async () => {
    const authority = await createAuthority({ subject: 'CN=Test CA' });
    const { pem, privateKeyPem } = await issueCertificate(authority, { subject: 'CN=Ada' });

    expect(refusal(privateKeyPem)).toBe('certificate.private_key_given');
    expect(refusal(pem + privateKeyPem)).toBe('certificate.private_key_given');
  });

  it('refuses everything else that is not one certificate', async () => {
    const { pem } = await createAuthority({ subject: 'CN=Test CA' });

    for (const text of ['', 'hello', pem + pem, pem.slice(0, 300), pem.replace(/MII./, 'AAAA')]) {
      expect(refusal(text)).toBe('certificate.malformed');
    }
  });
});
