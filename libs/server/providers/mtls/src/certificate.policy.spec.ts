import { createAuthority, createCrl, issueCertificate, issueSelfSigned, type Issued } from '@postern/dev-pki';
import { parseCertificate, readRevocationLists, Revocations } from '@postern/x509';
import { beforeAll, describe, expect, it } from 'vitest';
import { codeOf, createPki, days, mtlsConfig, refusalOf } from '../testing/index.js';
import { CertificatePolicy } from './certificate.policy.js';
import type { RefusedCertificateError } from '@postern/certificate-kit';
import { RevocationLists } from '@postern/certificate-kit';

type Pki = Awaited<ReturnType<typeof createPki>>;
let pki: Pki;

beforeAll(async () => {
  pki = await createPki();
});

const policyBy = (current: () => Revocations): CertificatePolicy =>
  new CertificatePolicy({
    assertNotRevoked: async (...asked: Parameters<RevocationLists['assertNotRevoked']>) => {
      await current().assertNotRevoked(...asked);
    },
  } as RevocationLists);
/** A policy that knows these revocation lists. */
const policyWith = (...lists: { readonly der: Uint8Array }[]): CertificatePolicy => {
  const revocations = new Revocations(lists.flatMap(({ der }) => readRevocationLists(der)));
  return policyBy(() => revocations);
};
const policy = new CertificatePolicy(new RevocationLists(mtlsConfig()));
const judge = ({ der }: Issued, by = policy) => by.assertAcceptable(parseCertificate(der), pki.method.params);

describe('the certificate policy', () => {
  it.each(['ec-p256', 'ec-p384', 'ed25519', 'rsa-2048'] as const)(
    'accepts a good certificate with a key of type %s',
    async (keyAlgorithm) => {
      const { anchor } = await judge(await pki.issue({ keyAlgorithm }));

      expect(anchor.certificate.sha256).toBe(parseCertificate(pki.root.der).sha256);
    },
  );

  const bad: readonly (readonly [string, string, () => Promise<Issued>])[] = [
    ['a weak key', 'certificate.weak_key', () => pki.issue({ keyAlgorithm: 'rsa-1024' })],
    [
      'a certificate that is not yet valid',
      'certificate.not_yet_valid',
      () => pki.issue({ notBefore: days(1), notAfter: days(2) }),
    ],
    ['an expired certificate', 'certificate.expired', () => pki.issue({ notBefore: days(-2), notAfter: days(-1) })],
    ['a CA certificate', 'certificate.is_authority', () => pki.issue({ isAuthority: true })],
    ['the trust anchor itself', 'certificate.is_authority', async () => pki.root],
    ['a self-signed certificate', 'certificate.self_signed', () => issueSelfSigned({ subject: 'CN=Ada' })],
    [
      'the same subject from another authority',
      'certificate.untrusted',
      async () => issueCertificate(await createAuthority({ subject: 'CN=Foreign' }), { subject: 'CN=Ada' }),
    ],
    [
      'an authority with the same name and another key',
      'certificate.untrusted',
      async () => issueCertificate(await createAuthority({ subject: 'CN=Issuing,O=Test' }), { subject: 'CN=Ada' }),
    ],
    ['a server certificate', 'certificate.wrong_purpose', () => pki.issue({ purposes: ['serverAuth'] })],
  ];

  it.each(bad)('refuses %s by its own code and says what was presented', async (_, code, make) => {
    const certificate = await make();
    const refusal = (await refusalOf(() => judge(certificate))) as RefusedCertificateError;

    expect(refusal.code).toBe(code);
    expect(refusal.certificate?.summary.sha256).toBe(parseCertificate(certificate.der).sha256);
  });

  it('refuses a SHA-1 signature', async () => {
    const root = await createAuthority({ subject: 'CN=RSA', keyAlgorithm: 'rsa-2048' });

    expect(
      await codeOf(async () => judge(await issueCertificate(root, { subject: 'CN=Ada', signatureHash: 'SHA-1' }))),
    ).toBe('certificate.weak_key');
  });

  it('refuses a revoked certificate, also one it accepted before', async () => {
    const crl = await createCrl(pki.issuing, { revokedSerials: [pki.ada.certificate.serialNumber] });
    let revocations = new Revocations([]);
    const live = policyBy(() => revocations);
    await judge(pki.ada, live);
    revocations = new Revocations(readRevocationLists(crl.der));

    expect(await codeOf(() => judge(pki.ada, live))).toBe('certificate.revoked');
  });

  it('refuses all certificates once the authority’s revocation list has expired', async () => {
    const stale = await createCrl(pki.issuing, { thisUpdate: days(-2), nextUpdate: days(-1) });

    expect(await codeOf(() => judge(pki.ada, policyWith(stale)))).toBe('certificate.revocation_unknown');
  });

  it('refuses a certificate that expired since it was accepted', async () => {
    const certificate = parseCertificate((await pki.issue({ notAfter: days(1) })).der);
    await policy.assertAcceptable(certificate, pki.method.params);

    expect(await codeOf(() => policy.assertAcceptable(certificate, pki.method.params, days(2)))).toBe(
      'certificate.expired',
    );
  });

  it('names the first problem that a person can act on', async () => {
    const both = await issueSelfSigned({
      subject: 'CN=Ada',
      notBefore: days(-2),
      notAfter: days(-1),
      purposes: ['serverAuth'],
    });

    expect(await codeOf(() => judge(both))).toBe('certificate.expired');
  });
});
