import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { OrganizationRole } from '@postern/contracts';
import { describe, expect, it } from 'vitest';
import { Navigation } from '../../layout/navigation';
import { fakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { client, owner } from '../../testing/samples';
import { AdminRoutes } from '../admin-routes';

const organization = {
  ...{ id: 'o1', slug: 'north', name: 'North', contact: null, status: 'active', memberCount: 2, applicationCount: 0 },
  ...{ createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z' },
};
const member = (id: string, name: string, role: OrganizationRole) => ({
  ...{ id, username: id, name, email: null, status: 'active', role, since: '2026-01-01T00:00:00.000Z' },
});
const domain = (id: string, name: string, verifiedBy: 'dns' | null) => ({
  ...{ id, domain: name, verifiedBy, verifiedAt: verifiedBy && '2026-01-01T00:00:00.000Z' },
  proof: { name: `_postern-challenge.${name}`, value: `postern-domain-verification=${id}` },
  createdAt: '2026-01-01T00:00:00.000Z',
});
const pageOf = (items: readonly object[]) => ({ items, total: items.length, page: 0, pageSize: 20 });
const scopesOf: Readonly<Record<string, readonly string[]>> = {
  support: ['read:organizations', 'read:clients'],
  manager: ['read:organizations', 'read:clients', 'update:organizations', 'create:clients'],
};

const show = async (path: string, role: OrganizationRole | null, scopes?: readonly string[]) => {
  const { id, slug, name, status } = organization;
  const { api, calls } = fakeApi({
    'GET /me': () => owner,
    'GET /me/organizations': () =>
      role === null ? [] : [{ ...{ id, slug, name, status }, role, scopes: scopesOf[role] ?? [] }],
    'GET /organizations': () => pageOf([organization]),
    'POST /organizations': (body) => ({ ...organization, ...(body as object) }),
    'GET /organizations/o1': () => organization,
    'GET /clients/payroll': () => client,
    'PATCH /clients/payroll': (body) => ({ ...client, ...(body as object) }),
    'DELETE /organizations/o1': () => undefined,
    'GET /organizations/o1/members': () => pageOf([member('ada', 'Ada', 'owner'), member('bob', 'Bob', 'member')]),
    'POST /organizations/o1/members': () => member('eve', 'Eve', 'member'),
    'GET /organizations/o1/domains': () =>
      pageOf([domain('d1', 'north.example', null), domain('d2', 'n.example', 'dns')]),
    'POST /organizations/o1/domains': (body) => domain('d3', (body as { domain: string }).domain, null),
    'POST /organizations/o1/domains/d1/verification': () => domain('d1', 'north.example', 'dns'),
    'PATCH /organizations/o1/domains/d2': () => domain('d2', 'n.example', null),
    'PATCH /organizations/o1/members/bob': () => member('bob', 'Bob', 'support'),
  });
  const page = (
    <>
      <Navigation />
      <AdminRoutes />
    </>
  );
  await renderPage(page, api, `/admin/${path}`, { pattern: '/admin/*', ...(scopes !== undefined && { scopes }) });
  const sent = (method: string) => calls.filter((call) => call.method === method);
  return { sent, user: userEvent.setup() };
};

describe('organizations in the panel', () => {
  it('are listed and created by administrators of the system', async () => {
    const { sent, user } = await show('organizations', null);
    expect(await screen.findByRole('link', { name: 'North' })).toBeTruthy();

    await user.click(screen.getByRole('button', { name: 'Create organization' }));
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'South');
    await user.type(screen.getByRole('textbox', { name: 'Short name' }), 'south');
    await user.click(screen.getByRole('button', { name: 'Create' }));

    await waitFor(() =>
      expect(sent('POST')).toMatchObject([{ path: '/organizations', body: { name: 'South', slug: 'south' } }]),
    );
  });

  it('are deleted after their name was entered', async () => {
    const { sent, user } = await show('organizations/o1/settings', null);

    await user.click(await screen.findByRole('button', { name: 'Delete organization' }));
    const name = await screen.findByRole('textbox', { name: /Enter “North”/ });
    const confirm = screen.getAllByRole('button', { name: 'Delete organization' }).at(-1)!;
    await user.click(confirm);
    expect(sent('DELETE')).toEqual([]);
    await user.type(name, 'North');
    await user.click(confirm);

    await waitFor(() => expect(sent('DELETE')).toMatchObject([{ path: '/organizations/o1' }]));
  });

  it('receive an application from the system, with a warning about what changes', async () => {
    const { sent, user } = await show('applications/payroll', null);

    await user.click(await screen.findByRole('button', { name: /More actions/ }));
    await user.click(await screen.findByRole('menuitem', { name: 'Move' }));
    expect(await screen.findByText(/Its managers change/)).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Move' }).disabled).toBe(true);
    await user.click(screen.getByRole('combobox', { name: 'New owner' }));
    await user.click(await screen.findByRole('option', { name: 'North' }));
    await user.click(screen.getByRole('button', { name: 'Move' }));

    await waitFor(() => expect(sent('PATCH')).toMatchObject([{ body: { organization_id: 'o1' } }]));
  });

  it('open for a member of the system who manages one, and nothing else does', async () => {
    const { sent, user } = await show('organizations/o1/members', 'manager', ['read:me']);

    expect(await screen.findByRole('link', { name: 'North' })).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'Users' })).toBeNull();
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Role of Bob' }), 'support');
    await waitFor(() => expect(sent('PATCH')).toMatchObject([{ body: { role: 'support' } }]));
    // A manager neither makes owners nor changes them.
    expect(screen.queryByRole('combobox', { name: 'Role of Ada' })).toBeNull();
    expect(screen.queryByRole('option', { name: 'Owner' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Add member' }));
    await user.type(await screen.findByRole('textbox', { name: 'Username' }), 'eve');
    await user.click(screen.getAllByRole('button', { name: 'Add member' }).at(-1)!);
    await waitFor(() => expect(sent('POST')).toMatchObject([{ body: { username: 'eve', role: 'member' } }]));
  });

  it('have domains, which their managers add and prove', async () => {
    const { sent, user } = await show('organizations/o1/domains', 'manager', ['read:me']);

    await user.click(await screen.findByRole('button', { name: 'Add domain' }));
    await user.type(await screen.findByRole('textbox', { name: 'Domain' }), ' new.example ');
    await user.click(screen.getAllByRole('button', { name: 'Add domain' }).at(-1)!);
    await waitFor(() => expect(sent('POST')).toMatchObject([{ body: { domain: 'new.example' } }]));
    await user.click(await screen.findByRole('button', { name: 'More actions for north.example' }));
    // What the system knows of a domain is not for managers to say.
    expect(screen.queryByRole('menuitem', { name: 'Verify without the record' })).toBeNull();
    await user.click(await screen.findByRole('menuitem', { name: 'Verify' }));
    expect(await screen.findByText('postern-domain-verification=d1')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Verify' }));

    await waitFor(() =>
      expect(sent('POST').at(-1)).toMatchObject({ path: '/organizations/o1/domains/d1/verification' }),
    );
  });

  it('lose a verified domain by an administrator of the system', async () => {
    const { sent, user } = await show('organizations/o1/domains', null);

    await user.click(await screen.findByRole('button', { name: 'More actions for n.example' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Withdraw verification' }));
    await user.click(await screen.findByRole('button', { name: 'Withdraw verification' }));

    await waitFor(() =>
      expect(sent('PATCH')).toMatchObject([{ path: '/organizations/o1/domains/d2', body: { verified: false } }]),
    );
  });

  it('show support no actions', async () => {
    await show('organizations/o1/members', 'support', ['read:me']);

    expect(await screen.findByText('Bob')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Add member' })).toBeNull();
    expect(screen.queryByRole('combobox', { name: 'Role of Bob' })).toBeNull();
    expect(screen.queryByRole('tab', { name: 'Settings' })).toBeNull();
  });

  it('stay closed to everybody else', async () => {
    await show('organizations/o2', 'manager', ['read:me']);

    expect(await screen.findByText('Your role does not allow this')).toBeTruthy();
  });
});
