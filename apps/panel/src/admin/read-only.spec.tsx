import { managementScopes } from '@postern/contracts';
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { Navigation } from '../layout/navigation';
import { fakeApi } from '../testing/fake-api';
import { definition, gatewayApi, gatewayCertificate } from '../testing/gateway-samples';
import { reading, renderPage } from '../testing/render-page';
import { certificate, client, credential, descriptor, owner } from '../testing/samples';
import { AdminRoutes } from './admin-routes';

const at = '2026-01-01T00:00:00.000Z';
const pageOf = (items: readonly object[]) => () => ({ items, total: items.length, page: 0, pageSize: 20 });
const listOf = (items: readonly object[]) => () => items;
const person = {
  ...{ ...owner, id: 'u2', username: 'grace', name: 'Grace Hopper', role: 'member', status: 'active' },
  ...{ emailVerified: false, identifierCount: 1, lastSignInAt: null },
};
const group = { id: 'g1', name: 'Engineering', description: null, memberCount: 1, createdAt: at, updatedAt: at };
const uses = { apis: [], upstreams: [] };
const caller = { ...gatewayCertificate, id: 'c1', name: 'Payroll', pem: '', createdAt: at };
const method = {
  ...{ id: 'm1', type: 'mtls', name: 'Staff', enabled: true, group: 'main', position: 0, icon: null },
  ...{
    logoUrl: null,
    problem: null,
    problemDetail: null,
    identifierCount: 1,
    identifierSources: [],
    overlaps: [],
    organizationId: null,
    public: true,
    builtIn: false,
    params: {},
  },
};
const api = {
  ...{ id: 'r1', identifier: 'https://orders.test', name: 'Orders', scopes: [], built_in: false, client_id: null },
  ...{ access_token_format: 'jwt', access_token_ttl: 600, signing_alg: 'ES256' },
};
const anchor = { id: 't1', name: 'Machines CA', certificate, createdAt: at };
const upstream = {
  ...{ id: 'b1', name: 'Stock', url: 'https://stock.test', credential: { type: 'none' }, trustedCa: null },
  ...{ skipCertificateChainValidation: false, usedBy: uses, updatedAt: at },
};
const identifier = {
  ...{ id: 'i1', label: 'Card', method: { id: 'm1', name: 'Staff' }, certificate, state: 'valid', lastUsedAt: null },
  publicity: 'private',
};
const session = {
  ...{ id: 's1', userAgent: null, signedInAt: at, method: null, address: null, applications: [], current: false },
};

const answers = {
  'GET /me': () => ({ ...owner, role: 'manager' }),
  'GET /users': pageOf([person]),
  'GET /users/u2': () => person,
  'GET /users/u2/identifiers': listOf([identifier]),
  'GET /users/u2/sessions': listOf([session]),
  'GET /users/u2/groups': listOf([group]),
  'GET /groups': pageOf([group]),
  'GET /groups/g1': () => group,
  'GET /groups/g1/members': pageOf([person]),
  'GET /clients': pageOf([client]),
  'GET /clients/payroll': () => client,
  'GET /clients/payroll/credentials': listOf([credential]),
  'GET /clients/payroll/key-credentials': () => ({ keyCredentials: [] }),
  'GET /client-grants': pageOf([
    { id: 'x', client_id: 'payroll', audience: 'https://orders.test', scope: [], on_behalf_of: false },
  ]),
  'GET /expiring-credentials': listOf([]),
  'GET /resource-servers': pageOf([api]),
  'GET /client-trust-anchors': listOf([anchor]),
  'GET /audit-events': () => ({ items: [], next: null }),
  'GET /sign-in-methods': listOf([method]),
  'GET /sign-in-methods/types': listOf([descriptor]),
  'GET /gateway/status': () => ({
    enabled: true,
    origin: 'https://gw.test',
    serving: null,
    wanted: 0,
    refused: null,
    appliedApis: 0,
  }),
  'GET /gateway/apis': pageOf([gatewayApi]),
  'GET /gateway/apis/a1': () => ({ ...gatewayApi, draft: definition }),
  'GET /gateway/upstreams': listOf([upstream]),
  'GET /gateway/certificates': listOf([gatewayCertificate]),
  'GET /gateway/caller-certificates': pageOf([caller]),
  'GET /gateway/trust-anchors': listOf([{ ...caller, name: 'Root', usedBy: uses }]),
};

const show = (path: string, scopes: readonly string[]) =>
  renderPage(<AdminRoutes />, fakeApi(answers).api, `/admin/${path}`, { scopes, pattern: '/admin/*' });

/** Path, a text that shows that the page has loaded, and its buttons that change something. */
const pages: readonly (readonly [path: string, there: string, changing: readonly string[]])[] = [
  ['users', 'Grace Hopper', ['Create user']],
  [
    'users/u2',
    'Card',
    [
      ...['Edit', 'More actions for Grace Hopper', 'Add a certificate', 'Delete “Card”', 'End all'],
      ...['End the session: Unknown device', 'Wait for a certificate'],
    ],
  ],
  ['groups', 'Engineering', ['Create group']],
  ['groups/g1', 'Grace Hopper', ['Edit', 'More actions for Engineering', 'Remove Grace Hopper from this group']],
  ['applications', 'Payroll', ['Create application']],
  ['applications/payroll', 'payroll', ['More actions for Payroll', 'Edit']],
  [
    'applications/payroll/credentials',
    'Payroll 2026',
    [
      ...['More actions for Payroll', 'Change method', 'Add credential'],
      ...['Upload certificate', 'Rotate secret', 'Edit manifest'],
    ],
  ],
  ['applications/payroll/apis', 'Orders', ['More actions for Payroll', 'Allow an API', 'More actions for Orders']],
  ['apis', 'Orders', ['Create API', 'More actions for Orders']],
  ['trust-anchors', 'Machines CA', ['Add trust anchor', 'Delete Machines CA']],
  ['sign-in-methods', 'Staff', ['Create method', 'Move Staff', 'Configure Staff']],
  ['gateway/apis', 'Orders', ['Create API']],
  ['gateway/apis/a1', 'Orders', ['Apply', 'More actions for Orders', 'Edit settings']],
  ['gateway/apis/a1/try', 'Orders', ['Apply', 'More actions for Orders']],
  ['gateway/upstreams', 'Stock', ['Add upstream', 'Stock', 'More actions for Stock']],
  ['gateway/certificates', 'orders-client', ['Upload certificate']],
  ['gateway/callers', 'Payroll', ['Upload callers']],
  ['gateway/trust-anchors', 'Root', ['Upload trust anchor']],
];

const buttons = (): readonly (string | null)[] =>
  screen.queryAllByRole('button').map((button) => button.getAttribute('aria-label') ?? button.textContent);

describe('administration without write scopes', () => {
  it.each(pages)('shows %s without the controls that change it', async (path, there, changing) => {
    await show(path, managementScopes);
    await screen.findAllByText(there);
    const offered = buttons();
    expect(offered).toEqual(expect.arrayContaining([...changing]));
    cleanup();

    await show(path, reading);
    await screen.findAllByText(there);

    expect(buttons()).toEqual(offered.filter((name) => !changing.includes(name ?? '')));
    expect(screen.queryAllByRole('switch').filter((one) => !(one as HTMLInputElement).disabled)).toEqual([]);
    expect(screen.getByText('View only')).toBeTruthy();
  });

  it('leaves only read-only items in menus', async () => {
    const user = userEvent.setup();
    const entries = async (path: string, menu: string, scopes: readonly string[]) => {
      await show(path, scopes);
      await user.click(await screen.findByRole('button', { name: menu }));
      await screen.findAllByRole('menuitem');
      const names = screen.getAllByRole('menuitem').map(({ textContent }) => textContent);
      cleanup();
      return names;
    };

    expect(await entries('gateway/certificates', 'More actions for orders-client', reading)).toEqual(['Show details']);
    expect(await entries('gateway/callers', 'More actions for Payroll', reading)).toEqual(['Show details']);
    expect(await entries('sign-in-methods', 'More actions for Staff', reading)).toEqual(['Test']);
    expect(await entries('gateway/callers', 'More actions for Payroll', managementScopes)).toEqual([
      'Show details',
      'Delete',
    ]);
  });

  it('shows the policy of an API in words and as JSON, without the form', async () => {
    await show('gateway/apis/a1/policy', reading);

    expect(await screen.findByRole('region', { name: 'Policy as JSON' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Save draft' })).toBeNull();
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('hides a part without its scope, in the navigation and at its URL', async () => {
    await renderPage(<Navigation />, fakeApi(answers).api, '/', { scopes: ['read:me', 'read:groups'] });
    const there = screen.getAllByRole('link').map(({ textContent }) => textContent);
    expect(there).toContain('Groups');
    expect(there).not.toContain('Users');
    cleanup();

    await show('users/u2', ['read:me', 'read:groups']);

    expect(await screen.findByText('Your role does not allow this')).toBeTruthy();
    expect(screen.queryByText('Card')).toBeNull();
  });

  it('offers no change of an owner to non-owners', async () => {
    const api = fakeApi({
      ...answers,
      'GET /me': () => ({ ...owner, role: 'administrator' }),
      'GET /users/u2': () => ({ ...person, role: 'owner' }),
    });
    await renderPage(<AdminRoutes />, api.api, '/admin/users/u2', { pattern: '/admin/*' });
    await screen.findByText('Card');

    expect(buttons()).toEqual(['Copy the SHA-256 fingerprint']);
  });
});
