import type { Page, UserRecord } from '@postern/contracts';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../../testing/index.js';

describe('the list of users, filtered', () => {
  let server: TestServer;
  let administrator: { accountId: string };
  beforeAll(async () => {
    server = await TestServer.start();
    administrator = { accountId: await server.account({ username: 'ada', role: 'administrator' }) };
    await server.account({ username: 'max', role: 'manager' });
    await server.account({ username: 'mia', role: 'member' });
    const blocked = await server.account({ username: 'moe', role: 'member' });
    await server.sql(`update account set status = 'blocked' where id = $1`, [blocked]);
    const linked = await server.account({ username: 'meg', role: 'member' });
    const [method] = await server.sql(
      `insert into sign_in_method (type, name, params) values ('mtls', 'Filter', '{}') returning id`,
    );
    await server.sql(
      `insert into identifier (account_id, method_id, subject, label, publicity) values ($1, $2, 'x', 'Card', 'private')`,
      [linked, method?.['id']],
    );
  });
  afterAll(async () => {
    await server?.stop();
  });
  const list = async (query: string) => {
    const { body } = await server.call(administrator, 'GET', `/users?${query}`);
    const { items, total } = body as Page<UserRecord>;
    expect(items).toHaveLength(total);
    return items.map(({ username }) => username);
  };

  it.each([
    ['role=member', ['meg', 'mia', 'moe']],
    ['role=manager', ['max']],
    ['status=blocked', ['moe']],
    ['role=member&status=active', ['meg', 'mia']],
    ['identifiers=some', ['meg']],
    ['role=member&status=active&identifiers=none', ['mia']],
    ['role=member&search=mi&sort=-name', ['mia']],
    ['role=owner', []],
  ])('by %s', async (query, usernames) => {
    expect(await list(query)).toEqual(usernames);
  });

  it.each(['role=root', 'role=', 'status=gone', 'identifiers=1', 'role=member&role=owner'])(
    'refuses %s',
    async (query) => {
      const { body } = await server.call(administrator, 'GET', `/users?${query}`);

      expect(body).toMatchObject({ status: 422, code: 'request.invalid' });
    },
  );

  it.each([
    [`role = 'owner' order by username`, 'account_by_role'],
    [`status = 'blocked' order by username`, 'account_blocked'],
  ])('has an index for %s', async (condition, index) => {
    const plan = await server.app.get(DataSource).transaction(async (transaction) => {
      await transaction.query('set local enable_seqscan = off; set local enable_sort = off');
      return transaction.query(`explain (format json) select id from account where ${condition} limit 20`);
    });

    expect(JSON.stringify(plan)).toContain(index);
  });
});
