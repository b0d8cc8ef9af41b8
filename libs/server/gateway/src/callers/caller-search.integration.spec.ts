import { issueSelfSigned } from '@postern/dev-pki';
import type { TestApi } from '@postern/management/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGatewayApi } from '../../testing/gateway-api.js';

const path = '/api/v2/gateway/caller-certificates';
let api: TestApi;

beforeAll(async () => {
  api = await startGatewayApi();
});
afterAll(() => api?.stop());

const pairs = (text: string): readonly string[] => text.match(/../g) ?? [];

describe("the search for a caller's certificate", () => {
  it('finds it by every spelling of name, thumbprint and serial number', async () => {
    const issued = await Promise.all(['Åsa', 'Bo'].map((CN) => issueSelfSigned({ subject: `CN=${CN}` })));
    const { body } = await api.call('POST', path, { body: { pem: issued.map(({ pem }) => pem).join('') } });
    const [{ id, thumbprints, certificate }] = body;
    const spellings = [
      'a\u030aSA',
      pairs(thumbprints.sha256).join(':'),
      `\u200e${pairs(thumbprints.sha256).join(' ')}`,
      `0x${thumbprints.sha256.toUpperCase()}`,
      thumbprints.sha1,
      pairs(thumbprints.sha1.toUpperCase()).join('-'),
      pairs(certificate.serialNumber).join(':').toLowerCase(),
      `00${certificate.serialNumber}`,
      `0x${certificate.serialNumber}`,
    ];

    for (const spelling of spellings) {
      const found = await api.call('GET', `${path}?search=${encodeURIComponent(spelling)}`);
      expect(
        found.body.items.map((each: { id: string }) => each.id),
        spelling,
      ).toEqual([id]);
    }
  });
});
