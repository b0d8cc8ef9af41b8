import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { ExpiringCertificatesNotice } from './expiring-certificates-notice';

const show = async (total: number, scopes?: readonly string[]) => {
  const { api, calls } = fakeApi({ 'GET /certificates': () => ({ items: [], total, page: 0, pageSize: 1 }) });
  await renderPage(
    <>
      <ExpiringCertificatesNotice use="person" />
      <p>page</p>
    </>,
    api,
    '/users',
    scopes && { scopes },
  );
  await screen.findByText('page');
  return calls;
};

describe('the notice about expiring certificates', () => {
  it('shows their number, and links to them in the inventory', async () => {
    const calls = await show(12);

    await screen.findByText('12 certificates expire within 30 days');
    expect(screen.getByRole('link', { name: 'Show certificates' }).getAttribute('href')).toBe(
      '/admin/certificates?use=person&ends=30',
    );
    expect(calls[0]?.query).toMatchObject({ use: 'person', expiringWithin: 30 });
  });

  it('is absent if none expires', async () => {
    expect(await show(0)).toHaveLength(1);
    expect(screen.queryByRole('status')).toBeNull();
  });

  it('sends no request without permission to see certificates', async () => {
    expect(await show(3, ['read:users'])).toHaveLength(0);
  });
});
