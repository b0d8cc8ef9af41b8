import type { Issued } from '@postern/dev-pki';
import type { CertificateListener } from '@postern/requests';
import { beforeAll, describe, expect, it } from 'vitest';
import { codeOf, createPki, headersOfNobody, nginxHeaders, proxySecret, rawRequestWith } from '../testing/index.js';
import { ProxiedCertificateReader } from './proxied-certificate.reader.js';

const readers = {
  people: new ProxiedCertificateReader(proxySecret, 'people'),
  applications: new ProxiedCertificateReader(proxySecret, 'applications'),
};
let ada: Issued;

beforeAll(async () => {
  ({ ada } = await createPki());
});

describe.each([
  { listener: 'people', other: 'applications' },
  { listener: 'applications', other: 'people' },
] as const)('a certificate that came over the listener of $listener', ({ listener, other }) => {
  const request = (headers: Record<string, string>, over: CertificateListener | null = listener) =>
    rawRequestWith(headers, over);

  it('is read there', () => {
    const found = readers[listener].read(request(nginxHeaders(ada, 'FAILED:self-signed certificate')));

    expect(Buffer.from(found!.certificate.der)).toEqual(Buffer.from(ada.der));
    expect(found?.proxyRefusal).toBe('self-signed certificate');
  });

  it(`is ignored on the listener of ${other} and on any other socket`, () => {
    expect(readers[other].read(request(nginxHeaders(ada)))).toBeUndefined();
    expect(readers[listener].read(request(nginxHeaders(ada), other))).toBeUndefined();
    expect(readers[listener].read(request(nginxHeaders(ada), null))).toBeUndefined();
  });

  it('is not believed without the proxy secret', async () => {
    const headers = { ...nginxHeaders(ada), 'X-Postern-Proxy-Secret': 'another-secret-of-the-same-length-01234' };

    expect(await codeOf(() => readers[listener].read(request(headers)))).toBe('certificate.header_mismatch');
  });

  it('is missing when there was none in the handshake', async () => {
    expect(await codeOf(() => readers[listener].read(request(headersOfNobody)))).toBe('certificate.missing');
  });
});
