import { randomUUID } from 'node:crypto';
import { ClientSeeder } from '@postern/clients';
import { managementScopes, organizationRoles, type OrganizationRole } from '@postern/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addMember,
  callWith,
  createEquippedOrganization,
  createOrganization,
  type EquippedOrganization,
  panelToken,
} from '../../testing/organizations.js';
import { signIn } from '../../testing/people.js';
import { publicOrigin, TestServer } from '../../testing/test-server.js';
import { describeApi } from '../documentation/documentation.js';

let server: TestServer;
let own: EquippedOrganization;
let other: EquippedOrganization;
const tokens = new Map<OrganizationRole, string>();
let otherMember: string;
let builtIn: string;

beforeAll(async () => {
  server = await TestServer.start();
  await server.get(ClientSeeder).ensurePanelClient(publicOrigin);
  own = await createEquippedOrganization(server);
  other = await createEquippedOrganization(server);
  for (const role of organizationRoles) {
    // More than the engine would give them.
    tokens.set(role, await panelToken(server, await addMember(server, own, role), managementScopes));
  }
  otherMember = await addMember(server, other, 'owner');
  builtIn = (await server.sql<{ id: string }>('select id from sign_in_method where built_in'))[0]!.id;
});
afterAll(() => server?.stop());

const call = (role: OrganizationRole, method: string, path: string, body?: object) =>
  callWith(server, tokens.get(role)!, method, path, body);

/** They only show the contents of certificates in the request itself; names of types are public. */
const forAll = ['post /certificates/inspect', 'post /certificates/read', 'get /sign-in-methods/type-names'];

interface Operation {
  readonly name: string;
  readonly method: string;
  readonly path: string;
}

/** Every operation that is not about the caller's own account, with the ids of an organization in its path. */
const operationsOn = ({ id, application, method: owned }: EquippedOrganization, member: string): readonly Operation[] =>
  Object.entries(describeApi(server.app).paths)
    .filter(([path]) => path.startsWith('/api/v2/') && !/\/me(\/|$)/.test(path))
    .flatMap(([path, item]) =>
      ['get', 'post', 'put', 'patch', 'delete'].flatMap((method) => {
        if (!(method in item)) return [];
        const short = path.replace('/api/v2', '');
        const filled = short
          .replace(/^\/organizations\/\{id\}/, `/organizations/${id}`)
          .replace(/^(\/sign-in-methods|\/clients\/\{client_id\}\/sign-in-methods)\/\{id\}/, `$1/${owned}`)
          .replace(/^(\/clients\/\{client_id\}\/members)\/\{id\}/, `$1/${member}`)
          .replace('{accountId}', member)
          .replace('{userId}', member)
          .replace(/\{client_id\}|\{clientId\}/, application)
          .replace(/\{\w+\}/g, () => randomUUID());
        return [{ name: `${method} ${short}`, method: method.toUpperCase(), path: filled.slice(1) }];
      }),
    );

/** Deletions come last, of the inner things first. */
const deletionsLast = (operations: readonly Operation[]): readonly Operation[] => {
  const weight = ({ method, path }: Operation): number => (method === 'DELETE' ? 100 - path.length : -1000);
  return operations.toSorted((one, two) => weight(one) - weight(two));
};

/** Names of the operations that do not answer 403. */
const admitted = async (role: OrganizationRole, operations: readonly Operation[]): Promise<readonly string[]> => {
  const names: string[] = [];
  for (const { name, method, path } of operations) {
    const body = method === 'GET' || method === 'DELETE' ? undefined : {};
    if ((await call(role, method, path, body)).status !== 403) names.push(name);
  }
  return names;
};

describe('people who administer an organization', () => {
  it.each(organizationRoles)('reach nothing of another one as %s, route by route', async (role) => {
    const operations = operationsOn(other, otherMember);

    expect(operations.length).toBeGreaterThan(100);
    expect((await admitted(role, operations)).toSorted()).toEqual(forAll.toSorted());
  });

  it.each([
    ['GET', 'clients?organization_id=OTHER', undefined],
    ['GET', 'clients', undefined],
    ['GET', 'clients?organization_id=OWN&organization_id=OTHER', undefined],
    ['POST', 'clients', { name: 'Theirs', organization_id: 'OTHER' }],
    ['POST', 'clients', { name: 'Of the system' }],
    ['POST', 'clients', { name: 'Of the system', organization_id: null }],
    ['POST', 'clients', { name: 'Both', organization_id: ['OWN', 'OTHER'] }],
    ['POST', 'clients', { name: 'Trusted', organization_id: 'OWN', first_party: true }],
    ['PATCH', 'clients/APPLICATION', { organization_id: 'OTHER' }],
    ['PATCH', 'clients/APPLICATION', { organization_id: null }],
    ['PATCH', 'clients/APPLICATION', { is_first_party: true }],
    ['PATCH', 'clients/APPLICATION', { group_release: 'all', scopes: ['openid', 'groups'] }],
    ['PATCH', 'clients/APPLICATION', { scopes: ['openid', 'read:users'] }],
    ['PATCH', 'organizations/OWN', { status: 'suspended' }],
    ['PATCH', 'clients/postern-panel', { name: 'Mine' }],
    ['GET', 'organizations', undefined],
    ['POST', 'organizations', { name: 'Mine', slug: 'mine' }],
    ['GET', 'sign-in-methods', undefined],
    ['GET', 'sign-in-methods?organizationId=OTHER', undefined],
    ['GET', 'sign-in-methods?organizationId=OWN&organizationId=OTHER', undefined],
    ['GET', 'sign-in-methods/types', undefined],
    ['GET', 'sign-in-methods/types?organizationId=OTHER', undefined],
    ['GET', 'sign-in-methods/METHOD?organizationId=OWN', undefined],
    ['PATCH', 'sign-in-methods/METHOD?organizationId=OWN', { name: 'Mine', organizationId: 'OWN' }],
    ['POST', 'sign-in-methods', { type: 'mtls', name: 'Of the system' }],
    ['POST', 'sign-in-methods', { type: 'mtls', name: 'Of the system', organizationId: null }],
    ['POST', 'sign-in-methods', { type: 'mtls', name: 'Theirs', organizationId: 'OTHER' }],
    ['POST', 'sign-in-methods?organizationId=OWN', { type: 'mtls', name: 'Theirs', organizationId: 'OTHER' }],
    ['POST', 'sign-in-methods', { type: 'mtls', name: 'Both', organizationId: ['OWN', 'OTHER'] }],
    ['PATCH', 'sign-in-methods/BUILT-IN', { enabled: false }],
    ['GET', 'appearance', undefined],
    ['PATCH', 'appearance', { title: 'Mine' }],
    ['PATCH', 'organizations/OTHER/appearance', { title: 'Mine' }],
    ['GET', 'audit-events', undefined],
    ['GET', 'audit-events?organization=OTHER', undefined],
    ['GET', 'audit-events?organization=OWN&organization=OTHER', undefined],
    ['GET', 'audit-events?client=APPLICATION', undefined],
    ['GET', 'audit-events/export', undefined],
    ['GET', 'audit-events/export?organization=OTHER', undefined],
    ['GET', 'audit-events/counts?organization=OWN', undefined],
  ] as const)('are refused as owner: %s %s %j', async (method, path, body) => {
    const named = (text: string) =>
      text
        .replaceAll('OTHER', other.id)
        .replaceAll('OWN', own.id)
        .replaceAll('APPLICATION', own.application)
        .replaceAll('METHOD', other.method)
        .replaceAll('BUILT-IN', builtIn);
    const given = body && (JSON.parse(named(JSON.stringify(body))) as object);
    const answer = await call('owner', method, named(path), given);

    expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('token.')]);
  });

  it('cannot reach over a path that names their own organization', async () => {
    const event = await server.sql<{ id: string }>(
      `select id from audit_event where organization_id = $1 order by id desc limit 1`,
      [other.id],
    );
    const reached = [
      ['DELETE', `organizations/${own.id}/members/${otherMember}`],
      ['PATCH', `clients/${own.application}/sign-in-methods/${other.method}`, { enabled: true }],
      ['PUT', `clients/${own.application}/members/${otherMember}`, { role: 'member' }],
      ['POST', `clients/${own.application}/members/${otherMember}/block`],
      ['GET', `audit-events/${event[0]!.id}?organization=${own.id}`],
    ] as const;
    for (const [method, path, body] of reached)
      expect([path, (await call('owner', method, path, body)).status]).toEqual([path, 404]);

    expect((await server.manage('GET', `organizations/${other.id}/members`)).body).toMatchObject({ total: 1 });
  });

  it('are refused when an application has more rights than they have', async () => {
    const robot = await server.manage('POST', 'clients', {
      ...{ name: 'Robot', app_type: 'non_interactive', organization_id: own.id, scopes: ['read:users'] },
    });
    const path = `clients/${(robot.body as { client_id: string }).client_id}`;

    for (const [method, to] of [
      ['PATCH', path],
      ['POST', `${path}/rotate-secret`],
      ['DELETE', path],
    ] as const) {
      const answer = await call('owner', method, to, method === 'PATCH' ? { name: 'Mine' } : undefined);
      expect(answer.body).toMatchObject({ status: 403, code: 'token.exceeds_own_rights' });
    }
  });

  it('lose their rights with the role, and while the organization is suspended', async () => {
    const organization = await createOrganization(server);
    const accountId = await addMember(server, organization, 'owner');
    await addMember(server, organization, 'owner');
    const token = await panelToken(server, accountId);
    const status = async () => (await callWith(server, token, 'GET', `organizations/${organization.id}`)).status;

    expect(await status()).toBe(200);
    await server.manage('PATCH', `organizations/${organization.id}`, { status: 'suspended' });
    expect(await status()).toBe(403);
    await server.manage('PATCH', `organizations/${organization.id}`, { status: 'active' });
    expect(await status()).toBe(200);
    await server.manage('PATCH', `organizations/${organization.id}/members/${accountId}`, { role: 'member' });
    expect(await status()).toBe(403);
  });

  it('administer through the panel only', async () => {
    const accountId = await addMember(server, own, 'owner');
    const audience = `${publicOrigin}/api/v2`;
    const foreign = await signIn(server, {
      accountId,
      clientId: own.application,
      audience,
      scope: 'read:organizations',
    });

    expect((await callWith(server, foreign.token, 'GET', `organizations/${own.id}`)).status).toBe(403);
  });
});

describe('in their own organization', () => {
  const reads = [
    ...['get /organizations/{id}', 'get /organizations/{id}/members', 'get /organizations/{id}/appearance'],
    ...['get /clients/{client_id}', 'get /clients/{client_id}/appearance', 'get /clients/{client_id}/members'],
    ...['get /clients/{client_id}/access-requests', 'get /clients/{client_id}/sign-in-methods'],
    ...['get /sign-in-methods/{id}', 'get /sign-in-methods/{id}/applications', 'get /sign-in-methods/{id}/presented'],
    // Dry runs change nothing.
    ...['post /sign-in-methods/{id}/test', 'post /sign-in-methods/{id}/affected'],
  ];
  const changes = [
    ...['patch /organizations/{id}', 'post /organizations/{id}/members'],
    ...['patch /organizations/{id}/members/{accountId}', 'delete /organizations/{id}/members/{accountId}'],
    ...['patch /clients/{client_id}', 'delete /clients/{client_id}', 'post /clients/{client_id}/rotate-secret'],
    ...['get /clients/{client_id}/credentials', 'post /clients/{client_id}/credentials'],
    ...['get /clients/{client_id}/credentials/{id}', 'patch /clients/{client_id}/credentials/{id}'],
    ...['delete /clients/{client_id}/credentials/{id}'],
    ...['get /clients/{client_id}/key-credentials', 'put /clients/{client_id}/key-credentials'],
    ...['patch /organizations/{id}/appearance', 'patch /clients/{client_id}/appearance'],
    ...['patch /sign-in-methods/{id}', 'delete /sign-in-methods/{id}', 'post /clients/{client_id}/sign-in-methods'],
    ...['patch /clients/{client_id}/sign-in-methods/{id}', 'delete /clients/{client_id}/sign-in-methods'],
    ...['put /clients/{client_id}/members/{id}', 'delete /clients/{client_id}/members/{id}'],
    ...['post /clients/{client_id}/members/{id}/block', 'post /clients/{client_id}/members/{id}/unblock'],
    ...['post /clients/{client_id}/members/{id}/end-sessions'],
    ...['post /clients/{client_id}/access-requests/{id}/answer'],
  ];

  it.each([
    ['member', []],
    ['support', reads],
    ['manager', [...reads, ...changes]],
    ['owner', [...reads, ...changes, 'delete /organizations/{id}']],
  ] as const)('%s uses what the role has', async (role, expected) => {
    const target = await createEquippedOrganization(server);
    const member = await addMember(server, target, 'member');
    const token = await panelToken(server, await addMember(server, target, role));
    tokens.set(role, token);

    expect((await admitted(role, deletionsLast(operationsOn(target, member)))).toSorted()).toEqual(
      [...forAll, ...expected].toSorted(),
    );
  });

  it('an owner lists, creates and changes applications of it', async () => {
    const target = await createOrganization(server);
    const token = await panelToken(server, await addMember(server, target, 'owner'));
    const as = (method: string, path: string, body?: object) => callWith(server, token, method, path, body);

    const input = { name: 'Second', app_type: 'spa', redirect_uris: ['https://app.test/'], organization_id: target.id };
    const created = await as('POST', 'clients', input);
    const { client_id: id } = created.body as { client_id: string };

    expect(created).toMatchObject({ status: 201, body: { organization_id: target.id } });
    expect((await as('GET', `clients?organization_id=${target.id}&search=sec`)).body).toMatchObject({
      ...{ total: 1, items: [{ client_id: id }] },
    });
    expect((await as('GET', `clients?organization_id=${target.id}&per_page=50`)).body).toMatchObject({ total: 2 });
    expect(
      (await as('POST', 'clients', { ...input, name: 'Third', organization_id: target.id.toUpperCase() })).body,
    ).toMatchObject({ organization_id: target.id });
    expect((await as('PATCH', `clients/${id}`, { organization_id: target.id.toUpperCase() })).status).toBe(200);
    expect((await as('PATCH', `clients/${id}`, { name: 'Renamed' })).body).toMatchObject({ name: 'Renamed' });
    expect((await as('PATCH', `clients/${id}`, created.body as object)).status).not.toBe(403);
  });

  it('a manager makes no owner, takes no owner, and support changes no roles', async () => {
    const target = await createOrganization(server);
    const [owner, member] = [await addMember(server, target, 'owner'), await addMember(server, target, 'member')];
    const stranger = await createStranger();
    const path = `organizations/${target.id}/members`;
    for (const [role, refused] of [
      ['manager', 403],
      ['support', 403],
    ] as const) {
      const accountId = await addMember(server, target, role);
      const token = await panelToken(server, accountId);
      const as = async (method: string, to: string, body?: object) =>
        (await callWith(server, token, method, to, body)).status;

      expect(await as('POST', path, { account: stranger, role: 'owner' })).toBe(refused);
      expect(await as('PATCH', `${path}/${member}`, { role: 'owner' })).toBe(refused);
      expect(await as('PATCH', `${path}/${accountId}`, { role: 'owner' })).toBe(refused);
      expect(await as('PATCH', `${path}/${owner}`, { role: 'member' })).toBe(refused);
      expect(await as('DELETE', `${path}/${owner}`)).toBe(refused);
      expect(await as('PATCH', `${path}/${member}`, { role: 'support' })).toBe(role === 'manager' ? 200 : 403);
    }
  });

  it('a program gives only roles whose scopes it has', async () => {
    const target = await createOrganization(server);
    const robot = await server.manage('POST', 'clients', {
      ...{ name: 'Robot', app_type: 'non_interactive', scopes: ['update:organizations'] },
      ...{ token_endpoint_auth_method: 'client_secret_post' },
    });
    const { client_id, client_secret } = robot.body as { client_id: string; client_secret: string };
    const { body } = await server.token({
      ...{ client_id, client_secret, grant_type: 'client_credentials', resource: `${publicOrigin}/api/v2` },
    });
    const add = async (role: OrganizationRole) =>
      callWith(server, (body as { access_token: string }).access_token, 'POST', `organizations/${target.id}/members`, {
        ...{ account: await createStranger(), role },
      });

    expect((await add('member')).status).toBe(201);
    for (const role of ['support', 'manager', 'owner'] as const) {
      expect((await add(role)).body).toMatchObject({ code: 'token.exceeds_own_rights' });
    }
  });

  it('an application moves to another organization by administrators of the system', async () => {
    const [from, to] = [await createOrganization(server), await createOrganization(server)];
    const manager = await panelToken(server, await addMember(server, from, 'manager'));
    const path = `clients/${from.application}`;

    expect((await server.manage('PATCH', path, { organization_id: randomUUID() })).body).toMatchObject({
      code: 'organization.not_found',
    });
    expect((await server.manage('PATCH', path, { organization_id: to.id })).body).toMatchObject({
      organization_id: to.id,
    });
    expect((await callWith(server, manager, 'GET', path)).status).toBe(403);
    expect((await server.manage('DELETE', `organizations/${to.id}`)).body).toMatchObject({
      code: 'organization.has_applications',
    });
    const events = await server.events(from.application);
    expect(events.at(-1)).toMatchObject({
      ...{ type: 'client.updated', details: { organization_id: to.id, before: { organization_id: from.id } } },
    });
  });
});

const createStranger = async (): Promise<string> =>
  (
    await server.sql<{ id: string }>(`insert into account (username, name) values ($1, 'X') returning id`, [
      randomUUID(),
    ])
  )[0]!.id;
