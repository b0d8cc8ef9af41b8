import { ClientSeeder } from '@postern/clients';
import { createAuthority } from '@postern/dev-pki';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, describe, it } from 'vitest';
import {
  addMember,
  callWith,
  createEquippedOrganization,
  createOrganization,
  panelToken,
} from '../../testing/organizations.js';
import { publicOrigin, TestServer } from '../../testing/test-server.js';

let server: TestServer;
let anchor: string;

beforeAll(async () => {
  anchor = (await createAuthority({ subject: 'CN=Of a manager' })).pem;
  server = await TestServer.start();
  await server.get(ClientSeeder).ensurePanelClient(publicOrigin);
});
afterAll(() => server?.stop());

const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;

/** Sends a request that waits for `lock`; `meanwhile` happens in the transaction that holds it. */
const whileItWaits = async (lock: string, meanwhile: string, ids: readonly string[], send: () => Promise<unknown>) => {
  const holding = server.get(DataSource).createQueryRunner();
  try {
    await holding.startTransaction();
    await holding.query(lock, [ids[0]]);
    const answer = send();
    await expect.poll(async () => (await server.sql(waiting)).length).toBeGreaterThan(0);
    await holding.query(meanwhile, [ids[1]]);
    await holding.commitTransaction();
    return await answer;
  } finally {
    await holding.release();
  }
};

describe('a change of somebody who administers an organization, while it waits for a lock', () => {
  const ofOrganization = 'select 1 from organization where id = $1 for update';
  const ofApplication = 'select 1 from client where client_id = $1 for update';
  const ofMethods = `update sign_in_method set name = name where id::text = $1`;
  const ofAppearances = 'delete from appearance where owner = $1';
  const requests: readonly (readonly [string, string, string, (object | undefined)?])[] = [
    ['POST', 'organizations/ID/members', ofOrganization, { account: 'STRANGER', role: 'manager' }],
    ['PATCH', 'organizations/ID/members/MEMBER', ofOrganization, { role: 'manager' }],
    ['DELETE', 'organizations/ID/members/MEMBER', ofOrganization],
    ['PATCH', 'organizations/ID', ofOrganization, { name: 'Mine' }],
    ['DELETE', 'organizations/ID', ofOrganization],
    ['PATCH', 'clients/APPLICATION', ofApplication, { redirect_uris: ['https://mine.test/'] }],
    ['POST', 'clients/APPLICATION/rotate-secret', ofApplication],
    ['DELETE', 'clients/APPLICATION', ofApplication],
    ['POST', 'sign-in-methods', ofMethods, { type: 'mtls', name: 'Mine', organizationId: 'ID', params: 'ANCHORS' }],
    ['PATCH', 'sign-in-methods/METHOD', ofMethods, { name: 'Mine' }],
    ['DELETE', 'sign-in-methods/METHOD', ofMethods],
    ['PATCH', 'clients/APPLICATION/sign-in-methods/METHOD', ofApplication, { enabled: false }],
    ['DELETE', 'clients/APPLICATION/sign-in-methods', ofApplication],
    ['PATCH', 'organizations/ID/appearance', ofAppearances, { title: 'Mine' }],
    ['PATCH', 'clients/APPLICATION/appearance', ofAppearances, { title: 'Mine' }],
    ['PUT', 'clients/APPLICATION/members/MEMBER', ofApplication, { role: 'member' }],
    ['POST', 'clients/APPLICATION/members/MEMBER/block', ofApplication],
  ];
  const losses = [
    ['the role is taken away', `update organization_membership set role = 'support' where account_id = $1`, 'actor'],
    ['they are removed', 'delete from organization_membership where account_id = $1', 'actor'],
    ['the organization is suspended', `update organization set status = 'suspended' where id = $1`, 'id'],
  ] as const;

  it.each(
    losses.flatMap(([loss, meanwhile, of]) =>
      requests.map(([method, path, lock, body]) => ({ loss, meanwhile, of, method, path, lock, body })),
    ),
  )('is refused when $loss: $method $path', async ({ meanwhile, of, method, path, lock, body }) => {
    const organization = await createEquippedOrganization(server);
    if (method === 'DELETE' && path === 'organizations/ID')
      await server.sql('delete from client where client_id = $1', [organization.application]);
    const actor = await addMember(server, organization, 'owner');
    await addMember(server, organization, 'owner');
    const member = await addMember(server, organization, 'member');
    const stranger = await addMember(server, await createOrganization(server), 'member');
    const token = await panelToken(server, actor);
    const { id, application, method: owned } = organization;
    const named = (text: string) =>
      text
        .replace('ID', id)
        .replace('METHOD', owned)
        .replace('"ANCHORS"', JSON.stringify({ trustAnchors: [anchor] }))
        .replace('MEMBER', member)
        .replace('STRANGER', stranger)
        .replace('APPLICATION', application);

    const locked = lock === ofApplication ? application : id;
    const answer = await whileItWaits(lock, meanwhile, [locked, of === 'id' ? id : actor], () =>
      callWith(server, token, method, named(path), body && (JSON.parse(named(JSON.stringify(body))) as object)),
    );

    expect(answer).toMatchObject({ status: 403, body: { code: 'token.insufficient_role' } });
  });
});
