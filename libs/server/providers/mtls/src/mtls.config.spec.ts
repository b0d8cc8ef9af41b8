import { readConfig } from '@postern/config';
import { describe, expect, it } from 'vitest';
import { MtlsConfig } from './mtls.config.js';

const good = { MTLS_ORIGIN: 'https://localhost:3443' };

describe("the configuration of people's certificate listener", () => {
  it('needs an origin only', () => {
    expect(readConfig(MtlsConfig, good)).toMatchObject(good);
  });

  it.each([
    ['no origin', { MTLS_ORIGIN: undefined }],
    ['an origin without TLS', { MTLS_ORIGIN: 'http://localhost:3443' }],
    ['a fresh origin without a place for the label', { MTLS_FRESH_ORIGIN: 'https://mtls.localhost:3443' }],
  ])('is refused with %s', (_, change) => {
    expect(() => readConfig(MtlsConfig, { ...good, ...change })).toThrow('must be');
  });
});
