import { randomUUID } from 'node:crypto';
import { ClientSeeder } from '@postern/clients';
import type { OrganizationRole } from '@postern/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admitted, deletionsLast, openToAll, operationsOn } from '../../testing/operations.js';
import {
  addMember,
  callWith,
  createEquippedOrganization,
  createOrganization,
  panelToken,
} from '../../testing/organizations.js';
import { publicOrigin, TestServer } from '../../testing/test-server.js';

let server: TestServer;

beforeAll(async () => {
  server = await TestServer.start();
  await server.get(ClientSeeder).ensurePanelClient(publicOrigin);
});
afterAll(() => server?.stop());

describe('in their own organization', () => {
  const reads = [
    ...['get /organizations/{id}', 'get /organizations/{id}/members', 'get /organizations/{id}/appearance'],
    'get /organizations/{id}/domains',
    ...['get /clients/{client_id}', 'get /clients/{client_id}/appearance', 'get /clients/{client_id}/members'],
    ...['get /clients/{client_id}/access-requests', 'get /clients/{client_id}/sign-in-methods'],
    ...['get /sign-in-methods/{id}', 'get /sign-in-methods/{id}/applications', 'get /sign-in-methods/{id}/presented'],
    'get /sign-in-methods/{id}/listener',
    // Dry runs change nothing.
    ...['post /sign-in-methods/{id}/test', 'post /sign-in-methods/{id}/affected'],
  ];
  const changes = [
    ...['patch /organizations/{id}', 'post /organizations/{id}/members'],
    ...['post /organizations/{id}/domains', 'post /organizations/{id}/domains/{domainId}/verification'],
    ...['patch /organizations/{id}/domains/{domainId}', 'delete /organizations/{id}/domains/{domainId}'],
    ...['patch /organizations/{id}/members/{accountId}', 'delete /organizations/{id}/members/{accountId}'],
    ...['patch /clients/{client_id}', 'delete /clients/{client_id}', 'post /clients/{client_id}/rotate-secret'],
    ...['get /clients/{client_id}/credentials', 'post /clients/{client_id}/credentials'],
    ...['get /clients/{client_id}/credentials/{id}', 'patch /clients/{client_id}/credentials/{id}'],
    ...['delete /clients/{client_id}/credentials/{id}'],
    ...['get /clients/{client_id}/key-credentials', 'put /clients/{client_id}/key-credentials'],
    ...['patch /organizations/{id}/appearance', 'patch /clients/{client_id}/appearance'],
    'post /sign-in-methods/{id}/listener/check',
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

    expect((await admitted(server, token, deletionsLast(operationsOn(server, target, member)))).toSorted()).toEqual(
      [...openToAll, ...expected].toSorted(),
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
