import { startI18n } from '@postern/i18n';
import { type CertificateJudgement, type CertificateSummary, certificateTests } from '@postern/contracts';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, describe, expect, it } from 'vitest';
import { CertificateCard } from './certificate-card';

const certificate: CertificateSummary = {
  name: 'Alice Archer',
  subject: 'CN=Alice Archer,O=Example',
  issuerName: 'Example CA',
  issuer: 'CN=Example CA,O=Example',
  serialNumber: '0A1B2C',
  notBefore: '2026-01-01T00:00:00Z',
  notAfter: '2027-01-01T00:00:00Z',
  sha256: 'ab12'.repeat(16),
  key: 'EC P-256',
  purposes: ['clientAuth', '1.2.3.4'],
  alternativeNames: ['email:alice@example.test'],
};
const at = (iso: string): number => Date.parse(iso);

describe('a certificate', () => {
  beforeAll(() => startI18n({ language: 'en', namespaces: ['errors', 'certificate'] }));

  it('shows its subject and issuer by name, not its full subject name', () => {
    render(<CertificateCard certificate={certificate} now={at('2026-06-01')} state="linked" />);

    expect(screen.getByText('Alice Archer')).toBeDefined();
    expect(screen.getByText('Issued by Example CA')).toBeDefined();
    expect(screen.getByText('Linked')).toBeDefined();
  });

  it.each([
    ['2026-06-01', '214 days left', undefined],
    ['2026-12-31', '1 day left', undefined],
    ['2026-12-31T12:00:00Z', 'Less than a day left', undefined],
    ['2027-01-03', '2 days ago', 'Expired'],
    ['2025-12-30', 'In 2 days', 'Not valid yet'],
  ])('says on %s how much of its time is left', (today, words, state) => {
    render(<CertificateCard certificate={certificate} now={at(today)} />);

    expect(screen.getByText(words)).toBeDefined();
    if (state) expect(screen.getByText(state)).toBeDefined();
  });

  it('is shown as expired even if it is linked', () => {
    render(<CertificateCard certificate={certificate} now={at('2027-02-01')} state="linked" />);

    expect(screen.queryByText('Linked')).toBeNull();
    expect(screen.getByText('Expired')).toBeDefined();
  });

  it('stays revoked whatever its dates', () => {
    render(<CertificateCard certificate={certificate} now={at('2026-06-01')} state="revoked" />);

    expect(screen.getByText('Revoked')).toBeDefined();
    expect(screen.queryByText('214 days left')).toBeNull();
  });

  it('shows its fingerprint in groups and copies it without gaps', async () => {
    const user = userEvent.setup();
    render(<CertificateCard certificate={certificate} now={at('2026-06-01')} />);
    expect(screen.getAllByText('ab12')).toHaveLength(16);

    await user.click(screen.getByRole('button', { name: 'Copy the SHA-256 fingerprint' }));

    expect(await navigator.clipboard.readText()).toBe('ab12'.repeat(16));
    expect(screen.getByRole('status').textContent).toBe('Copied');
  });

  it('shows purposes in words, and unknown ones by their OID', () => {
    render(<CertificateCard certificate={certificate} now={at('2026-06-01')} />);

    expect(screen.getByText('Client sign-in, 1.2.3.4')).toBeDefined();
  });

  describe('with test results', () => {
    const chain = [
      { name: 'Alice Archer', keyId: '11', role: 'certificate', standing: 'known' },
      { name: 'Example CA', keyId: 'aabbcc', role: 'issuer', standing: 'known' },
      { name: 'Example Root', keyId: null, role: 'root', standing: 'known' },
    ] as const;
    const judgement = (change: Partial<CertificateJudgement>): CertificateJudgement => ({
      ...{ chain, code: null, facts: null, failedLink: null },
      tests: certificateTests.map((test) => ({ test, outcome: 'passed' })),
      ...change,
    });
    const draw = (change: Partial<CertificateJudgement>) =>
      render(<CertificateCard certificate={certificate} judgement={judgement(change)} now={at('2026-06-01')} />);
    const itemsOf = (list: string) =>
      within(screen.getByRole('list', { name: list }))
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent);

    it('shows its chain, from the certificate to the root', () => {
      draw({});

      expect(itemsOf('Certificate chain')).toEqual([
        'Alice Archer',
        'Issued by Example CA',
        'Issued by Example RootRoot CA',
      ]);
    });

    it('gives each test’s result in words, not by its icon alone', () => {
      draw({
        tests: [
          { test: 'key', outcome: 'passed' },
          { test: 'dates', outcome: 'failed' },
          { test: 'issuer', outcome: 'skipped' },
        ],
        code: 'certificate.expired',
        failedLink: 0,
      });

      expect(itemsOf('Checks')).toEqual(['Key and signature: passed', 'Dates: failed', 'Issuer – not checked']);
      expect(itemsOf('Certificate chain')[0]).toContain('failed: Expired on January 1, 2027');
    });

    it.each([
      ['namesake', 'failed: Same name, different key: this certificate comes from someone else.'],
      ['unknown', 'failed: This issuer is not accepted here.'],
    ] as const)('marks the issuer that failed, with its reason and its key: %s', (standing, reason) => {
      draw({ chain: [chain[0], { ...chain[1], standing }], code: 'certificate.untrusted', failedLink: 1 });

      const [own, issuer] = itemsOf('Certificate chain');
      expect(own).not.toContain('failed');
      expect(issuer).toContain(reason);
      expect(issuer).toContain('Key AA:BB:CC');
      expect(screen.getByText('Refused')).toBeDefined();
    });

    it('has no green badge for a refused certificate, and shows the reason only once', () => {
      draw({ code: 'certificate.wrong_purpose', failedLink: 0, facts: { about: 'smartcardLogon' } });

      expect(screen.getAllByText('Missing purpose: smartcardLogon')).toHaveLength(1);
      expect(screen.getByText('Refused')).toBeDefined();
    });
  });

  it('can be rendered from the few fields in the event log', () => {
    const { name, issuerName, serialNumber, sha256, notAfter } = certificate;
    const kept = { name, issuerName, serialNumber, sha256, notAfter };
    render(<CertificateCard certificate={kept} now={at('2026-06-01')} />);

    expect(screen.getByText('Issued by Example CA')).toBeDefined();
    expect(screen.getByText('214 days left')).toBeDefined();
    expect(screen.queryByText('Purposes')).toBeNull();
  });
});
