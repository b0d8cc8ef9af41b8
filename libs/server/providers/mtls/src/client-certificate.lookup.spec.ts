import type { Issued } from '@postern/dev-pki';
import { beforeAll, describe, expect, it } from 'vitest';
import { codeOf, createPki, mtlsConfig, nginxHeaders, proxySecret, refusalOf, requestWith } from '../testing/index.js';
import { ClientCertificateLookup } from './client-certificate.lookup.js';
import type { RefusedCertificateError } from '@postern/certificate-kit';

const lookup = new ClientCertificateLookup(mtlsConfig());
let ada: Issued;
let other: Issued;
let good: Record<string, string>;

beforeAll(async () => {
  const { ada: first, issue } = await createPki();
  [ada, other] = [first, await issue()];
  good = nginxHeaders(ada);
});

const codeWith = (changes: Record<string, string | undefined>) =>
  codeOf(() =>
    lookup.find(
      requestWith(
        Object.entries({ ...good, ...changes }).flatMap(([name, value]) => (value === undefined ? [] : [name, value])),
      ),
    ),
  );

describe('the certificate of a request', () => {
  it('is the one of the handshake', () => {
    const { certificate, proxyRefusal } = lookup.find(requestWith(good));

    expect(Buffer.from(certificate.der)).toEqual(Buffer.from(ada.der));
    expect(proxyRefusal).toBeNull();
  });

  it('is read without the headers that are only compared', () => {
    const { 'X-SSL-Client-Cert': cert, 'X-SSL-Client-Verify': verify } = good;
    const request = requestWith({
      'X-SSL-Client-Cert': cert!,
      'X-SSL-Client-Verify': verify!,
      'X-Postern-Proxy-Secret': proxySecret,
    });

    expect(lookup.find(request).proxyRefusal).toBeNull();
  });

  it('is still read when Nginx refused it, with Nginx’s reason', () => {
    const { proxyRefusal } = lookup.find(requestWith(nginxHeaders(ada, 'FAILED:certificate has expired')));

    expect(proxyRefusal).toBe('certificate has expired');
  });

  it('is missing when the browser sent none', async () => {
    expect(await codeWith({ ...noCertificate, 'X-SSL-Client-Verify': 'NONE' })).toBe('certificate.missing');
  });

  it('is refused by the proxy when Nginx will not even pass it on', async () => {
    expect(await codeWith({ ...noCertificate, 'X-SSL-Client-Verify': 'FAILED:x' })).toBe(
      'certificate.refused_by_proxy',
    );
  });

  it.each([
    '%00',
    'garbage',
    encodeURIComponent('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'),
    'A'.repeat(100_000),
  ])('is malformed when the header holds something else (%#)', async (value) => {
    expect(await codeWith({ 'X-SSL-Client-Cert': value })).toBe('certificate.malformed');
  });
});

const noCertificate = {
  'X-SSL-Client-Cert': undefined,
  'X-SSL-Client-Serial': undefined,
  'X-SSL-Client-Fingerprint': undefined,
};

describe('forged certificate headers', () => {
  it('are ignored on any other socket, whatever the request says', async () => {
    expect(await codeOf(() => lookup.find(requestWith(good, false)))).toBe('request.not_found');
  });

  it.each([
    ['missing', undefined],
    ['wrong', 'correct-horse-battery-staple-0123456788'],
    ['cut short', proxySecret.slice(0, -1)],
    ['empty', ''],
  ])('are ignored with a proxy secret that is %s, and not even parsed', async (_, secret) => {
    const entries = Object.entries({ ...good, 'X-Postern-Proxy-Secret': secret }).filter(
      ([, value]) => value !== undefined,
    );
    const refusal = await refusalOf(() => lookup.find(requestWith(entries.flat() as string[])));

    expect(refusal.code).toBe('certificate.header_mismatch');
    expect((refusal as RefusedCertificateError).certificate).toBeNull();
  });

  it.each([
    'X-SSL-Client-Cert',
    'X-SSL-Client-Verify',
    'X-SSL-Client-Serial',
    'X-SSL-Client-DN',
    'X-Postern-Proxy-Secret',
  ])('are refused when %s comes twice, in any case', async (name) => {
    const doubled = [...Object.entries(good).flat(), name.toLowerCase(), good[name]!];

    expect(await codeOf(() => lookup.find(requestWith(doubled)))).toBe('certificate.header_mismatch');
  });

  it('are refused when spelled with underscores', async () => {
    expect(await codeWith({ X_SSL_Client_Cert: good['X-SSL-Client-Cert'] })).toBe('certificate.header_mismatch');
  });

  it.each([
    ['serial number', 'X-SSL-Client-Serial'],
    ['fingerprint', 'X-SSL-Client-Fingerprint'],
    ['certificate', 'X-SSL-Client-Cert'],
  ])('are refused when the %s is another certificate’s, and say what was presented', async (_, name) => {
    const request = requestWith({ ...good, [name]: nginxHeaders(other)[name]! });
    const refusal = await refusalOf(() => lookup.find(request));

    expect(refusal.code).toBe('certificate.header_mismatch');
    expect((refusal as RefusedCertificateError).certificate?.summary.name).toBe('Ada');
  });

  it.each([
    ['NONE beside a certificate', 'NONE'],
    ['no verdict', undefined],
    ['a verdict Nginx does not know', 'success'],
  ])('are refused with %s', async (_, verify) => {
    expect(await codeWith({ 'X-SSL-Client-Verify': verify })).toBe('certificate.header_mismatch');
  });

  it.each([['SUCCESS'], [undefined]])('are refused with verdict %s and no certificate', async (verify) => {
    expect(await codeWith({ ...noCertificate, 'X-SSL-Client-Verify': verify })).toBe('certificate.header_mismatch');
  });

  it('are compared by numbers, never by the text of names', () => {
    const request = requestWith({
      ...good,
      'X-SSL-Client-DN': 'CN=Somebody Else',
      'X-SSL-Client-Issuer': 'CN=M\\C3\\BCller',
    });

    expect(lookup.find(request).proxyRefusal).toBeNull();
  });
});
