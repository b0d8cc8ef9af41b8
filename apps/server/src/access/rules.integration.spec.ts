import { ClientSeeder } from '@postern/clients';
import { Statements } from '@postern/database';
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

const rule = (conditions: object) => entries.allow({ mode: 'rule', rule: conditions });
const refuses = async (conditions: object) => {
  await rule(conditions);
  return entries.reason(alice);
};

describe('a rule', () => {
  it('admits by the issuer of the certificate that the session was proved with, and no password', async () => {
    expect(await refuses({ issuers: ['cn=people'] })).toBe(null);
    expect(await refuses({ issuers: ['CN=Others'] })).toBe('rule');
    await rule({ issuers: ['CN=People'] });

    expect((await entries.enter(alice, undefined, 'password')).page?.step).toBe('refused');
  });

  it('admits by a group, until the person leaves it: the next refresh is refused', async () => {
    const { body: group } = await server.manage('POST', 'groups', { name: `Ward ${alice.username}` });
    const { id } = group as { id: string };
    expect(await refuses({ groups: [id] })).toBe('rule');
    expect(await refuses({ groups: [id.toUpperCase()] })).toBe('rule');
    await server.manage('PUT', `groups/${id}/members/${alice.id}`);
    expect(await entries.reason(alice)).toBe(null);
    const tokens = await entries.tokens(alice);
    expect(tokens.refresh_token).toEqual(expect.any(String));

    await server.manage('DELETE', `groups/${id}/members/${alice.id}`);
    expect((await entries.refresh(tokens.refresh_token)).error).toBe('invalid_grant');
  });

  it('admits members of an organization while it is active, and at the next refresh refuses who left it', async () => {
    const { body } = await server.manage('POST', 'organizations', {
      name: 'North',
      slug: alice.id.replaceAll('-', ''),
    });
    const { id } = body as { id: string };
    expect(await refuses({ organizations: [id] })).toBe('rule');
    await server.manage('POST', `organizations/${id}/members`, { account: alice.id, role: 'member' });
    expect(await refuses({ organizations: [id.toUpperCase()] })).toBe(null);
    const tokens = await entries.tokens(alice);
    expect(tokens.refresh_token).toEqual(expect.any(String));

    await server.manage('PATCH', `organizations/${id}`, { status: 'suspended' });
    expect(await entries.reason(alice)).toBe('rule');
    expect((await entries.refresh(tokens.refresh_token)).error).toBe('invalid_grant');
    await server.manage('PATCH', `organizations/${id}`, { status: 'active' });
    expect(await entries.reason(alice)).toBe(null);
    await server.manage('DELETE', `organizations/${id}/members/${alice.id}`);
    expect(await entries.reason(alice)).toBe('rule');
  });

  describe('by a profile field', () => {
    const addField = async (kind: string, more: object = {}) => {
      const key = `unit_${alice.id.replaceAll('-', '')}`;
      const { body } = await server.manage('POST', 'profile-fields', { key, kind, labels: { en: 'Unit' }, ...more });
      const { id } = body as { id: string };
      const set = (value: unknown) => server.manage('PATCH', `users/${alice.id}`, { fields: { [key]: value } });
      return { key, id, set };
    };

    it.each([
      ['text', 'Sales', 'Sales', 'sales'],
      ['number', 5, '5', '50'],
      ['yes_no', true, 'true', 'false'],
      ['list', ['North', 'Sales, EU'], 'Sales, EU', 'Sales'],
    ])('of kind %s admits people with its value', async (kind, value, admitted, other) => {
      const { key, set } = await addField(kind);
      expect(await refuses({ fields: [{ field: key, value: admitted }] })).toBe('rule');
      expect((await set(value)).status).toBe(200);

      expect(await entries.reason(alice)).toBe(null);
      expect(await refuses({ fields: [{ field: key, value: other }] })).toBe('rule');
    });

    it('admits nobody by what people can write themselves', async () => {
      const { key, id, set } = await addField('text');
      await set('Sales');
      await rule({ fields: [{ field: key, value: 'Sales' }] });
      expect(await entries.reason(alice)).toBe(null);

      await server.manage('PATCH', `profile-fields/${id}`, { editable: true });
      expect(await entries.reason(alice)).toBe('rule');
      const typed = await server
        .get(Statements)
        .run('test.type', `update profile_field_value set typed_by_person = true where field_id = $1 returning 1`, [
          id,
        ]);
      expect(typed).toHaveLength(1);
      await server.manage('PATCH', `profile-fields/${id}`, { editable: false });

      expect(await entries.reason(alice)).toBe('rule');
    });

    it('that is deleted admits nobody', async () => {
      const { key, id, set } = await addField('text');
      await set('Sales');
      await rule({ fields: [{ field: key, value: 'Sales' }] });
      await server.manage('DELETE', `profile-fields/${id}`);

      expect(await entries.reason(alice)).toBe('rule');
    });
  });

  it('admits by the address of the browser, whatever address the application refreshes from', async () => {
    expect(await refuses({ addresses: ['198.51.100.0/24'] })).toBe('rule');
    await rule({ addresses: ['192.0.2.0/24', '2001:db8::/32'] });
    const tokens = await entries.tokens(alice);
    const refreshed = await entries.refresh(tokens.refresh_token);

    expect(refreshed.refresh_token).toEqual(expect.any(String));
    expect(await entries.userinfo(refreshed.access_token)).toBe(200);
    await rule({ addresses: ['198.51.100.0/24'] });
    expect(await entries.userinfo(refreshed.access_token)).toBe(401);
    expect((await entries.refresh(refreshed.refresh_token)).error).toBe('invalid_grant');
  });

  it('refuses tokens from before it, which tell nothing of address and certificate', async () => {
    const tokens = await entries.tokens(alice);
    await rule({ addresses: ['192.0.2.0/24'] });

    expect((await entries.refresh(tokens.refresh_token)).error).toBe('invalid_grant');
  });

  it('admits between its times only, and members at any time', async () => {
    const [past, future] = ['2020-01-01T00:00:00Z', '2999-01-01T00:00:00Z'];
    expect(await refuses({ roles: ['member'], from: past, until: future })).toBe(null);
    expect(await refuses({ roles: ['member'], from: future })).toBe('too_early');
    expect(await refuses({ roles: ['member'], until: past })).toBe('too_late');
    await entries.manage('PUT', `members/${alice.id}`, { role: 'member' });

    expect(await entries.reason(alice)).toBe(null);
  });

  it('is refused when it has no condition, contradicts itself or names no network', async () => {
    const { clientId } = entries.party;
    for (const access of [
      { mode: 'rule' },
      { mode: 'rule', rule: {} },
      { mode: 'everybody', rule: { roles: ['member'] } },
      { mode: 'rule', rule: { roles: ['member'], from: '2026-01-02T00:00:00Z', until: '2026-01-01T00:00:00Z' } },
      { mode: 'rule', rule: { addresses: ['10.0.0.0/33'] } },
      { mode: 'rule', rule: { addresses: ['example.org'] } },
      { mode: 'rule', rule: { policies: ['1.2.x'] } },
      { mode: 'rule', rule: { organizations: ['north'] } },
      { mode: 'rule', rule: { fields: [{ field: 'Unit', value: 'x' }] } },
      { mode: 'rule', rule: { fields: [{ field: 'unit', value: '' }] } },
      { mode: 'rule', rule: { fields: ['unit=x'] } },
      { mode: 'rule', rule: { roles: ['king'] } },
      { mode: 'some' },
      {},
    ]) {
      expect((await server.manage('PATCH', `clients/${clientId}`, { access })).status, JSON.stringify(access)).toBe(
        422,
      );
    }
  });

  it('is not for the panel, which nobody could enter any more to undo it', async () => {
    await server.get(ClientSeeder).ensurePanelClient('https://id.test');

    const { status, body } = await server.manage('PATCH', 'clients/postern-panel', { access: { mode: 'members' } });

    expect([status, body.code]).toEqual([409, 'client.built_in']);
    const block = await server.manage('POST', `clients/postern-panel/members/${alice.id}/block`);
    expect([block.status, block.body.code]).toEqual([409, 'client.built_in']);
  });
});
