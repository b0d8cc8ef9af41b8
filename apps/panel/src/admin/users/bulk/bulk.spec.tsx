import { ApiProblem } from '@postern/api-client';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeApi } from '../../../testing/fake-api';
import { reading, renderPage } from '../../../testing/render-page';
import { owner } from '../../../testing/samples';
import { UsersPage } from '../users-page';

const person = (id: string, name: string) => ({
  ...{ id, name, username: name.toLowerCase(), email: null, emailVerified: false, role: 'member', status: 'active' },
  ...{ identifierCount: 0, lastSignInAt: null, createdAt: '2026-01-01T00:00:00.000Z' },
});
const people = [person('u1', 'Ada'), person('u2', 'Bob'), person('u3', 'Carol')];
const answers = {
  'GET /me': () => owner,
  'GET /users': () => ({ items: people, total: 3, page: 0, pageSize: 20 }),
  'GET /groups': () => ({ items: [{ id: 'g1', name: 'Sales' }], total: 1, page: 0, pageSize: 100 }),
  'GET /certificates': () => ({ items: [], total: 0, page: 0, pageSize: 1 }),
  'PATCH /users/u2': () => ({}),
  'PATCH /users/u3': () => {
    throw new ApiProblem('account.last_owner', 409);
  },
  'PUT /groups/g1/members/u2': () => undefined,
};

const show = async (path = '/admin/users', scopes?: readonly string[]) => {
  const user = userEvent.setup();
  const { api, calls } = fakeApi(answers);
  await renderPage(<UsersPage />, api, path, scopes ? { scopes } : {});
  await screen.findByRole('link', { name: 'Bob' });
  return { user, calls };
};

beforeEach(() => localStorage.clear());

describe('several people at once', () => {
  it('are blocked after a question with their number, each with its outcome, without oneself', async () => {
    const { user, calls } = await show();
    await user.click(screen.getByRole('checkbox', { name: 'Select all on this page' }));
    const bar = screen.getByRole('region', { name: 'Selected users' });
    expect(within(bar).getByText('3 selected')).toBeTruthy();
    await user.click(within(bar).getByRole('button', { name: 'Block' }));
    const dialog = await screen.findByRole('dialog', { name: 'Block 2 users?' });
    expect(calls.filter(({ method }) => method === 'PATCH')).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Block' }));

    expect(await within(dialog).findByText('1 of 2 done.')).toBeTruthy();
    const lines = within(dialog)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent);
    expect(lines[0]).toBe('Bob (bob)Done');
    expect(lines[1]).toMatch(/^Carol \(carol\)(?!Done)./);
    expect(calls.filter(({ method }) => method === 'PATCH').map(({ path, body }) => [path, body])).toEqual([
      ['/users/u2', { status: 'blocked' }],
      ['/users/u3', { status: 'blocked' }],
    ]);
    await user.click(within(dialog).getByText('Close'));
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Selected users' })).toBeNull());
  });

  it('go into a group that has to be chosen first', async () => {
    const { user, calls } = await show();
    await user.click(screen.getByRole('checkbox', { name: 'Select Bob' }));
    await user.click(screen.getByRole('button', { name: 'Add to a group' }));
    const dialog = await screen.findByRole('dialog', { name: 'Add 1 user to a group' });
    const add = within(dialog).getByRole('button', { name: 'Add to a group' });
    expect((add as HTMLButtonElement).disabled).toBe(true);
    await user.selectOptions(within(dialog).getByLabelText('Group'), await within(dialog).findByText('Sales'));
    await user.click(add);

    await within(dialog).findByText('1 of 1 done.');
    expect(calls.filter(({ method }) => method === 'PUT').map(({ path }) => path)).toEqual(['/groups/g1/members/u2']);
  });

  it('cannot be chosen by those who only read', async () => {
    await show('/admin/users', reading);

    expect(screen.queryByRole('checkbox')).toBeNull();
  });
});

describe('a list as the person wants it', () => {
  it('hides a column, and keeps it hidden', async () => {
    const { user } = await show();
    await user.click(screen.getByRole('button', { name: 'Columns' }));
    await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Username' }));

    expect(screen.queryByRole('columnheader', { name: /Username/ })).toBeNull();
    expect(screen.getByRole('columnheader', { name: /Name/ })).toBeTruthy();
    expect(localStorage.getItem('postern.columns.users')).toBe('["username"]');
  });

  it('keeps filters and order under a name, without the page', async () => {
    const { user } = await show('/admin/users?role=owner&page=2&sort=-name');
    await user.click(screen.getByRole('button', { name: 'Views' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Save this view…' }));
    await user.type(await screen.findByLabelText('Name'), 'Owners');
    await user.click(screen.getByRole('button', { name: 'Save' }));

    await user.click(await screen.findByRole('button', { name: 'Owners' }));
    expect(JSON.parse(localStorage.getItem('postern.views.users') ?? '')).toEqual([
      { name: 'Owners', query: 'role=owner&sort=-name' },
    ]);
    await user.click(await screen.findByRole('menuitem', { name: 'Delete view “Owners”' }));
    expect(localStorage.getItem('postern.views.users')).toBe('[]');
  });

  it('survives what somebody else wrote into the storage', async () => {
    localStorage.setItem('postern.columns.users', '{"a":1}');
    localStorage.setItem('postern.views.users', '[1,{"name":2}]');
    await show();

    expect(screen.getByRole('columnheader', { name: /Username/ })).toBeTruthy();
  });
});
