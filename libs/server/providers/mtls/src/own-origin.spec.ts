import type { Issued } from '@postern/dev-pki';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  completion,
  forgetOutcomes,
  origins,
  startEndpoint,
  stopEndpoint,
  visit,
} from '../testing/certificate-endpoint.js';
import { nginxHeaders } from '../testing/index.js';

let ada: Issued;
beforeAll(async () => {
  ({ ada } = await startEndpoint());
});
afterAll(stopEndpoint);
beforeEach(forgetOutcomes);

describe('a method with an origin of its own', () => {
  const shownAt = (methodId: string, listener: string | undefined, host: string) =>
    visit(`sign_in~${methodId}~1`, {
      ...nginxHeaders(ada),
      ...(listener !== undefined && { 'X-Postern-Certificate-Method': listener }),
      host,
    });
  const mismatch = (reason: string) => [
    { refusal: { code: 'certificate.header_mismatch', reason, certificate: null } },
  ];

  beforeEach(() => origins.change({ on: 'acme', other: 'beta' }));

  it.each(['acme.mtls.localhost:3443', 'a1b2c3d4e5f60718-acme.mtls.localhost:3443'])(
    'accepts a certificate that was shown at %s',
    async (host) => {
      await shownAt('on', 'on', host);

      expect(completion.outcomes).toMatchObject([{ identifier: { label: 'Ada' } }]);
    },
  );

  it.each(['acme.mtls.localhost', 'beta.mtls.localhost', 'localhost'])(
    'takes none that was shown at the origin of another method, though it trusts the same CAs; Host says %s',
    async (host) => {
      await shownAt('on', 'other', host);

      expect(completion.outcomes).toMatchObject(mismatch('shown at the origin of another method'));
    },
  );

  it('is the only one: a method without one takes none that was shown there', async () => {
    origins.change({ on: 'acme' });
    await shownAt('other', 'on', 'acme.mtls.localhost');

    expect(completion.outcomes).toMatchObject(mismatch('shown at the origin of another method'));
  });

  it('takes none where the shared listener answers at its name', async () => {
    await shownAt('on', undefined, 'acme.mtls.localhost:3443');

    expect(completion.outcomes).toMatchObject(mismatch('not shown at the origin of the method'));
  });

  it('leads there from the shared origin, with the ticket unused', async () => {
    const { status, headers } = await shownAt('on', undefined, 'localhost:3443');
    const fresh = await shownAt('on', undefined, 'a1b2c3d4e5f60718.mtls.localhost:3443');

    expect([status, headers.location]).toEqual([
      303,
      'https://acme.mtls.localhost:3443/api/mtls/sign-in?ticket=sign_in%7Eon%7E1',
    ]);
    expect(fresh.headers.location).toContain('https://a1b2c3d4e5f60718-acme.mtls.localhost:3443/');
    expect(completion.outcomes).toEqual([]);
  });

  it('takes the word of Nginx alone for whose origin it was', async () => {
    const forged = { 'X-Postern-Certificate-Method': 'on', 'X-Postern-Proxy-Secret': 'guessed' };
    await visit('sign_in~on~1', { ...nginxHeaders(ada), ...forged });
    await visit('sign_in~on~2', { ...nginxHeaders(ada), 'X-Postern-Certificate-Method': ['on', 'on'] });
    await visit('sign_in~on~3', { ...nginxHeaders(ada), X_Postern_Certificate_Method: 'on' });

    expect(completion.outcomes.map((outcome) => 'refusal' in outcome && outcome.refusal.code)).toEqual([
      'certificate.header_mismatch',
      'certificate.header_mismatch',
      'certificate.header_mismatch',
    ]);
  });

  it('has the shared origin again when Nginx serves its own no longer', async () => {
    origins.change({});
    await shownAt('on', undefined, 'localhost:3443');

    expect(completion.outcomes).toMatchObject([{ identifier: { label: 'Ada' } }]);
  });
});
