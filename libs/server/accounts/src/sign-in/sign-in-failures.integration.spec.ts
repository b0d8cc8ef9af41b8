import { PasswordStore } from '@postern/provider-kit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestServer } from '../../testing/index.js';
import { type Guess, SignInFailures } from './sign-in-failures.service.js';

describe('wrong passwords', () => {
  let server: TestServer;
  let failures: SignInFailures;
  beforeAll(async () => {
    server = await TestServer.start({ RATE_LIMIT_ACCOUNT: '3' });
    failures = server.app.get(SignInFailures);
  });
  afterAll(async () => {
    await server?.stop();
  });
  beforeEach(async () => {
    await server.sql('delete from sign_in_failure');
  });
  const guess = (username: string, further: Partial<Guess> = {}): Guess => ({
    username,
    accountId: undefined,
    browser: undefined,
    ...further,
  });
  const outcomeOf = (username: string) =>
    failures.count(guess(username)).then(
      () => 'counted',
      ({ code }: { code: string }) => code,
    );

  it('are limited per username, with the seconds to wait', async () => {
    for (let count = 0; count < 3; count += 1) expect(await outcomeOf('ada')).toBe('counted');

    await expect(failures.count(guess('ada'))).rejects.toMatchObject({ code: 'request.too_many', status: 429 });
    await expect(failures.count(guess('ada'))).rejects.toSatisfy(
      ({ retryAfter }: { retryAfter: number }) => retryAfter > 890 && retryAfter <= 900,
    );
    expect(await outcomeOf('bob')).toBe('counted');
  });

  it('are limited alike for unknown usernames, in any spelling', async () => {
    await server.account({ username: 'known' });
    for (const username of ['known', 'unknown']) {
      const spellings = [username, username.toUpperCase(), ` ${username} `, username];
      const outcomes = [];
      for (const spelling of spellings) outcomes.push(await outcomeOf(spelling));
      expect(outcomes).toEqual(['counted', 'counted', 'counted', 'request.too_many']);
    }
  });

  it('cannot exceed the limit by simultaneous attempts', async () => {
    const outcomes = await Promise.all(Array.from({ length: 30 }, () => outcomeOf('ada')));

    expect(outcomes.filter((outcome) => outcome === 'counted')).toHaveLength(3);
  });

  it('are reset by the right password', async () => {
    await Promise.all([outcomeOf('ada'), outcomeOf('ada'), outcomeOf('ada')]);

    await failures.forget(guess('Ada'));

    expect(await outcomeOf('ada')).toBe('counted');
  });

  it('are reset 15 minutes after the first', async () => {
    await Promise.all([outcomeOf('ada'), outcomeOf('ada'), outcomeOf('ada'), outcomeOf('ada')]);
    await server.sql(`update sign_in_failure set resets_at = resets_at - interval '15 minutes'`);

    expect(await outcomeOf('ada')).toBe('counted');
    await server.sql(`update sign_in_failure set resets_at = resets_at - interval '15 minutes'`);
    await failures.purge();
    expect(await server.sql('select * from sign_in_failure')).toEqual([]);
  });

  it('leave no username behind in the database', async () => {
    await outcomeOf('typed my password here by mistake');

    const [row] = await server.sql<{ key: Buffer }>('select key from sign_in_failure');
    expect(row!.key).toHaveLength(32);
  });

  it('do not keep the store from finding accounts by username or address, whatever the case', async () => {
    const store = server.app.get(PasswordStore);
    const accountId = await server.account({ username: 'käthe', email: 'kaethe@example.test', confirmed: true });

    for (const username of ['käthe', 'KÄTHE', ' Käthe', 'käthe'.normalize('NFD'), 'Kaethe@Example.test']) {
      expect(await store.findByUsername(username), username).toMatchObject({ accountId, status: 'active' });
    }
    for (const username of ['', ' ', 'nobody', 'a\0b', '%', 'kaethe']) {
      expect(await store.findByUsername(username), username).toBeUndefined();
    }
  });

  it("an address that is another account's username does not get in the way of that username", async () => {
    const store = server.app.get(PasswordStore);
    const named = await server.account({ username: 'me@example.test' });
    await server.account({ username: 'mallory', email: 'me@example.test', confirmed: true });

    expect(await store.findByUsername('me@example.test')).toMatchObject({ accountId: named });
  });

  it('a hash is renewed only while the password is the same', async () => {
    const store = server.app.get(PasswordStore);
    const accountId = await server.account({ username: 'renewing' });
    const { passwordHash } = (await store.findByUsername('renewing'))!;

    await store.rehash(accountId, passwordHash!, 'newer');
    await store.rehash(accountId, passwordHash!, 'too late');

    expect((await store.findByUsername('renewing'))!.passwordHash).toBe('newer');
  });
});
