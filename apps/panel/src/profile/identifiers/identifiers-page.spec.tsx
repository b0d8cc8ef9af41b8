import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { IdentifiersPage } from './identifiers-page';

const ada = {
  ...{ name: 'Ada', subject: 'CN=Ada', issuer: 'CN=People CA', issuerName: 'People CA', serialNumber: '01' },
  ...{ notBefore: '2026-01-01T00:00:00.000Z', notAfter: '2036-01-01T00:00:00.000Z', sha256: 'ab'.repeat(32) },
  ...{ alternativeNames: [], purposes: [], key: 'EC P-256' },
};

describe('the list of identifiers', () => {
  it('shows the add button only when the list is loaded, so that the button never moves', async () => {
    let answer = (_: readonly unknown[]): void => undefined;
    const list = new Promise<readonly unknown[]>((resolve) => (answer = resolve));
    const { api } = fakeApi({
      'GET /me/identifiers': () => list,
      'GET /me/linkable-methods': () => [],
      'GET /me/unlinked-certificates': () => [],
    });
    await renderPage(<IdentifiersPage />, api);

    expect(screen.queryByRole('button', { name: /Add/ })).toBeNull();
    answer([]);
    expect(await screen.findAllByRole('button', { name: /Add/ })).toHaveLength(1);
  });

  it('shows the chain of a certificate, and where it was used last', async () => {
    const link = { keyId: null, standing: 'known' } as const;
    const judgement = {
      chain: [
        { ...link, name: 'Ada', role: 'certificate' },
        { ...link, name: 'People CA', role: 'root' },
      ],
      tests: [{ test: 'dates', outcome: 'passed' }],
      ...{ code: null, facts: null, failedLink: null },
    };
    const at = '2026-11-01T10:00:00.000Z';
    const shown = {
      ...{ id: '1', method: { id: 'm', type: 'mtls', name: 'Card', icon: null, logoUrl: null } },
      ...{ certificate: ada, state: 'valid', renewal: null, judgement, lastUsedAt: at },
      lastUse: {
        at,
        address: '192.0.2.7',
        userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
      },
    };
    const { api } = fakeApi({
      'GET /me/identifiers': () => [{ ...shown, label: 'My card', publicity: 'private', createdAt: at }],
      'GET /me/linkable-methods': () => [],
      'GET /me/unlinked-certificates': () => [{ ...shown, certificate: { ...ada, name: 'Ada by name' } }],
    });
    await renderPage(<IdentifiersPage />, api);

    for (const name of ['My card', 'Ada by name']) {
      const card = within(await screen.findByRole('article', { name }));
      expect(card.getAllByText(/People CA/)[0]).toBeTruthy();
      expect(card.getByText('192.0.2.7')).toBeTruthy();
      expect(card.getByText(/Firefox/)).toBeTruthy();
    }
    expect(screen.getByRole('heading', { name: 'Also used to sign in' })).toBeTruthy();
  });
});
