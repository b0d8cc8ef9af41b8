import { readConfig } from '@postern/config';
import { describe, expect, it } from 'vitest';
import { MtlsConfig } from './mtls.config.js';

const good = { MTLS_ORIGIN: 'https://localhost:3443', PROXY_SECRET: '0123456789abcdef0123456789abcdef' };

describe('the configuration of the certificate listener', () => {
  it('needs an origin and a secret only', () => {
    expect(readConfig(MtlsConfig, good)).toMatchObject({ ...good, MTLS_CRL_FILES: [] });
  });

  it('reads a list of files', () => {
    expect(readConfig(MtlsConfig, { ...good, MTLS_CRL_FILES: '/a.crl, /b.crl' }).MTLS_CRL_FILES).toEqual([
      '/a.crl',
      '/b.crl',
    ]);
  });

  it.each([
    ['no secret', { PROXY_SECRET: undefined }],
    ['a short secret', { PROXY_SECRET: 'short' }],
    ['a secret that is one character', { PROXY_SECRET: 'a'.repeat(40) }],
    ['no origin', { MTLS_ORIGIN: undefined }],
    ['an origin without TLS', { MTLS_ORIGIN: 'http://localhost:3443' }],
    ['a fresh origin without a place for the label', { MTLS_FRESH_ORIGIN: 'https://mtls.localhost:3443' }],
  ])('is refused with %s', (_, change) => {
    expect(() => readConfig(MtlsConfig, { ...good, ...change })).toThrow('must be');
  });
});
