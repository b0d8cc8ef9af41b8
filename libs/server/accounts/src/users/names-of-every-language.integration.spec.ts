import type { Page, UserRecord } from '@postern/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../../testing/index.js';

const names = {
  a: 'İstanbul',
  b: 'ısparta',
  c: 'Weiß',
  d: '\u00c5sa',
  e: 'A\u030aSE',
  f: 'Юлия',
  g: 'Étienne',
  h: 'Ernst',
  i: 'Fritz',
  j: 'Ελένης',
  k: 'per%cent',
} as const;

describe('people with names of every language', () => {
  let server: TestServer;
  let administrator: { accountId: string };
  beforeAll(async () => {
    server = await TestServer.start();
    administrator = { accountId: await server.account({ username: 'x-admin', role: 'administrator' }) };
    for (const [username, name] of Object.entries(names))
      await server.sql('insert into account (username, name) values ($1, $2)', [username, name]);
  });
  afterAll(() => server?.stop());
  const usernames = async (query: Record<string, string>) => {
    const { body } = await server.call(administrator, 'GET', `/users?${new URLSearchParams(query).toString()}`);
    return (body as Page<UserRecord>).items
      .map(({ username }) => username)
      .filter((username) => username !== 'x-admin');
  };

  it.each([
    ['istanbul', ['a']],
    ['İSTANBUL', ['a']],
    ['ISTANBUL', ['a']],
    ['ISPARTA', ['b']],
    ['isparta', ['b']],
    ['weiss', ['c']],
    ['WEISS', ['c']],
    ['WEIẞ', ['c']],
    ['weiß', ['c']],
    ['\u00e5s', ['d', 'e']],
    ['a\u030as', ['d', 'e']],
    ['\u212bS', ['d', 'e']],
    ['ЮЛИЯ', ['f']],
    ['юлия', ['f']],
    ['\u00e9TIENNE', ['g']],
    ['e\u0301tienne', ['g']],
    ['ΕΛΈΝΗΣ', ['j']],
    ['\uff25\uff32\uff2e\uff33\uff34', ['h']],
    ['%', ['k']],
    ['\uff05', ['k']],
    ['_', []],
    ['\\', []],
    ['\uff3c', []],
  ])('are found by “%s”, in any letter case and normal form', async (search, found) => {
    expect(await usernames({ search })).toEqual(found);
  });

  it('are sorted as people expect: É beside E, and Å beside A in both normal forms', async () => {
    const sorted = (await usernames({ sort: 'name' })).filter((username) => 'deghi'.includes(username));

    expect(sorted).toEqual(['d', 'e', 'h', 'g', 'i']);
    expect((await usernames({ sort: '-name' })).filter((username) => 'deghi'.includes(username))).toEqual(
      sorted.toReversed(),
    );
  });
});
