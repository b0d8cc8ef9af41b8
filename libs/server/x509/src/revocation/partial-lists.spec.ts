import { KeyUsageFlags } from '@peculiar/x509';
import {
  createAuthority,
  createCrl,
  distributionPoints,
  issueCertificate,
  type Authority,
  type ListScope,
  type RevocationListOptions,
} from '@postern/dev-pki';
import { beforeAll, describe, expect, it } from 'vitest';
import { days, issue, now, twoTierAuthority } from '../../testing/index.js';
import { type Certificate, parseCertificate } from '../certificate/certificate.js';
import { findPath } from '../path/certificate-path.js';
import type { TrustStore } from '../path/trust-store.js';
import { X509Error } from '../x509.error.js';
import { readRevocationLists } from './configured-list.js';
import { Revocations } from './revocation.js';

let root: Authority;
let issuing: Authority;
let store: TrustStore;
let ada: Certificate;
const serial = '4a5b';

type List = { readonly by?: Authority } & RevocationListOptions;

/** What the lists say of a certificate: `good`, `unchecked`, or the reason of the refusal. */
const verdict = async (lists: readonly List[], certificate = ada, signers: readonly Authority[] = []) => {
  const read = await Promise.all(
    lists.map(async ({ by = issuing, ...options }) => readRevocationLists((await createCrl(by, options)).der)),
  );
  const revocations = new Revocations(read.flat(), { signers: signers.map(({ der }) => parseCertificate(der)) });
  try {
    return await revocations.assertNotRevoked(certificate, findPath(certificate, store, now), now);
  } catch (error) {
    if (error instanceof X509Error) return error.reason;
    throw error;
  }
};
const revokedSerials = [serial];

beforeAll(async () => {
  ({ root, issuing, store } = await twoTierAuthority());
  ada = await issue(issuing, { serialNumber: serial });
});

const everybody = (scope: ListScope, critical: boolean, options: RevocationListOptions = {}): List[] => [
  { scope, critical, ...options },
  { by: root },
];

describe.each([
  ['critical', true],
  ['not critical', false],
])('a list whose scope is %s', (_, critical) => {
  it.each<[string, ListScope]>([
    ['by its address', { addresses: ['http://crl.example.org/ca.crl'] }],
    ['for people’s certificates', { onlyUserCertificates: true }],
    ['for both', { addresses: ['http://crl.example.org/ca.crl'], onlyUserCertificates: true }],
  ])('is complete for a person: %s', async (_, scope) => {
    expect(await verdict(everybody(scope, critical))).toBe('good');
    expect(await verdict(everybody(scope, critical, { revokedSerials }))).toBe('revoked');
  });

  it.each<[string, ListScope]>([
    ['authorities only', { onlyAuthorityCertificates: true }],
    ['attribute certificates only', { onlyAttributeCertificates: true }],
    ['a part with a name of its own', { directoryName: 'CN=Part 1' }],
    ['some reasons only', { onlyReasons: [1] }],
  ])('says nothing of a person when it covers %s', async (_, scope) => {
    expect(await verdict(everybody(scope, critical))).toBe('revocation_unknown');
    expect(await verdict(everybody(scope, critical, { revokedSerials }))).toBe('revocation_unknown');
  });

  it('covers authorities where it is for them', async () => {
    const lists = (scope: ListScope): List[] => [{}, { by: root, scope, critical }];

    expect(await verdict(lists({ onlyAuthorityCertificates: true }))).toBe('good');
    expect(await verdict(lists({ onlyUserCertificates: true }))).toBe('revocation_unknown');
  });

  it('revokes for its own reasons, and accepts only together with the others', async () => {
    const compromised = { scope: { onlyReasons: [1, 2] }, critical };
    const others = { scope: { onlyReasons: [3, 4, 5, 6, 7, 8] }, critical };
    const entry = { revoked: [{ serialNumber: serial, reason: 1 as const }] };

    expect(await verdict([{ ...compromised, ...entry }, { by: root }])).toBe('revoked');
    expect(await verdict([compromised, { by: root }])).toBe('revocation_unknown');
    expect(await verdict([compromised, others, { by: root }])).toBe('good');
    expect(await verdict([{ ...compromised, ...entry }, others, { by: root }])).toBe('revoked');
  });

  it('is a delta list that is not usable without its base', async () => {
    const delta = { number: 5, baseNumber: 3, critical };

    expect(await verdict([delta, { by: root }])).toBe('revocation_unknown');
  });
});

describe('a delta list', () => {
  const base = (number: number, options: List = {}): List => ({ number, thisUpdate: days(-2), ...options });
  const delta = (options: List = {}): List => ({ number: 5, baseNumber: 3, ...options });
  const judged = (...lists: List[]) => verdict([...lists, { by: root }]);

  it('adds to its base, and takes away from it', async () => {
    expect(await judged(base(3), delta())).toBe('good');
    expect(await judged(base(3), delta({ revokedSerials }))).toBe('revoked');
    expect(await judged(base(3, { revokedSerials }), delta())).toBe('revoked');
    expect(await judged(base(3, { revokedSerials }), delta({ revoked: [{ serialNumber: serial, reason: 8 }] }))).toBe(
      'good',
    );
  });

  it('belongs to a base that is at least as new as it asks for', async () => {
    expect(await judged(base(4), delta({ revokedSerials }))).toBe('revoked');
    expect(await judged(base(2), delta())).toBe('revocation_unknown');
  });

  it('is no longer asked when its base is newer', async () => {
    expect(await judged(base(6, { thisUpdate: days(-0.01) }), delta({ revokedSerials, thisUpdate: days(-1) }))).toBe(
      'good',
    );
  });

  it('that has expired, or is not understood, leaves all certificates unknown', async () => {
    expect(await judged(base(3), delta({ thisUpdate: days(-1), nextUpdate: days(-0.5) }))).toBe('revocation_unknown');
    expect(await judged(base(3), delta({ criticalExtensions: ['1.2.3.4'] }))).toBe('revocation_unknown');
  });
});

describe('partial lists by URL', () => {
  const part = (number: number, options: RevocationListOptions = {}): List => ({
    scope: { addresses: [`http://crl.example.org/${number}.crl`] },
    ...options,
  });
  let bob: Certificate;

  beforeAll(async () => {
    const extensions = [distributionPoints({ addresses: ['HTTP://CRL.example.org/1.crl'] })];
    bob = await issue(issuing, { serialNumber: serial, extensions });
  });

  it('are chosen by the URL in the certificate', async () => {
    expect(await verdict([part(1), part(2, { revokedSerials }), { by: root }], bob)).toBe('good');
    expect(await verdict([part(1, { revokedSerials }), part(2), { by: root }], bob)).toBe('revoked');
    expect(await verdict([part(2), { by: root }], bob)).toBe('revocation_unknown');
  });

  it('are all searched for a certificate without a URL', async () => {
    expect(await verdict([part(1), part(2, { revokedSerials }), { by: root }])).toBe('revoked');
    expect(await verdict([part(1), part(2), { by: root }])).toBe('good');
  });
});

describe('an indirect list', () => {
  let keeper: Authority;
  let eve: Certificate;
  const scope = { indirect: true };
  const issuer = 'CN=Issuing,O=Test';

  beforeAll(async () => {
    keeper = await issueCertificate(root, { subject: 'CN=Keeper,O=Test', keyUsages: KeyUsageFlags.cRLSign });
    const extensions = [distributionPoints({ issuer: 'CN=Keeper,O=Test' })];
    eve = await issue(issuing, { serialNumber: serial, extensions });
  });
  const judged = (options: RevocationListOptions, certificate = eve, signers = [keeper]) =>
    verdict([{ by: keeper, ...options }, { by: root }], certificate, signers);

  it('revokes certificates that it attributes to the issuer', async () => {
    expect(await judged({ scope })).toBe('good');
    expect(await judged({ scope, revoked: [{ serialNumber: serial, issuer }] })).toBe('revoked');
    expect(await judged({ scope, revoked: [{ serialNumber: '01', issuer }, { serialNumber: serial }] })).toBe(
      'revoked',
    );
  });

  it('says nothing of another issuer’s certificate with the same number', async () => {
    expect(await judged({ scope, revokedSerials })).toBe('good');
    expect(await judged({ scope, revoked: [{ serialNumber: serial, issuer: 'CN=Else' }] })).toBe('good');
  });

  it('must declare that it is indirect', async () => {
    expect(await judged({})).toBe('revocation_unknown');
    expect(await judged({ revoked: [{ serialNumber: serial, issuer }] })).toBe('revocation_unknown');
  });

  it('revokes even certificates that do not name it', async () => {
    expect(await judged({ scope, revoked: [{ serialNumber: serial, issuer }] }, ada)).toBe('revoked');
    expect(await judged({ scope }, ada)).toBe('unchecked');
  });

  it('counts only where its signer is known and has a path to the same anchor', async () => {
    const impostor = await createAuthority({ subject: 'CN=Keeper,O=Test' });

    expect(await judged({ scope }, eve, [])).toBe('revocation_unknown');
    expect(await verdict([{ by: impostor, scope }, { by: root }], eve, [impostor])).toBe('revocation_unknown');
  });
});

describe('a list that another key of the authority signed', () => {
  const subject = 'CN=Issuing,O=Test';

  it('counts when the key has a certificate below the same anchor', async () => {
    const signer = await issueCertificate(root, { subject, keyUsages: KeyUsageFlags.cRLSign });

    expect(await verdict([{ by: signer }, { by: root }], ada, [signer])).toBe('good');
    expect(await verdict([{ by: signer, revokedSerials }, { by: root }], ada, [signer])).toBe('revoked');
    expect(await verdict([{ by: signer }, { by: root }], ada, [])).toBe('revocation_unknown');
  });

  it('does not count when that certificate was revoked, expired, or may not sign lists', async () => {
    const signer = await issueCertificate(root, { subject, keyUsages: KeyUsageFlags.cRLSign });
    const late = await issueCertificate(root, {
      subject,
      notBefore: days(-9),
      notAfter: days(-1),
      keyUsages: KeyUsageFlags.cRLSign,
    });
    const silent = await issueCertificate(root, { subject, keyUsages: KeyUsageFlags.digitalSignature });
    const rootList = { by: root, revokedSerials: [signer.certificate.serialNumber] };

    expect(await verdict([{ by: signer }, rootList], ada, [signer])).toBe('revocation_unknown');
    expect(await verdict([{ by: late }, { by: root }], ada, [late])).toBe('revocation_unknown');
    expect(await verdict([{ by: silent }, { by: root }], ada, [silent])).toBe('revocation_unknown');
  });

  it('counts after a key rollover', async () => {
    const renewed = await createAuthority({ subject, issuer: root });

    expect(await verdict([{ by: renewed }, { by: root }], ada, [renewed])).toBe('good');
    expect(await verdict([{ by: renewed, revokedSerials }, { by: root }], ada, [renewed])).toBe('revoked');
  });

  it('does not count when it is an untrusted root in the same file', async () => {
    const twin = await createAuthority({ subject });

    expect(await verdict([{ by: twin }, { by: root }], ada, [twin])).toBe('revocation_unknown');
  });
});
