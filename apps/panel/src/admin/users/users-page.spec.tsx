import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { owner } from '../../testing/samples';
import { UsersPage } from './users-page';

const person = { ...owner, status: 'active', identifierCount: 0, lastSignInAt: null };

const show = async (path = '/users') => {
  const { api, calls } = fakeApi({
    'GET /me': () => owner,
    'GET /users': () => ({ items: [person], total: 41, page: 0, pageSize: 20 }),
  });
  await renderPage(<UsersPage />, api, path);
  await screen.findByRole('link', { name: 'Ada Lovelace' });
  const asked = () => calls.filter(({ path: to }) => to === '/users').at(-1)?.query;
  return { asked, user: userEvent.setup() };
};

describe('the list of users', () => {
  it('is sorted by the server, in both directions', async () => {
    const { asked, user } = await show();
    expect(asked()).toMatchObject({ sort: 'username', page: 0 });

    await user.click(screen.getByRole('button', { name: 'Last sign-in' }));
    await waitFor(() => expect(asked()).toMatchObject({ sort: 'last_sign_in' }));
    await user.click(screen.getByRole('button', { name: 'Last sign-in' }));

    await waitFor(() => expect(asked()).toMatchObject({ sort: '-last_sign_in' }));
    expect(screen.getByRole('columnheader', { name: 'Last sign-in' }).getAttribute('aria-sort')).toBe('descending');
  });

  it('keeps order and search text from page to page, and returns to the first page when the order changes', async () => {
    const { asked, user } = await show('/users?search=ad&sort=name');
    await user.click(screen.getByRole('button', { name: 'Next page' }));
    await waitFor(() => expect(asked()).toMatchObject({ search: 'ad', sort: 'name', page: 1 }));

    await user.click(screen.getByRole('button', { name: 'Username' }));

    await waitFor(() => expect(asked()).toMatchObject({ search: 'ad', sort: 'username', page: 0 }));
  });

  it('is filtered by the server, starting at its first page', async () => {
    const { asked, user } = await show('/users?page=2&search=ad');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Role' }), 'Manager');
    await user.selectOptions(screen.getByRole('combobox', { name: 'State' }), 'Blocked');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Identifiers' }), 'Without certificate');

    await waitFor(() =>
      expect(asked()).toMatchObject({ search: 'ad', role: 'manager', status: 'blocked', identifiers: 'none', page: 0 }),
    );
  });

  it('ignores invalid filters in the URL', async () => {
    const { asked } = await show('/users?role=root&status=gone');

    expect(asked()).toMatchObject({ role: undefined, status: undefined });
  });
});
