import { type ClientMember, type ClientRecord, everybodyEnters } from '@postern/contracts';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../../testing/fake-api';
import { reading, renderPage } from '../../../testing/render-page';
import { client } from '../../../testing/samples';
import { AccessTab } from './access-tab';
import { MembersTab } from './members-tab';

const web: ClientRecord = { ...client, built_in: false };
const path = `/clients/${client.client_id}`;
const member = (id: string, change: Partial<ClientMember> = {}): ClientMember => ({
  ...{ id, username: id, name: `Name of ${id}`, role: null, blockedAt: null, lastUsedAt: null },
  ...{ permissions: ['openid'], ...change },
});
const request = {
  ...{ id: 'r1', person: { id: 'c', username: 'carol', name: 'Carol' }, message: 'Ward 7', state: 'open' },
  ...{ createdAt: '2026-11-30T10:00:00.000Z', answeredAt: null },
};

const show = async (items: readonly ClientMember[], requests: readonly object[] = [], scopes?: readonly string[]) => {
  const fake = fakeApi({
    [`GET ${path}/members`]: () => ({ items, next: null }),
    [`GET ${path}/access-requests`]: () => ({ items: requests, next: null }),
    [`POST ${path}/access-requests/r1/answer`]: () => undefined,
    ...Object.fromEntries(items.map(({ id }) => [`POST ${path}/members/${id}/block`, () => undefined])),
  });
  await renderPage(<MembersTab client={web} />, fake.api, '/', scopes ? { scopes } : {});
  return fake;
};

describe('the members of an application', () => {
  it('are told apart: administrators, members, blocked people, and others who have used it', async () => {
    await show([
      member('a', { role: 'administrator' }),
      member('b', { blockedAt: '2026-11-30T10:00:00.000Z' }),
      member('d'),
    ]);

    await screen.findByText('Blocked here');
    const rows = screen.getAllByRole('row');
    expect(rows.slice(1).map((row) => within(row).getAllByRole('cell')[1]?.textContent)).toEqual([
      'Administrator',
      'Blocked here',
      'Has used it',
    ]);
  });

  it('are blocked several at once, after a question that names them', async () => {
    const { calls } = await show([member('a'), member('b'), member('d')]);
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Select Name of a' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'Select Name of d' }));
    await userEvent.click(screen.getByRole('button', { name: '2 selected' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Block here' }));

    const dialog = await screen.findByRole('dialog', { name: 'Block here: 2 people' });
    expect(within(dialog).getByText('Name of a, Name of d')).toBeDefined();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Block here' }));

    await screen.findByText('Done for 2 people');
    expect(calls.filter(({ method }) => method === 'POST').map((call) => call.path)).toEqual([
      `${path}/members/a/block`,
      `${path}/members/d/block`,
    ]);
  });

  it('are joined by somebody who asked for access', async () => {
    const { calls } = await show([], [request]);

    expect(await screen.findByText('Ward 7')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Admit' }));

    await screen.findByText('Carol is now a member');
    expect(calls.find(({ method }) => method === 'POST')).toMatchObject({ body: { state: 'granted' } });
  });

  it('cannot be changed by somebody who only reads', async () => {
    await show([member('a')], [request], reading);

    expect(await screen.findByText('Name of a')).toBeDefined();
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Admit' })).toBeNull();
  });
});

describe('the access of an application', () => {
  it('is saved with a rule that has a condition, and not without one', async () => {
    const { api, calls } = fakeApi({
      'GET /groups': () => ({ items: [], total: 0, page: 0, pageSize: 100 }),
      [`PATCH ${path}`]: (body) => ({ ...web, ...(body as object) }),
    });
    await renderPage(<AccessTab client={{ ...web, access: everybodyEnters }} />, api);
    await userEvent.click(screen.getByRole('radio', { name: /^People who meet a rule/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Add at least one condition.')).toBeDefined();

    await userEvent.type(screen.getByRole('combobox', { name: /^Network addresses/ }), '192.0.2.0/24{Enter}');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));

    await screen.findByText(/^Access to .* saved$/);
    expect(calls.find(({ method }) => method === 'PATCH')?.body).toMatchObject({
      access: { mode: 'rule', rule: { addresses: ['192.0.2.0/24'], roles: [] } },
    });
  });
});
