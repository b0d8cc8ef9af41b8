import type { ExpiringCertificateNotice } from '@postern/contracts';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { alice, attempt, consent } from '../../testing/fixtures';
import { fakeApi, renderApp } from '../../testing/render-app';

const expiring: ExpiringCertificateNotice = {
  notAfter: new Date(Date.now() + 12 * 86_400_000 + 3_600_000).toISOString(),
  signedIn: true,
  renewal: {
    address: 'https://pki.example.org/renew?a=1',
    texts: { en: 'Room 12.\nBring your badge.', de: 'Zimmer 12' },
  },
};

describe('a certificate that expires soon', () => {
  it('is announced beside the page, with the CA’s own instructions', async () => {
    await renderApp(fakeApi({ step: 'consent', consent, accounts: [alice], expiring }));

    await screen.findByText('Your certificate expires in 12 days');
    expect(screen.getByRole('button', { name: 'Allow' })).toBeDefined();
    expect(screen.getByText(/Room 12\.\s+Bring your badge\./)).toBeDefined();
    const link = screen.getByText('Open the renewal page (pki.example.org)');
    expect(link.getAttribute('href')).toBe('https://pki.example.org/renew?a=1');
    expect(link.getAttribute('rel')).toBe('noopener noreferrer');
  });

  it('is called the last one used here if no one is signed in, with a hint whom to ask', async () => {
    await renderApp(fakeApi({ expiring: { ...expiring, signedIn: false, renewal: null } }));

    await screen.findByText('The certificate you last used here expires in 12 days');
    expect(screen.getByText(/Ask the organization that issued it/)).toBeDefined();
  });

  it('says so on its last day', async () => {
    const notAfter = new Date(Date.now() + 3_600_000).toISOString();
    await renderApp(fakeApi({ expiring: { ...expiring, notAfter } }));

    await screen.findByText('Your certificate expires in less than a day');
  });

  it('can be dismissed for later, even if the server is unreachable', async () => {
    const api = fakeApi({ expiring });
    api.remindLater.mockRejectedValueOnce(new Error('away'));
    await renderApp(api);
    await userEvent.click(await screen.findByRole('button', { name: 'Remind me in 3 days' }));

    const said = screen.getByText('We’ll remind you in 3 days.');
    expect(api.remindLater).toHaveBeenCalledOnce();
    expect(document.activeElement?.contains(said)).toBe(true);
    expect(screen.queryByText(/expires in/)).toBeNull();
  });

  it('is not announced if no certificate expires', async () => {
    await renderApp(fakeApi());

    expect(screen.queryByText(/expires/)).toBeNull();
  });
});

describe('a certificate that has expired', () => {
  it('is refused with instructions for renewal', async () => {
    const refused = { ...attempt('certificate.expired'), renewal: expiring.renewal };
    await renderApp(fakeApi({ attempt: refused }));

    await screen.findByRole('region', { name: 'How to renew it' });
    expect(screen.getByText(/Room 12/)).toBeDefined();
  });
});
