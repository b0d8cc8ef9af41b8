import { rootCertificates } from 'node:tls';
import { RevocationLists } from '@postern/certificate-kit';
import { certificatePolicies, type CertificateOptions, createAuthority, issueCertificate } from '@postern/dev-pki';
import { KeyUsageFlags } from '@peculiar/x509';
import { describe, expect, it } from 'vitest';
import { codeOf, days, listenersConfig, methodWith } from '../testing/index.js';
import { CertificatePolicy } from './certificate.policy.js';
import { MtlsParams } from './params/mtls.params.js';
import { assertPublicAuthoritiesConfirmed } from './rules/public-authorities.js';
import { parseCertificate } from '@postern/x509';

const policy = new CertificatePolicy(new RevocationLists(listenersConfig()));
const smartcardLogon = '1.3.6.1.4.1.311.20.2.2';
const [first, second] = ['1.2.3.1', '1.2.3.2'] as const;

/** The code that a certificate is refused with by a method with these settings; null when it is accepted. */
const verdict = async (options: Partial<CertificateOptions>, params: Partial<MtlsParams>): Promise<string | null> => {
  const root = await createAuthority({ subject: 'CN=Root', extensions: [certificatePolicies('2.5.29.32.0')] });
  const { der } = await issueCertificate(root, { subject: 'CN=Ada', ...options });
  const method = methodWith([root], params);
  const judge = async () => policy.assertAcceptable(parseCertificate(der), method.params);
  return judge().then(
    () => null,
    () => codeOf(judge),
  );
};
const policies = (...oids: readonly string[]) => ({ extensions: [certificatePolicies(...oids)] });

describe('demands of a method on certificates', () => {
  it.each([
    ['a policy that the certificate has', policies(first), { policies: [first, second] }, null],
    ['a policy that it lacks', policies(second), { policies: [first] }, 'certificate.policy_missing'],
    ['any policy, of one without', {}, { policies: [first] }, 'certificate.policy_missing'],
    [
      'all of two policies',
      policies(first),
      { policies: [first, second], policiesMatch: 'all' as const },
      'certificate.policy_missing',
    ],
    [
      'all of two that it has',
      policies(first, second),
      { policies: [first, second], policiesMatch: 'all' as const },
      null,
    ],
    ['a key usage that it lacks', {}, { keyUsage: ['nonRepudiation' as const] }, 'certificate.key_usage'],
    [
      'a key usage that it has',
      { keyUsages: KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation },
      { keyUsage: ['nonRepudiation' as const] },
      null,
    ],
    ['one of two purposes', {}, { purposes: ['smartcardLogon', 'clientAuth'] }, null],
    [
      'both of two purposes',
      {},
      { purposes: ['smartcardLogon', 'clientAuth'], purposesMatch: 'all' as const },
      'certificate.wrong_purpose',
    ],
    [
      'both of two that it has',
      { purposes: ['clientAuth' as const, smartcardLogon as `1.${string}`] },
      { purposes: ['smartcardLogon', 'clientAuth'], purposesMatch: 'all' as const },
      null,
    ],
    [
      'a purpose, of one that names none',
      { purposes: [] },
      { purposes: ['smartcardLogon'] },
      'certificate.wrong_purpose',
    ],
    ['clientAuth, of one that names none', { purposes: [] }, {}, null],
    ['a larger RSA key', { keyAlgorithm: 'rsa-2048' as const }, { leastRsa: '3072' as const }, 'certificate.weak_key'],
    ['a larger curve', {}, { leastCurve: 'P-384' as const }, 'certificate.weak_key'],
    ['a larger curve, which it has', { keyAlgorithm: 'ec-p384' as const }, { leastCurve: 'P-384' as const }, null],
    ['a shorter validity', { notAfter: days(400) }, { longestValidity: '397' }, 'certificate.too_long_lived'],
    ['a validity that it keeps to', { notAfter: days(390) }, { longestValidity: '397' }, null],
  ])('%s', async (_what, options, params, code) => {
    expect(await verdict(options, params)).toBe(code);
  });
});

describe('a public CA among the trust anchors', () => {
  const publicRoot = rootCertificates.find((pem) => pem.length > 0)!;
  const trusting = (params: Partial<MtlsParams>): (() => void) => {
    const pem = publicRoot;
    return () => assertPublicAuthoritiesConfirmed(Object.assign(new MtlsParams(), { trustAnchors: [pem] }, params));
  };
  const byName: MtlsParams['rules'] = [{ source: 'san-email', field: 'email' }];

  it('allows rules by name only after its name was typed', async () => {
    let name = '';
    try {
      trusting({ rules: byName })();
    } catch (error) {
      name = (error as { readonly reason: string }).reason;
    }

    expect(await codeOf(trusting({ rules: byName }))).toBe('sign_in_method.public_authority');
    expect(name).not.toBe('');
    expect(trusting({ rules: byName, publicAuthorities: [name] })).not.toThrow();
    expect(trusting({ rules: byName, publicAuthorities: ['another name'] })).toThrow();
  });

  it('is allowed where rules identify the certificate', () => {
    expect(trusting({})).not.toThrow();
  });
});
