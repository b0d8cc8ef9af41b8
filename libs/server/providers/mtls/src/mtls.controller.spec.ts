import type { Issued } from '@postern/dev-pki';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { completion, forgetOutcomes, startEndpoint, stopEndpoint, visit } from '../testing/certificate-endpoint.js';
import { type createPki, nginxHeaders, proxySecret } from '../testing/index.js';

let ada: Issued;
let issue: Awaited<ReturnType<typeof createPki>>['issue'];

beforeAll(async () => {
  ({ ada, issue } = await startEndpoint());
});
afterAll(stopEndpoint);
beforeEach(forgetOutcomes);

describe('the certificate endpoint', () => {
  it('hands an accepted certificate to its sign-in, and redirects the browser back', async () => {
    const { status, headers } = await visit('sign_in~on~1', nginxHeaders(ada));

    expect(status).toBe(303);
    expect(headers).toMatchObject({
      location: 'https://localhost:8443/good?code=1',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
    expect(completion.outcomes).toMatchObject([{ ticket: { methodId: 'on' }, identifier: { label: 'Ada' } }]);
  });

  it('reports the fresh host, so that this browser starts there next time', async () => {
    const shownAt = async (host: string) => (await visit(`sign_in~on~${host}`, { ...nginxHeaders(ada), host })).headers;

    expect((await shownAt('a1b2c3d4e5f60718.mtls.localhost:3443')).location).toBe(
      'https://localhost:8443/good?code=1&place=a1b2c3d4e5f60718',
    );
    for (const host of ['localhost:3443', 'a1.mtls.localhost', 'A1B2C3D4E5F60718&.x'])
      expect((await shownAt(host)).location).toBe('https://localhost:8443/good?code=1');
  });

  it('hands a refused certificate back with its code and what was presented', async () => {
    const { status, headers } = await visit(
      'sign_in~on~1',
      nginxHeaders(await issue({ purposes: ['serverAuth'] }), 'FAILED:unsuitable certificate purpose'),
    );

    expect([status, headers.location]).toEqual([303, 'https://localhost:8443/refused?code=certificate.wrong_purpose']);
    expect(completion.outcomes).toMatchObject([{ refusal: { certificate: { summary: { name: 'Ada' } } } }]);
  });

  it('hands back what only Nginx knows to be revoked as refused by the proxy, with Nginx’s reason', async () => {
    await visit('sign_in~on~1', nginxHeaders(ada, 'FAILED:certificate revoked'));

    expect(completion.outcomes).toMatchObject([
      {
        refusal: {
          code: 'certificate.refused_by_proxy',
          reason: 'certificate revoked',
          certificate: { summary: { name: 'Ada' } },
        },
      },
    ]);
  });

  it('judges a path itself, whatever Nginx says of it', async () => {
    await visit('sign_in~on~1', nginxHeaders(ada, 'FAILED:certificate has expired'));

    expect(completion.outcomes).toMatchObject([{ identifier: { label: 'Ada' } }]);
  });

  it('hands back that no certificate was sent', async () => {
    await visit('sign_in~on~1', { 'X-SSL-Client-Verify': 'NONE', 'X-Postern-Proxy-Secret': proxySecret });

    expect(completion.outcomes).toMatchObject([{ refusal: { code: 'certificate.missing', certificate: null } }]);
  });

  it.each([
    ['without the proxy secret', { 'X-Postern-Proxy-Secret': 'guessed' }],
    ['with a header twice', { 'X-SSL-Client-Verify': ['SUCCESS', 'SUCCESS'] }],
    ['with another serial number', { 'X-SSL-Client-Serial': '00' }],
  ])('hands forged headers back %s, so that the event log learns of them', async (_, change) => {
    const { status } = await visit('sign_in~on~1', { ...nginxHeaders(ada), ...change });

    expect(status).toBe(303);
    expect(completion.outcomes).toMatchObject([{ refusal: { code: 'certificate.header_mismatch' } }]);
  });

  it('does not exist on the public socket, with whatever headers', async () => {
    expect((await visit('sign_in~on~1', nginxHeaders(ada), { publicSocket: true })).status).toBe(404);
    expect(completion.outcomes).toHaveLength(0);
  });

  it.each(['HEAD', 'POST', 'PUT', 'DELETE'])('does not answer %s', async (method) => {
    expect((await visit('sign_in~on~1', nginxHeaders(ada), { method })).status).toBe(404);
    expect(completion.outcomes).toHaveLength(0);
  });

  it.each([
    ['absent', undefined, 'ticket.invalid'],
    ['expired', 'expired', 'ticket.expired'],
    ['there twice', 'sign_in~on~1&ticket=sign_in~on~2', 'ticket.invalid'],
    ['another provider’s', 'sign_in~password~1', 'ticket.invalid'],
  ])('sends the browser back when the ticket is %s', async (_, ticket, code) => {
    const { status, headers } = await visit(ticket, nginxHeaders(ada));

    expect([status, headers.location, headers['cache-control']]).toEqual([
      303,
      `https://localhost:8443/back#${code}`,
      'no-store',
    ]);
    expect(completion.outcomes).toHaveLength(0);
  });

  it('sends the browser back when the ticket was used', async () => {
    await visit('sign_in~on~1', nginxHeaders(ada));

    expect((await visit('sign_in~on~1', nginxHeaders(ada))).headers.location).toBe(
      'https://localhost:8443/back#ticket.used',
    );
  });

  it('refuses a method that was deleted, disabled or taken from the application since', async () => {
    await visit('sign_in~gone~1', nginxHeaders(ada));
    await visit('sign_in~off~1', nginxHeaders(ada));
    await visit('sign_in~elsewhere~1', nginxHeaders(ada));

    expect(completion.outcomes).toMatchObject([
      { refusal: { code: 'sign_in_method.not_found' } },
      { refusal: { code: 'sign_in_method.disabled' } },
      { refusal: { code: 'sign_in_method.not_offered_here', certificate: null } },
    ]);
  });

  it('links a certificate by a method that is not on the sign-in page', async () => {
    await visit('link~off~1', nginxHeaders(ada));

    expect(completion.outcomes).toMatchObject([{ ticket: { purpose: 'link' }, identifier: { label: 'Ada' } }]);
  });

  it('never mixes up simultaneous requests', async () => {
    const people = await Promise.all(
      Array.from({ length: 40 }, (_, index) => issue({ subject: `CN=Person ${index}` })),
    );
    await Promise.all(people.map((person, index) => visit(`sign_in~on~${index}`, nginxHeaders(person))));

    const labels = completion.outcomes.map(({ ticket, ...outcome }) => [
      ticket.id,
      'identifier' in outcome ? outcome.identifier.label : undefined,
    ]);
    expect(new Map(labels as [string, string][])).toEqual(
      new Map(people.map((_, index) => [`sign_in~on~${index}`, `Person ${index}`])),
    );
  });
});
