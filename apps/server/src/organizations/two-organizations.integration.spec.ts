import { ClientSeeder } from '@postern/clients';
import { managementScopes, organizationRoles, type OrganizationRole } from '@postern/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admitted, openToAll, operationsOn } from '../../testing/operations.js';
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

describe('people who administer an organization', () => {
  it.each(organizationRoles)('reach nothing of another one as %s, route by route', async (role) => {
    const operations = operationsOn(server, other, otherMember);

    expect(operations.length).toBeGreaterThan(100);
    expect((await admitted(server, tokens.get(role)!, operations)).toSorted()).toEqual(openToAll.toSorted());
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
    ['PATCH', 'organizations/OWN/domains/00000000-0000-4000-8000-000000000000', { verified: true }],
    ['POST', 'organizations/OTHER/domains', { domain: 'mine.example' }],
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
