import { issueSelfSigned } from '@postern/dev-pki';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../../testing/index.js';

describe('owners', () => {
  let server: TestServer;
  let administrator: { accountId: string };
  let owner: { accountId: string };
  beforeAll(async () => {
    server = await TestServer.start();
    administrator = { accountId: await server.account({ role: 'administrator' }) };
    owner = { accountId: await server.account({ role: 'owner' }) };
  });
  afterAll(async () => {
    await server?.stop();
  });

  it('are made and changed by owners only', async () => {
    const target = await server.account({ role: 'owner' });
    const methodId = await server.method();
    const { pem } = await issueSelfSigned({ subject: 'CN=Mallory' });
    const attempts = [
      ['POST', '/users', { login: 'new-owner', name: 'x', role: 'owner' }],
      ['PATCH', `/users/${administrator.accountId}`, { role: 'owner' }],
      ['PATCH', `/users/${target}`, { role: 'member' }],
      ['PATCH', `/users/${target}`, { email: 'mallory@example.test' }],
      ['PATCH', `/users/${target}`, { status: 'blocked' }],
      ['POST', `/users/${target}/reset-password`, {}],
      ['POST', `/users/${target}/identifiers`, { methodId, certificate: pem }],
      ['DELETE', `/users/${target}`, undefined],
    ] as const;

    for (const caller of [administrator, { accountId: null }]) {
      for (const [method, path, body] of attempts) {
        const answer = await server.call(caller, method, path, body);
        expect([answer.status, answer.body?.code], `${method} ${path}`).toEqual([403, 'token.insufficient_role']);
      }
    }
    for (const [method, path, body] of attempts.slice(2)) {
      expect((await server.call(owner, method, path, body)).status, `${method} ${path}`).toBeLessThan(300);
    }
  });

  it('are never left without one', async () => {
    const last = owner.accountId;
    await server.sql(`update account set role = 'member' where role = 'owner' and id <> $1`, [last]);

    for (const [method, body] of [
      ['PATCH', { role: 'administrator' }],
      ['PATCH', { status: 'blocked' }],
      ['DELETE', undefined],
    ] as const) {
      const answer = await server.call(owner, method, `/users/${last}`, body);
      expect([answer.status, answer.body.code]).toEqual([409, 'account.last_owner']);
    }
    expect((await server.call(owner, 'PATCH', `/users/${last}`, { role: 'owner', name: 'Still here' })).status).toBe(
      200,
    );
    // One who cannot sign in does not count.
    const blocked = await server.account({ role: 'owner' });
    await server.call(owner, 'PATCH', `/users/${blocked}`, { status: 'blocked' });
    expect((await server.call(owner, 'DELETE', `/users/${last}`)).body.code).toBe('account.last_owner');
    expect((await server.call(owner, 'DELETE', `/users/${blocked}`)).status).toBe(204);
  });

  it('keep one when all are taken away at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const owners = [
        owner.accountId,
        ...(await Promise.all(Array.from({ length: 4 }, () => server.account({ role: 'owner' })))),
      ];
      // Every owner takes away the next one.
      const answers = await Promise.all(
        owners.map((accountId, index) =>
          server.call(
            { accountId },
            index % 2 ? 'PATCH' : 'DELETE',
            `/users/${owners[(index + 1) % 5]}`,
            index % 2 ? { role: 'member' } : undefined,
          ),
        ),
      );

      const [{ count } = { count: 0 }] = await server.sql<{ count: number }>(
        `select count(*)::int as count from account where role = 'owner' and status = 'active'`,
      );
      expect(count, JSON.stringify(answers.map(({ status }) => status))).toBeGreaterThanOrEqual(1);
      await server.sql(`delete from account where role = 'owner'`);
      owner = { accountId: await server.account({ role: 'owner' }) };
    }
  });
});
