import { startI18n } from '@postern/i18n';
import type { CertificateSummary } from '@postern/contracts';
import { render, screen } from '@testing-library/react';
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
  beforeAll(() => startI18n({ language: 'en', namespaces: [] }));

  it('shows who it is for and who issued it, not its subject name', () => {
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

  it('is expired even when it was linked', () => {
    render(<CertificateCard certificate={certificate} now={at('2027-02-01')} state="linked" />);

    expect(screen.queryByText('Linked')).toBeNull();
    expect(screen.getByText('Expired')).toBeDefined();
  });

  it('stays revoked whatever its dates say', () => {
    render(<CertificateCard certificate={certificate} now={at('2026-06-01')} state="revoked" />);

    expect(screen.getByText('Revoked')).toBeDefined();
    expect(screen.queryByText('214 days left')).toBeNull();
  });

  it('shows its fingerprint in groups and copies it in one piece', async () => {
    const user = userEvent.setup();
    render(<CertificateCard certificate={certificate} now={at('2026-06-01')} />);
    expect(screen.getAllByText('ab12')).toHaveLength(16);

    await user.click(screen.getByRole('button', { name: 'Copy the SHA-256 fingerprint' }));

    expect(await navigator.clipboard.readText()).toBe('ab12'.repeat(16));
    expect(screen.getByRole('status').textContent).toBe('Copied');
  });

  it('names purposes in words, and unknown ones by their number', () => {
    render(<CertificateCard certificate={certificate} now={at('2026-06-01')} />);

    expect(screen.getByText('Client sign-in, 1.2.3.4')).toBeDefined();
  });
});
