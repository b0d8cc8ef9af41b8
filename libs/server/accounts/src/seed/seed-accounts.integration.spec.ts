import { issueSelfSigned } from '@postern/dev-pki';
import { PasswordHasher } from '@postern/provider-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../../testing/index.js';
import type { AccountSeed } from './account-seeder.js';
import { seedAccounts } from './seed-accounts.js';

describe('seeding accounts', () => {
  let server: TestServer;
  let seed: AccountSeed;
  beforeAll(async () => {
    server = await TestServer.start();
    const alice = await issueSelfSigned({ subject: 'CN=Alice' });
    seed = {
      owner: { username: 'Admin', name: 'Administrator', password: 'the first password' },
      users: [
        {
          username: 'alice',
          name: 'Alice',
          email: 'Alice@example.test',
          password: 'alice has a password',
          certificatePem: alice.pem,
        },
        { username: 'bob', name: 'Bob', email: 'bob@example.test', password: 'bob has a password too' },
      ],
      methodId: await server.method(),
    };
  });
  afterAll(async () => {
    await server?.stop();
  });
  const accounts = () =>
    server.sql<{ id: string; username: string; role: string; identifiers: number; password_hash: string }>(
      `select id, username, role, password_hash, (select count(*)::int from identifier i where i.account_id = a.id) as identifiers
       from account a order by username`,
    );

  it('makes the owner and the users, and links their certificates', async () => {
    await seedAccounts(server.app, seed);

    expect((await accounts()).map(({ username, role, identifiers }) => [username, role, identifiers])).toEqual([
      ['admin', 'owner', 0],
      ['alice', 'member', 1],
      ['bob', 'member', 0],
    ]);
  });

  it('changes nothing when it is run again, also twice at once', async () => {
    const before = await accounts();

    await Promise.all([seedAccounts(server.app, seed), seedAccounts(server.app, seed)]);

    expect(await accounts()).toEqual(before);
  });

  it('sets the password of an account that is there only when told to, and ends its sessions', async () => {
    const [admin] = await accounts();
    server.sessions.sessions = [{ id: 's1', accountId: admin!.id }];
    const owner = { ...seed.owner!, password: 'the second password' };
    const hasher = server.app.get(PasswordHasher, { strict: false });

    await seedAccounts(server.app, { users: [], owner });
    expect(await hasher.verify((await accounts())[0]!.password_hash, 'the first password')).toBe(true);
    await seedAccounts(server.app, { users: [], owner: { ...owner, resetPassword: true } });

    expect(await hasher.verify((await accounts())[0]!.password_hash, 'the second password')).toBe(true);
    expect(server.sessions.sessions).toEqual([]);
  });

  it('leaves alone what people changed since', async () => {
    const [, alice] = await accounts();
    const password = { currentPassword: 'alice has a password', newPassword: 'alice chose another' };
    expect((await server.call({ accountId: alice!.id }, 'PUT', '/me/password', password)).status).toBe(204);
    const [identifier] = (await server.call({ accountId: alice!.id }, 'GET', '/me/identifiers')).body;
    expect((await server.call({ accountId: alice!.id }, 'DELETE', `/me/identifiers/${identifier.id}`)).status).toBe(
      204,
    );

    await seedAccounts(server.app, seed);

    const [, after] = await accounts();
    expect(after!.identifiers).toBe(0);
    const hasher = server.app.get(PasswordHasher, { strict: false });
    expect(await hasher.verify(after!.password_hash, 'alice chose another')).toBe(true);
  });
});
