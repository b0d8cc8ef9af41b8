import { PasswordHasher, PasswordStore } from '@postern/provider-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testPassword, TestServer } from '../../testing/index.js';
import { seedAccounts } from '../seed/seed-accounts.js';

const origin = { address: '192.0.2.1', userAgent: 'test' };
const chosen = 'seven lamps by the river';
const hours = 3_600;

let server: TestServer;
let owner: { accountId: string };
let administrator: { accountId: string };

beforeAll(async () => {
  server = await TestServer.start();
  owner = { accountId: await server.account({ role: 'owner' }) };
  administrator = { accountId: await server.account({ role: 'administrator' }) };
});
afterAll(async () => {
  await server?.stop();
});

/** Seconds that an account's one-time password still works; null for one that its owner chose. */
const left = async (id: string): Promise<number | null> => {
  const [row] = await server.sql<{ left: number | null }>(
    'select extract(epoch from one_time_password_until - now())::int as left from account where id = $1',
    [id],
  );
  return row!.left;
};
const idOf = async (username: string): Promise<string> =>
  (await server.sql<{ id: string }>('select id from account where username = $1', [username]))[0]!.id;
const store = () => server.app.get(PasswordStore);
const hasher = () => server.app.get(PasswordHasher, { strict: false });
const hashOf = async (id: string): Promise<string> =>
  (await server.sql<{ hash: string }>('select password_hash as hash from account where id = $1', [id]))[0]!.hash;
const create = async (body: object): Promise<{ id: string; username: string; initialPassword?: string }> =>
  (await server.call(administrator, 'POST', '/users', { name: 'x', ...body })).body;
const replace = async (id: string, password = chosen) =>
  store().replaceOneTime(id, { oldHash: await hashOf(id), passwordHash: await hasher().hash(password) }, origin);

describe('a password set by another person', () => {
  it.each([
    ['by making the account', async () => (await create({ username: 'made' })).id],
    [
      'by making the account with a password',
      async () => (await create({ username: 'named', password: testPassword })).id,
    ],
    [
      'by a reset',
      async () => {
        const id = await server.account();
        await server.call(administrator, 'POST', `/users/${id}/reset-password`, {});
        return id;
      },
    ],
    [
      'by a command that makes the first accounts',
      async () => {
        await seedAccounts(server.app, { users: [{ username: 'seeded', name: 'S', password: testPassword }] });
        return idOf('seeded');
      },
    ],
    [
      'by a command that resets it',
      async () => {
        const id = await server.account({ username: 'seeded-again' });
        const user = { username: 'seeded-again', name: 'S', password: testPassword, resetPassword: true };
        await seedAccounts(server.app, { users: [user] });
        return id;
      },
    ],
  ])('works once and for 72 hours: %s', async (_, set) => {
    const id = await set();

    const seconds = await left(id);
    expect(seconds).toBeGreaterThan(72 * hours - 60);
    expect(seconds).toBeLessThanOrEqual(72 * hours);
  });

  it('must be replaced while it is valid, and is reported as expired after 72 hours', async () => {
    const { id, username } = await create({ username: 'waits' });

    expect(await store().findByUsername(username)).toMatchObject({ oneTime: 'valid' });
    await server.sql(`update account set one_time_password_until = now() - interval '1 second' where id = $1`, [id]);

    expect(await store().findByUsername(username)).toMatchObject({ oneTime: 'expired' });
    expect(await replace(id)).toBeUndefined();
  });

  it('is replaced by one of ten who use it at once, and every proof from before ends', async () => {
    const { id, username } = await create({ username: 'raced' });
    const before = (await store().findByUsername(username))!.proof;
    const oldHash = await hashOf(id);
    const hashes = await Promise.all(Array.from({ length: 10 }, (_, index) => hasher().hash(`${chosen} ${index}`)));

    const proofs = await Promise.all(
      hashes.map((passwordHash) => store().replaceOneTime(id, { oldHash, passwordHash }, origin)),
    );

    expect(proofs.filter((proof) => proof !== undefined)).toHaveLength(1);
    const after = (await store().findByUsername(username))!;
    expect(after).toMatchObject({ oneTime: null, passwordHash: hashes[proofs.findIndex((one) => one !== undefined)] });
    expect(after.proof.mark).toBe(proofs.find((one) => one !== undefined)!.mark);
    expect(after.proof.mark).not.toBe(before.mark);
    expect(await server.events(id)).toEqual(['account.created', 'password.changed']);
  });

  it('is no longer one-time once its owner sets their own, which takes a sign-in and not the password', async () => {
    const { id, initialPassword } = await create({ username: 'by-certificate' });
    const body = { currentPassword: initialPassword, newPassword: chosen };
    const stale = await server.call({ accountId: id, provedAt: Date.now() - 600_000 }, 'PUT', '/me/password', body);
    expect([stale.status, stale.body.code]).toEqual([403, 'session.too_old']);
    expect((await server.call({ accountId: id }, 'GET', '/me')).body.hasPassword).toBe(false);
    const same = await server.call({ accountId: id }, 'PUT', '/me/password', { newPassword: initialPassword });
    expect([same.status, same.body.code]).toEqual([422, 'password.unchanged']);

    expect((await server.call({ accountId: id }, 'PUT', '/me/password', { newPassword: chosen })).status).toBe(204);

    expect(await left(id)).toBeNull();
    expect((await server.call({ accountId: id }, 'GET', '/me')).body.hasPassword).toBe(true);
  });

  it('deletes no account', async () => {
    const { id, initialPassword } = await create({ username: 'kept' });
    const caller = { accountId: id, provedAt: Date.now() - 600_000 };

    const { body } = await server.call(caller, 'POST', '/me/deletion', { password: initialPassword });

    expect(body.code).toBe('session.too_old');
  });

  it('does not count as a way to sign in for the last owner', async () => {
    const { id } = (await server.call(owner, 'POST', '/users', { username: 'next', name: 'N', role: 'owner' })).body;
    await server.sql(`update account set role = 'member' where role = 'owner' and id <> all($1)`, [
      [owner.accountId, id],
    ]);
    const step = () => server.call(owner, 'PATCH', `/users/${owner.accountId}`, { role: 'administrator' });
    expect((await step()).body.code).toBe('account.last_owner');

    await replace(id);

    expect((await step()).status).toBe(200);
    await server.sql(`update account set role = 'owner' where id = $1`, [owner.accountId]);
  });

  it('is refused by the database where there is no password', async () => {
    const id = await server.account({ password: null });

    await expect(server.sql('update account set one_time_password_until = now() where id = $1', [id])).rejects.toThrow(
      'account_one_time_password',
    );
  });
});

describe('becoming an owner', () => {
  const promote = (id: string, by = owner) => server.call(by, 'PATCH', `/users/${id}`, { role: 'owner' });
  const verifies = async (id: string, password: string) => hasher().verify(await hashOf(id), password);

  it.each([
    ['that an administrator set', async () => (await create({ username: 'set-by-other', password: testPassword })).id],
    ['of their own, which somebody else may know', () => server.account()],
  ])('takes a password %s, and sessions with it; who promotes is told a one-time password', async (_, make) => {
    const id = await make();
    server.sessions.sessions = [{ id: 's1', accountId: id }];
    const { username } = (await server.call(administrator, 'GET', `/users/${id}`)).body;
    const before = (await store().findByUsername(username))!.proof.mark;

    const { status, body } = await promote(id);

    expect([status, body.role]).toEqual([200, 'owner']);
    expect(await verifies(id, testPassword)).toBe(false);
    expect(await verifies(id, body.initialPassword)).toBe(true);
    expect(await left(id)).toBeGreaterThan(72 * hours - 60);
    expect(server.sessions.sessions).toEqual([]);
    expect((await store().findByUsername(username))!.proof.mark).not.toBe(before);
    expect((await server.events(id)).slice(-2)).toEqual(['account.updated', 'password.changed']);
  });

  it('changes nothing about a password when an administrator tries, or when they are an owner already', async () => {
    const id = await server.account();
    expect((await promote(id, administrator)).body.code).toBe('token.insufficient_role');
    const again = await promote(owner.accountId);

    expect(await verifies(id, testPassword)).toBe(true);
    expect(again.body).not.toHaveProperty('initialPassword');
    expect(await verifies(owner.accountId, testPassword)).toBe(true);
  });

  it('gives no password to somebody who has none', async () => {
    const id = await server.account({ password: null });

    expect((await promote(id)).body).not.toHaveProperty('initialPassword');
  });

  it('done twice at once gives one password that works', async () => {
    const id = await server.account();

    const answers = await Promise.all([promote(id), promote(id), promote(id)]);

    const told = answers.map(({ body }) => body.initialPassword).filter((one) => one !== undefined);
    expect(told).toHaveLength(1);
    expect(await verifies(id, told[0])).toBe(true);
  });
});
