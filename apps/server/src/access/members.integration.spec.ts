import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CardHolder, CardHolders } from '../../testing/card-holders.js';
import { Entries } from '../../testing/entries.js';
import { TestParty } from '../../testing/relying-party.js';
import { TestServer } from '../../testing/test-server.js';

let server: TestServer;
let holders: CardHolders;
let alice: CardHolder;
let entries: Entries;

beforeAll(async () => {
  server = await TestServer.start();
  holders = await CardHolders.with(server);
});
afterAll(() => server?.stop());

beforeEach(async () => {
  alice = await holders.add();
  entries = new Entries(holders, await TestParty.register(server, { first_party: true }));
});

const list = async (query = '') => (await entries.manage('GET', `members${query}`)).body;
const setRole = (id: string, role: string) => entries.manage('PUT', `members/${id}`, { role });

describe('members of an application', () => {
  it('are people with a role there and people who have used it, with what they allowed', async () => {
    const bob = await holders.add();
    await entries.tokens(alice);
    await setRole(bob.id, 'administrator');

    const { items, next } = await list();
    expect(next).toBe(null);
    expect(items).toEqual(
      [
        {
          ...{ id: alice.id, username: alice.username, name: alice.name, role: null, blockedAt: null },
          ...{ lastUsedAt: expect.any(String), permissions: ['openid'] },
        },
        {
          ...{ id: bob.id, username: bob.username, name: bob.name, role: 'administrator', blockedAt: null },
          ...{ lastUsedAt: null, permissions: [] },
        },
      ].toSorted((one, other) => (one.username < other.username ? -1 : 1)),
    );
    expect((await list('?show=administrators')).items.map(({ id }: { id: string }) => id)).toEqual([bob.id]);
    expect((await list(`?search=${alice.username.slice(0, 20)}`)).items).toHaveLength(1);
  });

  it('are listed page by page, each once', async () => {
    const people = [alice, ...(await Promise.all([holders.add(), holders.add()]))];
    for (const { id } of people) await setRole(id, 'member');

    const seen: string[] = [];
    let after = '';
    for (let pages = 0; pages < 3; pages += 1) {
      const { items, next } = await list(`?limit=1${after}`);
      seen.push(...items.map(({ id }: { id: string }) => id));
      after = `&after=${next}`;
    }
    expect(seen.toSorted()).toEqual(people.map(({ id }) => id).toSorted());
  });

  it('lose role, consent and tokens when they are removed, and other applications keep theirs', async () => {
    const elsewhere = new Entries(holders, await TestParty.register(server, { first_party: true }));
    const { browser } = await entries.enter(alice);
    const tokens = await entries.tokens(alice, browser);
    const others = await elsewhere.tokens(alice, browser);
    await setRole(alice.id, 'member');

    expect((await entries.manage('DELETE', `members/${alice.id}`)).status).toBe(204);

    expect((await list()).items).toEqual([]);
    expect((await entries.refresh(tokens.refresh_token)).error).toBe('invalid_grant');
    expect((await elsewhere.refresh(others.refresh_token)).error).toBe(undefined);
  });

  it('lose the tokens of this application when their sessions there end, and enter again without signing in', async () => {
    const { browser } = await entries.enter(alice);
    const tokens = await entries.tokens(alice, browser);

    expect((await entries.manage('POST', `members/${alice.id}/end-sessions`)).status).toBe(204);

    expect(await entries.userinfo(tokens.access_token)).toBe(401);
    expect((await entries.refresh(tokens.refresh_token)).error).toBe('invalid_grant');
    expect((await entries.tokens(alice, browser)).access_token).toEqual(expect.any(String));
  });

  it('keep one administrator: the only one is not demoted, removed or blocked, not even by two at once', async () => {
    const bob = await holders.add();
    await setRole(alice.id, 'administrator');
    for (const attempt of [
      setRole(alice.id, 'member'),
      entries.manage('DELETE', `members/${alice.id}`),
      entries.manage('POST', `members/${alice.id}/block`),
    ]) {
      const { status, body } = await attempt;
      expect([status, body.code]).toEqual([409, 'client.last_administrator']);
    }
    await setRole(bob.id, 'administrator');

    const both = await Promise.all([setRole(alice.id, 'member'), setRole(bob.id, 'member')]);

    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  it('who own the installation are changed by owners only', async () => {
    const owner = await holders.add('owner');

    const { status, body } = await entries.manage('POST', `members/${owner.id}/block`);

    expect([status, body.code]).toEqual([403, 'token.insufficient_role']);
  });

  it('are people that exist, of applications that exist', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000';
    expect((await setRole(nobody, 'member')).body.code).toBe('account.not_found');
    expect((await server.manage('GET', 'clients/no-such-client/members')).body.code).toBe('client.not_found');
    expect((await server.manage('PUT', `clients/no-such-client/members/${alice.id}`, { role: 'member' })).status).toBe(
      404,
    );
  });
});
