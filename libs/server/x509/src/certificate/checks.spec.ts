import { issueSelfSigned, type CertificateOptions, type Issued } from '@postern/dev-pki';
import { KeyUsageFlags } from '@peculiar/x509';
import { describe, expect, it } from 'vitest';
import { parseCertificate } from './certificate.js';
import { assertNotAuthority, assertStrong, assertValidAt } from './checks.js';
import { assertClientPurpose } from './purpose.js';
import { days, now, reasonOf } from '../../testing/index.js';

const make = async (options: Partial<CertificateOptions> = {}) => issueSelfSigned({ subject: 'CN=Ada', ...options });
const parsed = async (options: Partial<CertificateOptions> = {}) => parseCertificate((await make(options)).der);

/** The same certificate, saying that it was signed by another algorithm. */
const withSignatureAlgorithm = ({ der }: Issued, from: string, to: string) =>
  parseCertificate(Buffer.from(Buffer.from(der).toString('hex').replaceAll(from, to), 'hex'));
const sha256WithRsa = '06092a864886f70d01010b';

describe('key and signature strength', () => {
  it.each(['ec-p256', 'ec-p384', 'ed25519', 'rsa-2048'] as const)('accepts %s', async (keyAlgorithm) => {
    const certificate = await parsed({ keyAlgorithm });

    expect(() => assertStrong(certificate)).not.toThrow();
  });

  it('refuses RSA below 2048 bits', async () => {
    const certificate = await parsed({ keyAlgorithm: 'rsa-1024' });

    expect(certificate.key.description).toBe('RSA 1024');
    expect(await reasonOf(() => assertStrong(certificate))).toBe('weak_key');
  });

  it('refuses a SHA-1 signature', async () => {
    const certificate = await parsed({ keyAlgorithm: 'rsa-2048', signatureHash: 'SHA-1' });

    expect(await reasonOf(() => assertStrong(certificate))).toBe('weak_key');
  });

  it.each([
    ['MD5', '06092a864886f70d010104'],
    ['SHA-224', '06092a864886f70d01010e'],
    ['PSS without parameters, which means SHA-1,', '06092a864886f70d01010a'],
  ])('refuses a %s signature', async (_, oid) => {
    const certificate = withSignatureAlgorithm(await make({ keyAlgorithm: 'rsa-2048' }), sha256WithRsa, oid);

    expect(await reasonOf(() => assertStrong(certificate))).toBe('weak_key');
  });

  it('refuses a curve that is not on the list', async () => {
    const { der } = await make();
    const p256 = '06082a8648ce3d030107';
    const unknown = '06082a8648ce3d030106';
    const certificate = parseCertificate(Buffer.from(Buffer.from(der).toString('hex').replace(p256, unknown), 'hex'));

    expect(await reasonOf(() => assertStrong(certificate))).toBe('unsupported_algorithm');
  });
});

describe('validity', () => {
  it('refuses a certificate before its first and after its last second', async () => {
    const certificate = await parsed({ notBefore: days(-1), notAfter: days(1) });

    expect(await reasonOf(() => assertValidAt(certificate, days(-2)))).toBe('not_yet_valid');
    expect(await reasonOf(() => assertValidAt(certificate, days(2)))).toBe('expired');
    expect(() => assertValidAt(certificate, now)).not.toThrow();
    expect(() => assertValidAt(certificate, certificate.notBefore)).not.toThrow();
    expect(() => assertValidAt(certificate, certificate.notAfter)).not.toThrow();
  });

  it('reads dates after 2049', async () => {
    expect((await parsed({ notAfter: new Date('2150-03-01T00:00:00Z') })).notAfter.toISOString()).toBe(
      '2150-03-01T00:00:00.000Z',
    );
  });
});

describe('purpose', () => {
  it.each([
    ['clientAuth', ['clientAuth']],
    ['clientAuth among others', ['serverAuth', 'clientAuth']],
    ['no extended key usage', []],
  ] as const)('accepts %s', async (_, purposes) => {
    const certificate = await parsed({ purposes });

    expect(() => assertClientPurpose(certificate)).not.toThrow();
  });

  it.each([
    ['serverAuth only', { purposes: ['serverAuth'] }],
    ['any purpose without clientAuth, as OpenSSL does', { purposes: ['any'] }],
    ['a key usage without digitalSignature', { keyUsages: KeyUsageFlags.keyAgreement }],
  ] as const)('refuses %s', async (_, options) => {
    const certificate = await parsed(options);

    expect(await reasonOf(() => assertClientPurpose(certificate))).toBe('wrong_purpose');
  });

  it('accepts a certificate without key usage', async () => {
    const certificate = await parsed({ keyUsages: null });

    expect(() => assertClientPurpose(certificate)).not.toThrow();
  });
});

describe('authorities', () => {
  it.each([
    ['a CA certificate', { isAuthority: true }],
    [
      'a certificate whose key may sign others',
      { keyUsages: KeyUsageFlags.keyCertSign | KeyUsageFlags.digitalSignature },
    ],
  ])('refuses %s', async (_, options) => {
    const certificate = await parsed(options);

    expect(await reasonOf(() => assertNotAuthority(certificate))).toBe('is_authority');
  });

  it('accepts a person’s certificate', async () => {
    const certificate = await parsed();

    expect(() => assertNotAuthority(certificate)).not.toThrow();
  });
});
