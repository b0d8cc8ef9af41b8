import { expect, it } from 'vitest';
import { publishedKeys } from './published-keys.js';

it('publishes RSA keys first, and of each type those first that sign', () => {
  const ec = (kid: string) => ({ kty: 'EC', kid });
  const rsa = (kid: string) => ({ kty: 'RSA', kid });

  const published = publishedKeys([ec('new-ec'), rsa('new-rsa'), ec('old-ec'), rsa('old-rsa')]);

  expect(published.map(({ kid, alg }) => `${kid} ${alg}`)).toEqual([
    ...['new-rsa RS256', 'new-rsa-ps256 PS256', 'old-rsa RS256', 'old-rsa-ps256 PS256'],
    ...['new-ec ES256', 'old-ec ES256'],
  ]);
});
