import { randomUUID } from 'node:crypto';
import { ClientSeeder } from '@postern/clients';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Browser } from '../../testing/browser.js';
import { type CardHolder, CardHolders } from '../../testing/card-holders.js';
import { callWith, createOrganization, panelToken, type TestOrganization } from '../../testing/organizations.js';
import { TestParty } from '../../testing/relying-party.js';
import { publicOrigin, TestServer } from '../../testing/test-server.js';

let server: TestServer;
let north: TestOrganization;
let south: TestOrganization;
let cards: CardHolders;
let portal: TestParty;

beforeAll(async () => {
  server = await TestServer.start();
  await server.get(ClientSeeder).ensurePanelClient(publicOrigin);
});
afterAll(() => server?.stop());

/** Everybody may enter, so that only the method keeps people out. */
const openParty = (organization: TestOrganization): Promise<TestParty> =>
  TestParty.register(server, {
    ...{ first_party: true, name: `Portal of ${organization.slug}`, organization_id: organization.id },
    access: { mode: 'everybody' },
  });

beforeEach(async () => {
  [north, south] = [await createOrganization(server), await createOrganization(server)];
  cards = await CardHolders.with(server, {}, { organizationId: north.id });
  portal = await openParty(north);
});

const join = async (accountId: string, { id }: TestOrganization = north): Promise<void> => {
  const answer = await server.manage('POST', `organizations/${id}/members`, { account: accountId, role: 'member' });
  if (answer.status !== 201) throw new Error(answer.text);
};
const leave = (accountId: string) => server.manage('DELETE', `organizations/${north.id}/members/${accountId}`);
const newMember = async (): Promise<CardHolder> => {
  const { accountId } = await server
    .sql<{ accountId: string }>(
      `insert into account (username, name) values (gen_random_uuid()::text, 'Member') returning id as "accountId"`,
    )
    .then(([row]) => row!);
  await join(accountId);
  const [row] = await server.sql<{ username: string }>('select username from account where id = $1', [accountId]);
  return cards.add('member', { username: row!.username, name: 'Member', password: '' });
};
const offeredAt = async (party: TestParty): Promise<boolean> => {
  const { page } = await cards.open(party, new Browser());
  return page!.methods.some(({ id }) => id === cards.methodId);
};
/** @returns null: signed in; else the code of the refusal */
const refusal = async ({ certificate }: Pick<CardHolder, 'certificate'>): Promise<string | null> => {
  const browser = new Browser();
  const { page, verifier } = await cards.open(portal, browser);
  const end = await cards.follow(portal, browser, await cards.show(browser, page!, certificate), verifier);
  return end.outcome?.code == null ? String(end.page?.attempt?.code) : null;
};

describe('a method of an organization', () => {
  it('is offered by its applications, and by no others', async () => {
    expect(await offeredAt(portal)).toBe(true);
    expect(await offeredAt(await openParty(south))).toBe(false);
    expect(await offeredAt(await TestParty.register(server, { first_party: true }))).toBe(false);
  });

  it('signs in members of the organization, and nobody who has left it', async () => {
    const alice = await newMember();
    expect(await refusal(alice)).toBe(null);

    await leave(alice.id);
    await join(alice.id, south);

    expect(await refusal(alice)).toBe('sign_in_method.members_only');
    const [event] = await server.sql<{ code: string; organization: string; account: string }>(
      `select code, organization_id as organization, account_id as account from audit_event
       where type = 'sign_in.failed' order by id desc limit 1`,
    );
    expect(event).toMatchObject({ code: 'sign_in_method.members_only', organization: north.id });
  });

  it('finds nobody by a name who is not a member', async () => {
    await server.manage('PATCH', `sign-in-methods/${cards.methodId}`, {
      params: { rules: [{ source: 'subject:CN', field: 'username' }] },
    });
    const [account] = await server.sql<{ id: string; username: string }>(
      `insert into account (username, name) values (gen_random_uuid()::text, 'Bob') returning id, username`,
    );
    const certificate = await cards.unlinked({ subject: `CN=${account!.username}` });

    expect(await refusal({ certificate })).toBe('certificate.not_linked');
    const dryRun = () =>
      server.manage('POST', `sign-in-methods/${cards.methodId}/test`, { certificate: certificate.pem });
    expect((await dryRun()).body).toMatchObject({ account: null });
    await join(account!.id);
    expect(await refusal({ certificate })).toBe(null);
    expect((await dryRun()).body).toMatchObject({ account: { id: account!.id } });
  });

  it('is linked by members only', async () => {
    const [bob] = await server.sql<{ id: string }>(
      `insert into account (username, name) values (gen_random_uuid()::text, 'Bob') returning id`,
    );
    const token = await panelToken(server, bob!.id);
    const linkable = async () =>
      ((await callWith(server, token, 'GET', 'me/linkable-methods')).body as { id: string }[]).map(({ id }) => id);
    const link = async () => {
      const { pem } = await cards.unlinked();
      return server.manage('POST', `users/${bob!.id}/identifiers`, { methodId: cards.methodId, certificate: pem });
    };

    expect(await linkable()).not.toContain(cards.methodId);
    expect(await link()).toMatchObject({ status: 403, body: { code: 'sign_in_method.members_only' } });
    await join(bob!.id);
    expect(await linkable()).toContain(cards.methodId);
    expect((await link()).status).toBe(201);
  });

  it('makes accounts that are members', async () => {
    await server.manage('PATCH', `sign-in-methods/${cards.methodId}`, {
      params: {
        ...{ newAccounts: 'at_once', newUsername: 'email', newEmail: 'confirmed', newName: 'cn' },
      },
    });
    const certificate = await cards.unlinked({
      subjectAlternativeNames: [{ type: 'email', value: `ada-${randomUUID()}@example.test` }],
    });

    expect(await refusal({ certificate })).toBe(null);
    expect((await server.manage('GET', `organizations/${north.id}/members`)).body).toMatchObject({
      items: [{ role: 'member' }],
    });
    const types = await server.sql<{ type: string }>(
      `select type from audit_event where organization_id = $1 and type in ('account.created', 'membership.added')`,
      [north.id],
    );
    expect(types.map(({ type }) => type).toSorted()).toEqual(['account.created', 'membership.added']);
  });

  it('is off while the organization is suspended', async () => {
    const alice = await newMember();
    const status = (value: string) => server.manage('PATCH', `organizations/${north.id}`, { status: value });
    const browser = new Browser();
    const { page } = await cards.open(portal, browser);

    await status('suspended');
    const location = await cards.show(browser, page!, alice.certificate);
    expect((await cards.view(browser, location)).attempt?.code).toBe('sign_in_method.disabled');
    await status('active');
    expect(await refusal(alice)).toBe(null);
  });

  it('stays behind when its application moves', async () => {
    const alice = await newMember();
    await server.manage('PATCH', `clients/${portal.clientId}`, { organization_id: south.id });

    expect(await offeredAt(portal)).toBe(false);
    await server.manage('PATCH', `clients/${portal.clientId}`, { organization_id: north.id });
    expect(await refusal(alice)).toBe(null);
  });

  it('is deleted with the organization, and so are its identifiers', async () => {
    const alice = await newMember();
    for (const id of [portal.clientId, north.application]) await server.manage('DELETE', `clients/${id}`);

    expect((await server.manage('DELETE', `organizations/${north.id}`)).status).toBe(204);

    expect((await server.manage('GET', `sign-in-methods/${cards.methodId}`)).status).toBe(404);
    expect(await server.sql('select 1 from identifier where account_id = $1', [alice.id])).toEqual([]);
    const [event] = await server.sql(
      `select 1 from audit_event where type = 'sign_in_method.deleted' and method_id = $1 and organization_id = $2`,
      [cards.methodId, north.id],
    );
    expect(event).toBeDefined();
  });
});
