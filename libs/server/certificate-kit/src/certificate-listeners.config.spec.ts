import { readConfig } from '@postern/config';
import { describe, expect, it } from 'vitest';
import { CertificateListenersConfig } from './certificate-listeners.config.js';

const good = { PROXY_SECRET: '0123456789abcdef0123456789abcdef' };

describe('the configuration of the listeners that ask for a certificate', () => {
  it('needs a secret only', () => {
    expect(readConfig(CertificateListenersConfig, good)).toMatchObject({ ...good, MTLS_CRL_FILES: [] });
  });

  it('reads a list of files', () => {
    const { MTLS_CRL_FILES } = readConfig(CertificateListenersConfig, { ...good, MTLS_CRL_FILES: '/a.crl, /b.crl' });

    expect(MTLS_CRL_FILES).toEqual(['/a.crl', '/b.crl']);
  });

  it.each([
    ['no secret', undefined],
    ['a short secret', 'short'],
    ['a secret that is one character', 'a'.repeat(40)],
  ])('is refused with %s', (_, PROXY_SECRET) => {
    expect(() => readConfig(CertificateListenersConfig, { PROXY_SECRET })).toThrow('must be');
  });
});
