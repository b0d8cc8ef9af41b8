import { certificateErrorCodes, type CertificateJudgement, certificateTests } from '@postern/contracts';
import { type Authority, createAuthority, issueCertificate, issueSelfSigned, type Issued } from '@postern/dev-pki';
import { parseCertificate, readAuthority, TrustStore } from '@postern/x509';
import { beforeAll, describe, expect, it } from 'vitest';
import { judgementOf, surveyOf } from './certificate-judgement.js';

let root: Authority;
let issuing: Authority;
let store: TrustStore;
let ada: Issued;
beforeAll(async () => {
  root = await createAuthority({ subject: 'CN=People Root' });
  issuing = await createAuthority({ subject: 'CN=People CA', issuer: root });
  store = new TrustStore([root, issuing].map(({ der }) => readAuthority(der)));
  ada = await issueCertificate(issuing, { subject: 'CN=Ada' });
});

const judge = (one: Issued, code: CertificateJudgement['code'], trusted = store): CertificateJudgement =>
  judgementOf(parseCertificate(one.der), trusted, { code });
const shown = ({ chain }: CertificateJudgement) => chain.map(({ name, role, standing }) => [name, role, standing]);
const outcomes = ({ tests }: CertificateJudgement) =>
  Object.fromEntries(tests.map(({ test, outcome }) => [test, outcome]));

describe('a certificate as it was judged', () => {
  it('has its chain up to the root, and passed every test', () => {
    const judgement = judge(ada, null);

    expect(shown(judgement)).toEqual([
      ['Ada', 'certificate', 'known'],
      ['People CA', 'issuer', 'known'],
      ['People Root', 'root', 'known'],
    ]);
    expect(judgement.tests).toEqual(certificateTests.map((test) => ({ test, outcome: 'passed' })));
    expect([judgement.code, judgement.failedLink]).toEqual([null, null]);
  });

  it('ends at a namesake of its issuer, whose key is the one that it names', async () => {
    const namesake = await createAuthority({ subject: 'CN=People CA' });
    const judgement = judge(await issueCertificate(namesake, { subject: 'CN=Ada' }), 'certificate.untrusted');

    expect(shown(judgement)).toEqual([
      ['Ada', 'certificate', 'known'],
      ['People CA', 'issuer', 'namesake'],
    ]);
    expect(judgement.chain[1]?.keyId).toBe(parseCertificate(namesake.der).subjectKeyId);
    expect(judgement.failedLink).toBe(1);
    expect(outcomes(judgement)).toEqual({
      ...{ key: 'passed', dates: 'passed', issuer: 'failed' },
      ...{ purpose: 'skipped', revocation: 'skipped', account: 'skipped' },
    });
  });

  it('says nothing of CAs that did not sign it', async () => {
    const foreign = await createAuthority({ subject: 'CN=Foreign CA' });
    const judgement = judge(await issueCertificate(foreign, { subject: 'CN=Mallory' }), 'certificate.untrusted');

    expect(shown(judgement)[1]).toEqual(['Foreign CA', 'issuer', 'unknown']);
    expect(JSON.stringify(judgement)).not.toContain('People');
  });

  it('fails at itself where it is self-signed, has expired or was revoked', async () => {
    const own = judge(await issueSelfSigned({ subject: 'CN=Ada' }), 'certificate.self_signed');

    expect([shown(own).length, own.failedLink]).toEqual([1, 0]);
    for (const code of ['certificate.expired', 'certificate.revoked', 'certificate.wrong_purpose'] as const)
      expect(judge(ada, code).failedLink).toBe(0);
  });

  it('fails at the CA that was revoked', () => {
    const revocation = { at: '2026-03-05T12:00:00Z', reason: 'cACompromise', authority: 'CN=People CA' } as const;
    const facts = { revocation };
    const judgement = judgementOf(parseCertificate(ada.der), store, { code: 'certificate.revoked', facts });

    expect(judgement.failedLink).toBe(1);
    expect(judgement.facts).toEqual(facts);
  });

  it('fails at the CA whose time is over', async () => {
    const old = await createAuthority({ subject: 'CN=Old CA', issuer: root, notAfter: new Date(Date.now() - 60_000) });
    const trusted = new TrustStore([root, old].map(({ der }) => readAuthority(der)));
    const judgement = judge(
      await issueCertificate(old, { subject: 'CN=Ada' }),
      'certificate.issuer_not_valid',
      trusted,
    );

    expect(judgement.failedLink).toBe(1);
  });

  it('fails at no link where the certificate is good and nobody’s', () => {
    const judgement = judge(ada, 'certificate.not_linked');

    expect(judgement.failedLink).toBeNull();
    expect(outcomes(judgement)).toMatchObject({ revocation: 'passed', account: 'failed' });
  });

  it('does not say that the issuer was looked for where it was not', () => {
    expect(outcomes(judge(ada, 'certificate.is_authority'))).toMatchObject({ issuer: 'skipped', purpose: 'failed' });
  });

  it('has one failed test at most, whatever the code, and none before it failed', () => {
    for (const code of certificateErrorCodes) {
      const { tests, failedLink, chain } = judge(ada, code);
      const failed = tests.findIndex(({ outcome }) => outcome === 'failed');
      expect(tests.filter(({ outcome }) => outcome === 'failed').length).toBe(tests.length === 0 ? 0 : 1);
      for (const { outcome } of tests.slice(failed + 1)) expect(outcome).toBe('skipped');
      expect(failedLink ?? 0).toBeLessThan(chain.length);
    }
  });

  it('is not said to be anybody’s where another reason than the certificate stopped it', () => {
    expect(outcomes(judge(ada, 'acr.not_reached'))).toMatchObject({ revocation: 'passed', account: 'skipped' });
  });
});

describe('a certificate that is only looked at', () => {
  it('is put to every test that can be made', async () => {
    const past = new Date(Date.now() - 60_000);
    const stranger = await createAuthority({ subject: 'CN=Foreign CA' });
    const old = await issueCertificate(stranger, { subject: 'CN=Ada', notAfter: past });
    const survey = surveyOf(parseCertificate(old.der), store, { revocation: 'certificate.blocked' });

    expect(outcomes(survey)).toEqual({ key: 'passed', dates: 'failed', issuer: 'failed', revocation: 'failed' });
    expect([survey.code, survey.failedLink]).toEqual(['certificate.expired', 0]);
  });

  it('needs no issuer where nobody asks for one, and never as a root', async () => {
    const own = parseCertificate((await issueSelfSigned({ subject: 'CN=Robot' })).der);

    expect(outcomes(surveyOf(own, store, { anyIssuer: true }))).toEqual({ key: 'passed', dates: 'passed' });
    const survey = surveyOf(parseCertificate(root.der), store);
    expect([shown(survey), survey.code]).toEqual([[['People Root', 'root', 'known']], null]);
  });
});
