import type { KnownCertificate, KnownCertificateDetail } from '@postern/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as downloads from '../../api/use-download';
import { fakeApi } from '../../testing/fake-api';
import { reading, renderPage } from '../../testing/render-page';
import type { RenderOptions } from '../../testing/render-page';
import { certificate, judgement, pem } from '../../testing/samples';
import { CertificatesPage } from './certificates-page';

const person = (name: string): KnownCertificate['usedFor'][number] => ({
  use: 'person',
  holder: { id: name, name },
  within: { id: 'm1', name: 'Card' },
  lastUsedAt: null,
});

const known: KnownCertificate = {
  id: 'k1',
  certificate,
  usedFor: [person('Ada'), person('Grace'), person('Edsger')],
  lastUsedAt: null,
  revocation: { standing: 'unchecked', reason: null, since: null },
  createdAt: '2026-01-01T00:00:00.000Z',
};
const detail: KnownCertificateDetail = {
  ...known,
  pem,
  judgement,
  thumbprints: { sha1: 'cd'.repeat(20), sha256: certificate.sha256 },
  renewal: null,
};
const ca = { ...known, id: '0b8f5f0e-6d0c-4a53-9d0e-6f3c1a1d7e11', certificate: { ...certificate, name: 'People CA' } };

const exported = vi.fn<(path: string, name: string) => Promise<void>>();
beforeEach(() => {
  exported.mockReset().mockResolvedValue();
  vi.spyOn(downloads, 'useDownload').mockReturnValue(exported);
});

const show = async (path = '/certificates', options: RenderOptions = {}, one: KnownCertificateDetail = detail) => {
  const { api, calls } = fakeApi({
    'GET /certificates': () => ({ items: [known, ca], total: 41, page: 0, pageSize: 20 }),
    'GET /certificates/timeline': () => ({
      expired: 3,
      periods: [{ from: '2026-11-01T00:00:00.000Z', count: 4 }],
      later: 5,
    }),
    'GET /certificates/k1': () => one,
    'POST /revocation/blocks': () => ({}),
    'GET /certificates/expiry-warnings': () => ({ days: [30, 14, 7, 1] }),
    'PUT /certificates/expiry-warnings': (body) => body,
    'PUT /certificates/k1/renewal-guide': (body) => body,
  });
  await renderPage(<CertificatesPage />, api, path, options);
  await screen.findByRole('button', { name: 'Ada Lovelace' });
  const asked = (to: string) =>
    calls.filter(({ path: called, query }) => called === to && query?.['pageSize'] !== 100).at(-1)?.query;
  return { asked, calls, user: userEvent.setup() };
};

describe('the page of certificates', () => {
  it('names two holders of a certificate and counts the others', async () => {
    await show();

    expect(screen.getAllByText('Ada, Grace +1')).toHaveLength(2);
  });

  it('charts how many expire, with the same filters as the list', async () => {
    const { asked, user } = await show('/certificates?use=person');
    const bars = within(screen.getByRole('region', { name: 'Upcoming expiry' }));
    await waitFor(() =>
      expect(bars.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
        '3Expired',
        '4Nov 2026',
        '5Later',
      ]),
    );
    expect(asked('/certificates/timeline')).toMatchObject({ use: 'person', by: 'month' });

    await user.selectOptions(screen.getByRole('combobox', { name: 'Period' }), 'By week');
    await waitFor(() => expect(asked('/certificates/timeline')).toMatchObject({ use: 'person', by: 'week' }));
    await bars.findByText('Nov 1');
  });

  it('is filtered and sorted by the server, starting at its first page', async () => {
    const { asked, user } = await show('/certificates?page=2');
    expect(asked('/certificates')).toMatchObject({ page: 2, sort: 'notAfter' });
    await screen.findByRole('option', { name: 'People CA' });
    await user.selectOptions(screen.getByRole('combobox', { name: 'Expiry' }), 'Expires within 30 days');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Used for' }), 'Gateway caller');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Last used' }), 'Never used');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Issuing CA' }), 'People CA');
    await user.click(screen.getByRole('button', { name: 'Expires' }));

    const found = { expiringWithin: 30, use: 'caller', neverUsed: true, issuer: ca.id };
    await waitFor(() => expect(asked('/certificates')).toMatchObject({ ...found, page: 0, sort: '-notAfter' }));
  });

  it('ignores invalid filters in the URL', async () => {
    const { asked } = await show('/certificates?ends=8&use=root&used=often&issuer=1&sort=name');

    const none = { expiringWithin: undefined, expired: undefined, use: undefined, neverUsed: undefined };
    expect(asked('/certificates')).toMatchObject({ ...none, issuer: undefined, sort: 'notAfter' });
  });

  it('exports all filtered certificates, not one page', async () => {
    const { user } = await show('/certificates?page=1&ends=expired&search=a%26b');
    await user.click(screen.getByRole('button', { name: 'Export CSV' }));

    expect(exported).toHaveBeenCalledExactlyOnceWith(
      '/certificates/export?expired=true&search=a%26b',
      'certificates.csv',
    );
  });

  it('blocks the open certificate by its fingerprint', async () => {
    const { calls, user } = await show();
    await user.click(screen.getByRole('button', { name: 'Ada Lovelace' }));
    await user.click(await screen.findByRole('button', { name: 'Block here' }));
    await user.type(await screen.findByRole('textbox', { name: 'Reason' }), 'card lost');
    await user.click(screen.getByRole('button', { name: 'Block' }));

    await waitFor(() =>
      expect(calls.find(({ method }) => method === 'POST')).toMatchObject({
        path: '/revocation/blocks',
        body: { sha256: certificate.sha256, reason: 'card lost', until: null },
      }),
    );
  });

  it('changes the days on which the installation warns', async () => {
    const { calls, user } = await show();
    await user.click(await screen.findByRole('button', { name: 'Expiry warnings' }));
    await user.click(await screen.findByRole('checkbox', { name: '30 days before' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));

    await screen.findByText('Expiry warnings saved.');
    expect(calls.find(({ method }) => method === 'PUT')).toMatchObject({
      path: '/certificates/expiry-warnings',
      body: { days: [14, 7, 1] },
    });
  });

  const trustAnchor: KnownCertificateDetail = {
    ...detail,
    usedFor: [{ use: 'sign_in_trust_anchor', holder: { id: 'm1', name: 'Card' }, within: null, lastUsedAt: null }],
  };

  it('changes the renewal URL and instructions of a CA', async () => {
    const { calls, user } = await show('/certificates?certificate=k1', {}, trustAnchor);
    await screen.findByText(/Nothing is shown yet/);
    await user.click(screen.getByRole('button', { name: 'Change' }));
    const address = await screen.findByRole('textbox', { name: 'Renewal page' });
    await user.type(address, 'http://pki.example.org/');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText('This is not an https address.');
    await user.clear(address);
    await user.type(address, 'https://pki.example.org/');
    await user.type(screen.getByRole('textbox', { name: 'What to do (Deutsch)' }), ' Zimmer 12 ');
    await user.click(screen.getByRole('button', { name: 'Save' }));

    await screen.findByText('Renewal page of Ada Lovelace saved.');
    expect(calls.filter(({ method }) => method === 'PUT')).toMatchObject([
      {
        path: '/certificates/k1/renewal-guide',
        body: { address: 'https://pki.example.org/', texts: { de: 'Zimmer 12' } },
      },
    ]);
  });

  it('shows read-only administrators where to renew, for that CA’s certificates only', async () => {
    const renewal = { address: 'https://pki.example.org/', texts: { en: 'Room 12' } };
    await show('/certificates?certificate=k1', { scopes: reading }, { ...trustAnchor, renewal });
    await screen.findByText('Room 12');
    expect(screen.queryByRole('button', { name: 'Change' })).toBeNull();
  });

  it('offers read-only administrators no change of warnings', async () => {
    await show('/certificates', { scopes: reading });

    expect(screen.queryByRole('button', { name: 'Expiry warnings' })).toBeNull();
  });

  it('offers read-only administrators no block', async () => {
    await show('/certificates?certificate=k1', { scopes: reading });
    await screen.findByText('Where it is used');
    expect(screen.queryByRole('button', { name: 'Block here' })).toBeNull();
  });

  it('offers no second block, and shows the reason for the existing one', async () => {
    const revocation = { standing: 'blocked', reason: 'card lost', since: '2026-01-01T00:00:00.000Z' } as const;
    await show('/certificates?certificate=k1', {}, { ...detail, revocation });

    await screen.findByText('card lost');
    expect(screen.getByRole('link', { name: 'Manage blocks' }).getAttribute('href')).toBe('/admin/revocation');
    expect(screen.queryByRole('button', { name: 'Block here' })).toBeNull();
  });
});
