import type { Page, UserRecord } from '@postern/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../../testing/index.js';

describe('the list of users', () => {
  let server: TestServer;
  let administrator: { accountId: string };
  beforeAll(async () => {
    server = await TestServer.start();
    administrator = { accountId: await server.account({ username: 'x-admin', role: 'administrator' }) };
    for (const [username, name, seen] of [
      ['carol', 'bob', '2026-01-02'],
      ['alice', 'Zoe', '2026-01-03'],
      ['dave', 'Alice', null],
      ['bob', 'alice', '2026-01-01'],
    ] as const) {
      const { body } = await server.call(administrator, 'POST', '/users', { username, name });
      await server.sql('update account set last_sign_in_at = $2 where id = $1', [body.id, seen]);
    }
  });
  afterAll(async () => {
    await server?.stop();
  });
  const list = async (query: string) => {
    const { body } = await server.call(administrator, 'GET', `/users?${query}`);
    return (body as Page<UserRecord>).items
      .map(({ username }) => username)
      .filter((username) => username !== 'x-admin');
  };

  it.each([
    ['', ['alice', 'bob', 'carol', 'dave']],
    ['sort=username', ['alice', 'bob', 'carol', 'dave']],
    ['sort=-username', ['dave', 'carol', 'bob', 'alice']],
    ['sort=name', ['bob', 'dave', 'carol', 'alice']],
    ['sort=-name', ['alice', 'carol', 'dave', 'bob']],
    ['sort=last_sign_in', ['bob', 'carol', 'alice', 'dave']],
    ['sort=-last_sign_in', ['alice', 'carol', 'bob', 'dave']],
  ])('is sorted by %s, whatever the case; whoever never signed in comes last', async (query, usernames) => {
    expect(await list(query)).toEqual(usernames);
  });

  it('keeps its order from page to page', async () => {
    const pages = await Promise.all([0, 1, 2, 3, 4].map((page) => list(`sort=name&pageSize=1&page=${page}`)));

    expect(pages.flat()).toEqual(['bob', 'dave', 'carol', 'alice']);
  });

  it.each(['password_hash', 'username;drop', 'USERNAME', ''])('refuses to be sorted by “%s”', async (sort) => {
    const { body } = await server.call(administrator, 'GET', `/users?sort=${encodeURIComponent(sort)}`);

    expect(body).toMatchObject({ status: 422, code: 'request.invalid' });
  });
});
