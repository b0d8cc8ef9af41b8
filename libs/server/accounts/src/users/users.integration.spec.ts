import { issueSelfSigned } from '@postern/dev-pki';
import { PasswordHasher } from '@postern/provider-kit';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../../testing/index.js';

describe('administration of users', () => {
  let server: TestServer;
  let administrator: { accountId: string };
  beforeAll(async () => {
    server = await TestServer.start();
    administrator = { accountId: await server.account({ username: 'the-administrator', role: 'administrator' }) };
  });
  afterAll(async () => {
    await server?.stop();
  });
  const create = (body: object, by = administrator) => server.call(by, 'POST', '/users', body);
  const verifies = async (accountId: string, password: string): Promise<boolean> => {
    const [row] = await server.sql<{ password_hash: string }>('select password_hash from account where id = $1', [
      accountId,
    ]);
    return server.app.get(PasswordHasher, { strict: false }).verify(row!.password_hash, password);
  };

  describe('creating', () => {
    it('generates a password, shown once, when none is given', async () => {
      const { status, body } = await create({ username: 'Grace', name: 'Grace Hopper', email: 'Grace@Example.test' });

      expect(status).toBe(201);
      expect(body).toMatchObject({
        ...{ username: 'grace', name: 'Grace Hopper', email: 'grace@example.test', role: 'member', status: 'active' },
        ...{
          identifierCount: 0,
          lastSignInAt: null,
          initialPassword: expect.stringMatching(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/),
        },
      });
      expect(await verifies(body.id, body.initialPassword)).toBe(true);
      expect(await server.events(body.id)).toEqual(['account.created']);
      expect((await server.call(administrator, 'GET', `/users/${body.id}`)).body).not.toHaveProperty('initialPassword');
    });

    it('does not return a given password', async () => {
      const { body } = await create({ username: 'edsger', name: 'Edsger', password: 'considered quite harmful' });

      expect(body).not.toHaveProperty('initialPassword');
      expect(JSON.stringify(body)).not.toContain('harmful');
      expect(await verifies(body.id, 'considered quite harmful')).toBe(true);
    });

    it('refuses a username or a confirmed address that is taken, whatever its case', async () => {
      await create({ username: 'barbara', name: 'Barbara', email: 'barbara@example.test', emailVerified: true });

      expect((await create({ username: 'BARBARA', name: 'B' })).body).toMatchObject({
        status: 409,
        code: 'account.username_taken',
      });
      const sameAddress = await create({
        username: 'b2',
        name: 'B',
        email: 'Barbara@example.test',
        emailVerified: true,
      });
      expect(sameAddress.body).toMatchObject({ status: 409, code: 'account.email_taken' });
    });

    it('makes one account when 10 want the same username at once', async () => {
      const answers = await Promise.all(Array.from({ length: 10 }, () => create({ username: 'niklaus', name: 'N' })));

      expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)]);
    });

    it.each([
      ['no username', { name: 'x' }],
      ['a username with a space', { username: 'a b', name: 'x' }],
      ['a username with a NUL', { username: 'a\0', name: 'x' }],
      ['a username of 101 characters', { username: 'a'.repeat(101), name: 'x' }],
      ['an unknown role', { username: 'a1', name: 'x', role: 'king' }],
      ['an unknown field', { username: 'a1', name: 'x', password_hash: 'x' }],
      ['a username that is no text', { username: { $ne: 1 }, name: 'x' }],
    ])('refuses %s', async (_, body) => {
      expect((await create(body)).body).toMatchObject({ status: 422, code: 'request.invalid' });
    });
  });

  it('lists by username, in pages, and finds parts of username, name and address', async () => {
    for (const index of [1, 2, 3, 4, 5]) {
      await create({ username: `zz-list-${index}`, name: `Nobody Special_${index}`, email: `zz${index}@list.test` });
    }
    const list = async (query: string) => (await server.call(administrator, 'GET', `/users?${query}`)).body;
    const usernames = (body: { items: { username: string }[] }) => body.items.map(({ username }) => username);

    const second = await list('search=zz-list&page=1&pageSize=2');
    expect(usernames(second)).toEqual(['zz-list-3', 'zz-list-4']);
    expect(second).toMatchObject({ total: 5, page: 1, pageSize: 2 });
    expect(await list('search=ZZ-LIST&page=9')).toMatchObject({ items: [], total: 5 });
    expect(usernames(await list('search=special_3'))).toEqual(['zz-list-3']);
    expect(usernames(await list('search=ZZ4%40list'))).toEqual(['zz-list-4']);
    expect(await list('search=%25special')).toMatchObject({ items: [], total: 0 });
    expect(await list('page=-1')).toMatchObject({ code: 'request.invalid' });
    expect(await list('pageSize=1000')).toMatchObject({ code: 'request.invalid' });
    expect((await list('')).total).toBeGreaterThan(5);
  });

  it("needs the scope and an administrator's role", async () => {
    const member = { accountId: await server.account() };
    const manager = { accountId: await server.account({ role: 'manager' }) };

    expect((await server.call(member, 'GET', '/users')).body.code).toBe('token.insufficient_role');
    expect((await server.call(manager, 'GET', '/users')).status).toBe(200);
    expect((await server.call(manager, 'POST', '/users', { username: 'm', name: 'm' })).body.code).toBe(
      'token.insufficient_role',
    );
    const noScope = await server.call({ ...administrator, scopes: ['read:users'] }, 'POST', '/users', {
      username: 'm',
      name: 'm',
    });
    expect(noScope.body.code).toBe('token.insufficient_scope');
    const application = { accountId: null };
    expect((await server.call(application, 'POST', '/users', { username: 'by-application', name: 'm' })).status).toBe(
      201,
    );
  });

  it('changes name, address and role', async () => {
    const { body: user } = await create({ username: 'donald', name: 'D' });

    const { status, body } = await server.call(administrator, 'PATCH', `/users/${user.id}`, {
      name: 'Donald',
      email: 'd@k.test',
      role: 'manager',
    });

    expect([status, body.name, body.email, body.role]).toEqual([200, 'Donald', 'd@k.test', 'manager']);
    expect(await server.events(user.id)).toEqual(['account.created', 'account.updated']);
    expect((await server.call(administrator, 'PATCH', `/users/${user.id}`, { username: 'other' })).body.code).toBe(
      'request.invalid',
    );
    expect((await server.call(administrator, 'PATCH', `/users/${randomUUID()}`, { name: 'x' })).body.code).toBe(
      'account.not_found',
    );
    expect((await server.call(administrator, 'PATCH', '/users/1', { name: 'x' })).body.code).toBe('account.not_found');
  });

  it('ends the sessions of a blocked account, whose tokens are refused', async () => {
    const accountId = await server.account();
    server.sessions.sessions = [{ id: 's1', accountId }];

    const { body } = await server.call(administrator, 'PATCH', `/users/${accountId}`, { status: 'blocked' });

    expect(body.status).toBe('blocked');
    expect(server.sessions.sessions).toEqual([]);
    expect((await server.call({ accountId }, 'GET', '/me')).status).toBe(401);
    await server.call(administrator, 'PATCH', `/users/${accountId}`, { status: 'active' });
    expect((await server.call({ accountId }, 'GET', '/me')).status).toBe(200);
    expect(await server.events(accountId)).toEqual(['account.blocked', 'account.updated']);
  });

  it('deletes an account with its identifiers and sessions', async () => {
    const accountId = await server.account();
    const methodId = await server.method();
    const { pem } = await issueSelfSigned({ subject: 'CN=Ada' });
    await server.call(administrator, 'POST', `/users/${accountId}/identifiers`, { methodId, certificate: pem });
    server.sessions.sessions = [{ id: 's1', accountId }];

    expect((await server.call(administrator, 'DELETE', `/users/${accountId}`)).status).toBe(204);

    expect(server.sessions.sessions).toEqual([]);
    expect((await server.call(administrator, 'GET', `/users/${accountId}`)).body.code).toBe('account.not_found');
    expect(await server.sql('select 1 from identifier where account_id = $1', [accountId])).toEqual([]);
    expect((await server.events(accountId)).at(-1)).toBe('account.deleted');
  });

  it('resets a password, ends all sessions and resets the count of failures', async () => {
    const accountId = await server.account();
    server.sessions.sessions = [{ id: 's1', accountId }];

    const { status, body } = await server.call(administrator, 'POST', `/users/${accountId}/reset-password`, {});

    expect(status).toBe(200);
    expect(await verifies(accountId, body.initialPassword)).toBe(true);
    expect(server.sessions.sessions).toEqual([]);
    expect(await server.events(accountId)).toEqual(['password.changed']);
  });

  it('lists and ends the sessions of a user', async () => {
    const accountId = await server.account();
    server.sessions.sessions = ['s1', 's2', 's3'].map((id) => ({ id, accountId }));
    const path = `/users/${accountId}/sessions`;

    expect((await server.call(administrator, 'GET', path)).body).toHaveLength(3);
    expect((await server.call(administrator, 'DELETE', `${path}/s2`)).status).toBe(204);
    expect((await server.call(administrator, 'DELETE', `${path}/s2`)).body.code).toBe('session.not_found');
    expect((await server.call(administrator, 'DELETE', `${path}/s%00`)).body.code).toBe('session.not_found');
    expect((await server.call(administrator, 'DELETE', path)).status).toBe(204);
    expect(server.sessions.sessions).toEqual([]);
    expect((await server.call(administrator, 'GET', `/users/${randomUUID()}/sessions`)).body.code).toBe(
      'account.not_found',
    );
  });

  it('are recorded with the role and state that they had, and without names and addresses', async () => {
    const id = await server.account({ username: 'before-and-after', role: 'member' });
    const changes = { role: 'manager', status: 'active', name: 'Somebody Else', email: 'else@example.test' };
    await server.call(administrator, 'PATCH', `/users/${id}`, changes);

    const [event] = await server.sql(
      `select details from audit_event where account_id = $1 and type = 'account.updated'`,
      [id],
    );
    expect(event?.['details']).toMatchObject({ role: 'manager', before: { role: 'member' } });
    expect((event?.['details'] as { before: object }).before).toEqual({ role: 'member' });
    expect(JSON.stringify(event)).not.toMatch(/Somebody|example\.test/);
  });

  describe('identifiers', () => {
    it('are added by uploading a certificate, listed and taken away, even the last way to sign in', async () => {
      const accountId = await server.account({ password: null });
      const methodId = await server.method({ publicity: 'on_request' });
      const { pem } = await issueSelfSigned({ subject: 'CN=Ada' });
      const path = `/users/${accountId}/identifiers`;

      const added = await server.call(administrator, 'POST', path, { methodId, certificate: pem, label: 'New card' });

      expect(added.status).toBe(201);
      expect(added.body).toMatchObject({ label: 'New card', publicity: 'on_request', certificate: { name: 'Ada' } });
      expect((await server.call(administrator, 'GET', path)).body).toEqual([added.body]);
      const again = await server.call(administrator, 'POST', `/users/${await server.account()}/identifiers`, {
        methodId,
        certificate: pem,
      });
      expect([again.status, again.body.code]).toEqual([409, 'identifier.linked_to_another']);
      server.sessions.sessions = [{ id: 's1', accountId, identifierId: added.body.id }];
      expect((await server.call(administrator, 'DELETE', `${path}/${added.body.id}`)).status).toBe(204);
      expect(server.sessions.sessions).toEqual([]);
      expect(await server.events(accountId)).toEqual(['identifier.linked', 'identifier.unlinked']);
    });

    it('of another account are refused, naming the account only to callers who may read users', async () => {
      const owner = await server.account({ username: 'its-owner' });
      const [methodId, other] = [await server.method(), await server.account()];
      const certificate = (await issueSelfSigned({ subject: 'CN=Of somebody else' })).pem;
      await server.call(administrator, 'POST', `/users/${owner}/identifiers`, { methodId, certificate });
      const add = (caller: object) =>
        server.call({ accountId: null, ...caller }, 'POST', `/users/${other}/identifiers`, { methodId, certificate });

      const refused = await add(administrator);
      expect([refused.status, refused.body.code]).toEqual([409, 'identifier.linked_to_another']);
      expect(refused.body.account).toMatchObject({ id: owner, username: 'its-owner' });
      expect((await add({ scopes: ['update:users', 'read:users'] })).body.account).toMatchObject({ id: owner });

      const blind = await add({ scopes: ['update:users'] });
      expect([blind.status, blind.body.code]).toEqual([409, 'identifier.linked_to_another']);
      expect(blind.body).not.toHaveProperty('account');
      expect(JSON.stringify(blind.body)).not.toContain('its-owner');
    });

    it('are refused when the certificate would be refused at sign-in', async () => {
      const accountId = await server.account();
      const methodId = await server.method();
      const expired = await issueSelfSigned({ subject: 'CN=Ada', notAfter: new Date(Date.now() - 1000) });
      const [password] = await server.sql<{ id: string }>(`select id from sign_in_method where type = 'password'`);
      const add = async (body: object) => {
        const answer = await server.call(administrator, 'POST', `/users/${accountId}/identifiers`, body);
        return [answer.status, answer.body.code];
      };

      expect(await add({ methodId, certificate: expired.pem })).toEqual([422, 'certificate.expired']);
      expect(await add({ methodId, certificate: expired.privateKeyPem })).toEqual([
        422,
        'certificate.private_key_given',
      ]);
      expect(await add({ methodId: randomUUID(), certificate: expired.pem })).toEqual([
        404,
        'sign_in_method.not_found',
      ]);
      expect(await add({ methodId: password!.id, certificate: expired.pem })).toEqual([422, 'request.invalid']);
      expect(await add({ methodId, certificate: 'x'.repeat(70_000) })).toEqual([422, 'request.invalid']);
    });
  });
});
