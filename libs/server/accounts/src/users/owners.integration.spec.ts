import { issueSelfSigned } from '@postern/dev-pki';
import { managementScopes } from '@postern/contracts';
import { commitWhenAwaited } from '@postern/database/testing';
import { DataSource } from 'typeorm';
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
      ['POST', '/users', { username: 'new-owner', name: 'x', role: 'owner' }],
      ['PATCH', `/users/${administrator.accountId}`, { role: 'owner' }],
      ['PATCH', `/users/${target}`, { role: 'member' }],
      ['PATCH', `/users/${target}`, { email: 'mallory@example.test' }],
      ['PATCH', `/users/${target}`, { status: 'blocked' }],
      ['POST', `/users/${target}/reset-password`, {}],
      ['POST', `/users/${target}/identifiers`, { methodId, certificate: pem }],
      ['DELETE', `/users/${target}/sessions/some`, undefined],
      ['DELETE', `/users/${target}/sessions`, undefined],
      ['DELETE', `/users/${target}`, undefined],
    ] as const;

    for (const caller of [administrator, { accountId: null, scopes: managementScopes }]) {
      for (const [method, path, body] of attempts) {
        const answer = await server.call(caller, method, path, body);
        expect([answer.status, answer.body?.code], `${method} ${path}`).toEqual([403, 'token.insufficient_role']);
      }
    }
    for (const [method, path, body] of attempts.slice(2).filter(([, path]) => !path.endsWith('/some'))) {
      expect((await server.call(owner, method, path, body)).status, `${method} ${path}`).toBeLessThan(300);
    }
  });

  it('are not let in by a certificate that somebody below an owner has named before', async () => {
    const [id, methodId] = [await server.account({ role: 'administrator' }), await server.method()];
    const wait = `insert into awaited_identifier (account_id, method_id, subject, label) values ($1, $2, 'upn:mallory', 'mallory')`;
    await server.sql(wait, [id, methodId]);
    const promote = () => server.call(owner, 'PATCH', `/users/${id}`, { role: 'owner' });

    expect((await promote()).status).toBe(200);

    const left = () => server.sql('select label from awaited_identifier where account_id = $1', [id]);
    expect(await left()).toEqual([]);
    const events = await server.sql(
      `select details ->> 'label' as label from audit_event where account_id = $1 and type = 'identifier.awaited_removed'`,
      [id],
    );
    expect(events).toEqual([{ label: 'mallory' }]);
    // What an owner names for an owner stays.
    await server.sql(wait, [id, methodId]);
    expect((await promote()).status).toBe(200);
    expect(await left()).toHaveLength(1);
  });

  it('get no certificate from an administrator at the moment at which they become one', async () => {
    const [id, methodId] = [await server.account({ role: 'member' }), await server.method()];
    const { pem } = await issueSelfSigned({ subject: 'CN=Mallory at once' });
    const promote = `update account set role = 'owner' where id = $1`;
    const linked = await commitWhenAwaited(server.app.get(DataSource), promote, [id], () =>
      server.call(administrator, 'POST', `/users/${id}/identifiers`, { methodId, certificate: pem }),
    );

    expect(linked.status).toBe(403);
    expect(await server.sql('select 1 from identifier where account_id = $1', [id])).toEqual([]);
    await server.sql('delete from account where id = $1', [id]);
  });

  it('keep no value of a field that comes to identify certificates at the moment at which they become one', async () => {
    const id = await server.account({ role: 'member' });
    const field = { key: 'number_at_once', kind: 'text', labels: { en: 'Number' } };
    expect((await server.call(administrator, 'POST', '/profile-fields', field)).status).toBe(201);
    await server.call(administrator, 'PATCH', `/users/${id}`, { fields: { [field.key]: 'of mallory' } });
    const identify = 'update profile_field set certificate_key = true where key = $1';
    const promoted = await commitWhenAwaited(server.app.get(DataSource), identify, [field.key], () =>
      server.call(owner, 'PATCH', `/users/${id}`, { role: 'owner' }),
    );

    expect(promoted.body).toMatchObject({ role: 'owner', fields: {} });
    await server.sql('delete from account where id = $1', [id]);
  });

  it('who cannot sign in do not allow removing the last one who can', async () => {
    const last = await server.account({ role: 'owner' });
    await server.sql(`update account set role = 'member' where role = 'owner' and id <> $1`, [last]);
    await server.account({ role: 'owner', password: null });

    const answer = await server.call({ accountId: last }, 'PATCH', `/users/${last}`, { role: 'administrator' });

    expect([answer.status, answer.body.code]).toEqual([409, 'account.last_owner']);
    await server.sql(`update account set role = 'owner' where id = $1`, [owner.accountId]);
    await server.sql(`update account set role = 'member' where role = 'owner' and id <> $1`, [owner.accountId]);
  });

  it('keep the last identifier with which one of them can sign in', async () => {
    const methodId = await server.method();
    const { pem } = await issueSelfSigned({ subject: 'CN=Only owner' });
    const only = await server.account({ role: 'owner', password: null });
    const { body: identifier } = await server.call(owner, 'POST', `/users/${only}/identifiers`, {
      methodId,
      certificate: pem,
    });
    await server.sql(`update account set password_hash = null where role = 'owner'`);

    const answer = await server.call(owner, 'DELETE', `/users/${only}/identifiers/${identifier.id}`);

    expect([answer.status, answer.body.code]).toEqual([409, 'account.last_owner']);
    await server.sql('delete from account where id = $1', [only]);
    owner = { accountId: await server.account({ role: 'owner' }) };
  });

  it('and administrators are out of reach for programs without update:administrators', async () => {
    const target = await server.account({ role: 'administrator' });
    const program = { accountId: null, scopes: ['create:users', 'update:users', 'delete:users'] as const };
    const attempts = [
      ['POST', '/users', { username: 'made-by-program', name: 'x', role: 'administrator' }],
      ['PATCH', `/users/${await server.account()}`, { role: 'administrator' }],
      ['PATCH', `/users/${target}`, { role: 'member' }],
      ['POST', `/users/${target}/reset-password`, {}],
      ['DELETE', `/users/${target}/sessions`, undefined],
      ['DELETE', `/users/${target}`, undefined],
    ] as const;

    for (const [method, path, body] of attempts) {
      const answer = await server.call(program, method, path, body);
      expect([answer.status, answer.body?.code], `${method} ${path}`).toEqual([403, 'token.insufficient_scope']);
      expect(answer.headers['www-authenticate']).toContain('update:administrators');
    }
    const scopes = [...program.scopes, 'update:administrators'] as const;
    for (const [method, path, body] of attempts) {
      expect((await server.call({ accountId: null, scopes }, method, path, body)).status, path).toBeLessThan(300);
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

  it('keep one when all are removed at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const owners = [
        owner.accountId,
        ...(await Promise.all(Array.from({ length: 4 }, () => server.account({ role: 'owner' })))),
      ];
      // Every owner removes the next one.
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
