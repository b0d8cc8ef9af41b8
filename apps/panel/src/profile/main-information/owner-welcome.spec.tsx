import { cleanup, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Session } from '../../session/open-session';
import { SessionContext } from '../../session/session-context';
import { fakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { owner } from '../../testing/samples';
import { MainInformationPage } from './main-information-page';

const show = async (me: object, identifiers: readonly object[]) => {
  const { api, calls } = fakeApi({ 'GET /me': () => me, 'GET /me/identifiers': () => identifiers });
  await renderPage(
    <SessionContext value={{} as Session}>
      <MainInformationPage />
    </SessionContext>,
    api,
    '/profile',
  );
  await screen.findByText('ada');
  return calls;
};

describe('the first page that an owner sees', () => {
  it('suggests linking a certificate first while there is none', async () => {
    await show(owner, []);

    const link = await screen.findByRole('link', { name: 'Link a certificate' });
    expect(link.getAttribute('href')).toBe('/profile/identifiers');
  });

  it('hides the suggestion once one is linked, and from others', async () => {
    const asked = await show(owner, [{ id: 'i1' }]);
    await waitFor(() => expect(asked.some(({ path }) => path === '/me/identifiers')).toBe(true));
    expect(screen.queryByRole('link', { name: 'Link a certificate' })).toBeNull();

    cleanup();

    const others = await show({ ...owner, role: 'administrator' }, []);
    expect(others.some(({ path }) => path === '/me/identifiers')).toBe(false);
  });

  it('shows the set fields, without dashes for the rest', async () => {
    await show(owner, []);

    expect(screen.queryByText('First name')).toBeNull();
    expect(screen.getByText('ada@example.test')).toBeTruthy();
  });
});
