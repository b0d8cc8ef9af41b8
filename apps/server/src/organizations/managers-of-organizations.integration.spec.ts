import { ClientSeeder } from '@postern/clients';
import { createAuthority } from '@postern/dev-pki';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Browser } from '../../testing/browser.js';
import { type CardHolder, CardHolders } from '../../testing/card-holders.js';
import {
  addMember,
  callWith,
  createEquippedOrganization,
  createOrganization,
  panelToken,
  type TestOrganization,
} from '../../testing/organizations.js';
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
/** @returns null: signed in; else the code of the refusal */
const refusal = async ({ certificate }: Pick<CardHolder, 'certificate'>): Promise<string | null> => {
  const browser = new Browser();
  const { page, verifier } = await cards.open(portal, browser);
  const end = await cards.follow(portal, browser, await cards.show(browser, page!, certificate), verifier);
  return end.outcome?.code == null ? String(end.page?.attempt?.code) : null;
};

describe('people who manage an organization', () => {
  const managerOf = async (organization: TestOrganization) => {
    const token = await panelToken(server, await addMember(server, organization, 'manager'));
    return (method: string, path: string, body?: object) => callWith(server, token, method, path, body);
  };

  it('make, change, list and delete its methods with trust anchors of their own', async () => {
    const as = await managerOf(north);
    const [first, second] = [
      await createAuthority({ subject: 'CN=First' }),
      await createAuthority({ subject: 'CN=Second' }),
    ];
    const input = {
      ...{ type: 'mtls', name: 'Ours', organizationId: north.id.toUpperCase(), public: true, enabled: true },
      params: { trustAnchors: [first.pem] },
    };

    const created = await as('POST', 'sign-in-methods', input);
    expect(created).toMatchObject({ status: 201, body: { owner: 'organization', organizationId: north.id } });
    const { id } = created.body as { id: string };
    const changed = await as('PATCH', `sign-in-methods/${id}`, { params: { trustAnchors: [first.pem, second.pem] } });
    expect((changed.body as { params: { trustAnchors: string[] } }).params.trustAnchors).toHaveLength(2);
    const listed = await as('GET', `sign-in-methods?organizationId=${north.id}`);
    expect((listed.body as { id: string }[]).map((one) => one.id).toSorted()).toEqual([cards.methodId, id].toSorted());
    expect((await as('DELETE', `sign-in-methods/${id}`)).status).toBe(204);
    const events = await as('GET', `audit-events?organization=${north.id}&method=${id}`);
    expect((events.body as { items: { type: string }[] }).items.map(({ type }) => type)).toEqual([
      'sign_in_method.deleted',
      'sign_in_method.updated',
      'sign_in_method.created',
    ]);
  });

  it.each([
    [
      'rules that find anybody by a name',
      { rules: [{ source: 'subject:CN', field: 'username' }] },
      'token.insufficient_role',
    ],
    ['origin of their own', { hostName: 'login' }, 'token.insufficient_role'],
    ['new accounts', { newAccounts: 'at_once', newUsername: 'email', newName: 'cn' }, 'token.exceeds_own_rights'],
  ] as const)('give them no %s', async (_, params, code) => {
    const as = await managerOf(north);
    const trustAnchors = [(await createAuthority({ subject: 'CN=Own' })).pem];
    const input = { type: 'mtls', name: 'Ours', organizationId: north.id };

    expect((await as('PATCH', `sign-in-methods/${cards.methodId}`, { params })).body).toMatchObject({ code });
    expect((await as('POST', 'sign-in-methods', { ...input, params: { trustAnchors, ...params } })).body).toMatchObject(
      { code },
    );
    const own = { type: 'mtls', name: 'Own', params: { trustAnchors, ...params } };
    expect((await as('POST', `clients/${portal.clientId}/sign-in-methods`, own)).body).toMatchObject({ code });
  });

  it('change no method by which somebody with a role in the system signs in', async () => {
    const as = await managerOf(north);
    const alice = await newMember();
    await server.sql(`update account set role = 'administrator' where id = $1`, [alice.id]);
    const trustAnchors = [(await createAuthority({ subject: 'CN=Own' })).pem];

    expect((await as('PATCH', `sign-in-methods/${cards.methodId}`, { params: { trustAnchors } })).body).toMatchObject({
      code: 'token.insufficient_role',
    });
  });

  it('see events of their organization, without the addresses of others who administer', async () => {
    const as = await managerOf(north);
    const alice = await newMember();
    expect(await refusal(alice)).toBe(null);
    const other = await createEquippedOrganization(server);

    const { items } = (await as('GET', `audit-events?organization=${north.id}&limit=200`)).body as {
      items: { id: string; type: string; clientId: string | null; actor: object | null; address: string | null }[];
    };

    expect(items.map(({ type }) => type)).toEqual(
      expect.arrayContaining([
        'organization.created',
        'membership.added',
        'sign_in_method.created',
        'client.created',
        'sign_in.succeeded',
      ]),
    );
    const stored = await server.sql<{ id: string }>(
      `select id from audit_event where organization_id = $1 order by id desc`,
      [north.id],
    );
    expect(items.map(({ id }) => id)).toEqual(stored.map(({ id }) => id));
    expect(JSON.stringify(items)).not.toContain(other.id);
    const [signIn] = items.filter(({ type }) => type === 'sign_in.succeeded');
    expect(signIn?.address).not.toBe(null);
    const csv = (await as('GET', `audit-events/export?organization=${north.id}`)).text;
    expect(csv.trim().split('\n')).toHaveLength(items.length + 1);
    expect((await as('GET', `audit-events/${items[0]!.id}?organization=${north.id}`)).status).toBe(200);
    expect((await as('GET', `audit-events/${items[0]!.id}`)).status).toBe(403);
  });

  it('are warned when two methods trust the same CA, but not of methods that they may not see', async () => {
    const { pem } = await createAuthority({ subject: 'CN=Shared' });
    const make = async (name: string, owner: object) =>
      (
        (
          await server.manage('POST', 'sign-in-methods', {
            ...{ type: 'mtls', name, public: true, params: { trustAnchors: [pem] } },
            ...owner,
          })
        ).body as { id: string }
      ).id;
    const [inNorth, inSouth] = [
      await make('In north', { organizationId: north.id }),
      await make('In south', { organizationId: south.id }),
    ];
    const ofSystem = await make('Of the system', {});
    const overlaps = (answer: { readonly body: unknown }) =>
      (answer.body as { overlaps: { name: string }[] }).overlaps.map(({ name }) => name).toSorted();

    expect(overlaps(await server.manage('GET', `sign-in-methods/${inNorth}`))).toEqual(['In south', 'Of the system']);
    expect(overlaps(await server.manage('GET', `sign-in-methods/${ofSystem}`))).toEqual(['In north', 'In south']);
    const [asNorth, asSouth] = [await managerOf(north), await managerOf(south)];
    expect(overlaps(await asNorth('GET', `sign-in-methods/${inNorth}`))).toEqual(['Of the system']);
    expect(overlaps(await asSouth('GET', `sign-in-methods/${inSouth}`))).toEqual(['Of the system']);
    expect(overlaps(await server.manage('GET', `sign-in-methods/${cards.methodId}`))).toEqual([]);
    for (const id of [inNorth, inSouth, ofSystem]) await server.manage('DELETE', `sign-in-methods/${id}`);
  });
});
