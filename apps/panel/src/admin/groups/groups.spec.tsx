import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { owner } from '../../testing/samples';
import { GroupMembers } from './group-members';
import { GroupsPage } from './groups-page';

const group = {
  ...{ id: 'g1', name: 'Engineering', description: 'Builds things', memberCount: 1 },
  ...{ createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z' },
};
const pageOf = (items: readonly object[]) => ({ items, total: items.length, page: 0, pageSize: 20 });

const show = async (page: ReactElement) => {
  const { api, calls } = fakeApi({
    'GET /me': () => owner,
    'GET /groups': () => pageOf([group]),
    'POST /groups': (body) => ({ ...group, ...(body as object) }),
    'GET /groups/g1': () => group,
    'GET /groups/g1/members': () => pageOf([{ id: 'u2', username: 'grace', name: 'Grace Hopper' }]),
    'GET /users': () => pageOf([{ ...owner, id: 'u3', username: 'alan', name: 'Alan Turing' }]),
    'PUT /groups/g1/members/u3': () => undefined,
    'DELETE /groups/g1/members/u2': () => undefined,
  });
  await renderPage(page, api, '/admin/groups');
  const sent = (method: string) => calls.filter((call) => call.method === method);
  return { sent, user: userEvent.setup() };
};

describe('groups in the panel', () => {
  it('are listed and created', async () => {
    const { sent, user } = await show(<GroupsPage />);
    await screen.findByRole('link', { name: 'Engineering' });

    await user.click(screen.getByRole('button', { name: 'Create group' }));
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Sales');
    await user.click(screen.getByRole('button', { name: 'Create' }));

    await waitFor(() => expect(sent('POST')).toMatchObject([{ path: '/groups', body: { name: 'Sales' } }]));
  });

  it('get and lose members', async () => {
    const { sent, user } = await show(<GroupMembers group={group} />);

    await user.click(await screen.findByRole('button', { name: 'Remove Grace Hopper from this group' }));
    await waitFor(() => expect(sent('DELETE')).toMatchObject([{ path: '/groups/g1/members/u2' }]));
    await user.type(screen.getByLabelText('Add member', { selector: 'input' }), 'al');
    await user.click(await screen.findByRole('option', { name: /Alan Turing/ }));

    await waitFor(() => expect(sent('PUT')).toMatchObject([{ path: '/groups/g1/members/u3' }]));
  });
});
