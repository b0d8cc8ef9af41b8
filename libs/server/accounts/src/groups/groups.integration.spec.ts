import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../../testing/index.js';
import { AccountClaims, AccountGroups } from '../index.js';

let server: TestServer;
let administrator: { accountId: string };
let owner: { accountId: string };

beforeAll(async () => {
  server = await TestServer.start();
  administrator = { accountId: await server.account({ username: 'the-administrator', role: 'administrator' }) };
  owner = { accountId: await server.account({ username: 'the-owner', role: 'owner' }) };
});
afterAll(() => server?.stop());

const call = (method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, body?: object, by = administrator) =>
  server.call(by, method, path, body);
const createGroup = async (name: string): Promise<{ id: string; name: string }> =>
  (await call('POST', '/groups', { name })).body as { id: string; name: string };
const namesOf = (accountId: string, released: readonly string[] | null = null) =>
  server.app.get(AccountGroups, { strict: false }).names(accountId, released);

describe('groups', () => {
  it('have a unique name, ignoring case', async () => {
    const { status, body } = await call('POST', '/groups', { name: ' Engineering ', description: 'Builds' });
    const same = await call('POST', '/groups', { name: 'ENGINEERING' });

    expect(status).toBe(201);
    expect(body).toMatchObject({ name: 'Engineering', description: 'Builds', memberCount: 0 });
    expect(same.body).toMatchObject({ status: 409, code: 'group.name_taken' });
  });

  it('are renamed, found and deleted', async () => {
    const { id } = await createGroup('Sales');
    await createGroup('Support');

    expect((await call('PATCH', `/groups/${id}`, { name: 'Sales & more' })).body).toMatchObject({
      name: 'Sales & more',
    });
    expect((await call('PATCH', `/groups/${id}`, { name: 'support' })).body).toMatchObject({
      code: 'group.name_taken',
    });
    expect((await call('GET', '/groups?search=sales')).body).toMatchObject({ total: 1, items: [{ id }] });
    expect((await call('DELETE', `/groups/${id}`)).status).toBe(204);
    for (const method of ['GET', 'DELETE'] as const) {
      expect((await call(method, `/groups/${id}`)).body).toMatchObject({ status: 404, code: 'group.not_found' });
    }
  });

  it('have members, each once, listed by group and by user', async () => {
    const { id, name } = await createGroup('Crew');
    const accountId = await server.account({ username: 'ada' });

    for (let round = 0; round < 2; round++) {
      expect((await call('PUT', `/groups/${id}/members/${accountId}`)).status).toBe(204);
    }
    expect((await call('GET', `/groups/${id}/members`)).body).toMatchObject({ total: 1, items: [{ username: 'ada' }] });
    expect((await call('GET', `/users/${accountId}/groups`)).body).toMatchObject([{ id, name, memberCount: 1 }]);
    expect(await namesOf(accountId)).toEqual([name]);
    await call('DELETE', `/groups/${id}/members/${accountId}`);
    expect(await namesOf(accountId)).toEqual([]);
    expect(await server.events(accountId)).toEqual(['group.member_added', 'group.member_removed']);
  });

  it('are sent only to applications that they are released to', async () => {
    const accountId = await server.account({ username: 'grace' });
    const groups = [await createGroup('b-group'), await createGroup('A-group')];
    for (const { id } of groups) await call('PUT', `/groups/${id}/members/${accountId}`);

    expect(await namesOf(accountId)).toEqual(['A-group', 'b-group']);
    expect(await namesOf(accountId, [groups[0]!.id])).toEqual(['b-group']);
    expect(await namesOf(accountId, [])).toEqual([]);
  });

  it('lose a deleted account, and leave its accounts when deleted', async () => {
    const accountId = await server.account({ username: 'linus' });
    const [left, deleted] = [await createGroup('Left'), await createGroup('Deleted')];
    for (const { id } of [left, deleted]) await call('PUT', `/groups/${id}/members/${accountId}`);

    await call('DELETE', `/groups/${deleted.id}`);
    expect(await namesOf(accountId)).toEqual(['Left']);
    await call('DELETE', `/users/${accountId}`);
    expect((await call('GET', `/groups/${left.id}`)).body).toMatchObject({ memberCount: 0 });
  });

  it('of owners are for owners to change', async () => {
    const { id } = await createGroup('Board');
    const path = `/groups/${id}/members/${owner.accountId}`;

    expect((await call('PUT', path)).status).toBe(403);
    expect((await call('PUT', path, undefined, owner)).status).toBe(204);
    expect((await call('DELETE', path)).status).toBe(403);
    expect((await call('DELETE', `/groups/${id}`)).status).toBe(403);
    expect(await namesOf(owner.accountId)).toEqual(['Board']);
  });

  it('are not for members and managers to change', async () => {
    const manager = { accountId: await server.account({ username: 'manager', role: 'manager' }) };
    const member = { accountId: await server.account({ username: 'member' }) };

    expect((await call('GET', '/groups', undefined, manager)).status).toBe(200);
    expect((await call('POST', '/groups', { name: 'Mine' }, manager)).status).toBe(403);
    expect((await call('GET', '/groups', undefined, member)).status).toBe(403);
  });
});

describe('a confirmed e-mail address', () => {
  const isVerified = async (accountId: string) =>
    (await server.app.get(AccountClaims, { strict: false }).find(accountId))?.claims.email_verified;
  const change = (accountId: string, body: object) => call('PATCH', `/users/${accountId}`, body);

  it('is confirmed by an administrator, whom the event log names', async () => {
    const accountId = await server.account({ username: 'alan', email: 'alan@example.test' });
    expect(await isVerified(accountId)).toBe(false);

    expect((await change(accountId, { emailVerified: true })).body).toMatchObject({ emailVerified: true });

    expect(await isVerified(accountId)).toBe(true);
    const [event] = await server.sql<{ actor_id: string; details: object }>(
      'select actor_id, details from audit_event where account_id = $1',
      [accountId],
    );
    expect(event).toMatchObject({ actor_id: administrator.accountId, details: { emailVerified: true } });
    await change(accountId, { emailVerified: false });
    expect(await isVerified(accountId)).toBe(false);
  });

  it('is unconfirmed again when it changes, and when it changes back', async () => {
    const accountId = await server.account({ username: 'joan', email: 'joan@example.test' });
    await change(accountId, { emailVerified: true });
    await change(accountId, { name: 'Joan' });
    expect(await isVerified(accountId)).toBe(true);

    await server.sql('update account set email = $2 where id = $1', [accountId, 'other@example.test']);
    expect(await isVerified(accountId)).toBe(false);
    await server.sql('update account set email = $2 where id = $1', [accountId, 'joan@example.test']);
    expect(await isVerified(accountId)).toBe(false);
  });

  it('is confirmed together with a new one', async () => {
    const accountId = await server.account({ username: 'mary', email: 'mary@example.test' });
    await change(accountId, { emailVerified: true });

    const { body } = await change(accountId, { email: 'new@example.test', emailVerified: true });

    expect(body).toMatchObject({ email: 'new@example.test', emailVerified: true });
    expect((await change(accountId, { email: null })).body).toMatchObject({ email: null, emailVerified: false });
  });
});
