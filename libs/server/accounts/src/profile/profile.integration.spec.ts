import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testPassword, TestServer } from '../../testing/index.js';

describe('the profile', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
  });
  afterAll(async () => {
    await server?.stop();
  });

  it('shows the account that the token belongs to', async () => {
    const accountId = await server.account({ username: 'ada', email: 'ada@example.test' });

    const { status, body } = await server.call({ accountId }, 'GET', '/me');

    expect(status).toBe(200);
    expect(body).toEqual({
      ...{ id: accountId, username: 'ada', name: 'ada', givenName: null, familyName: null, email: 'ada@example.test' },
      ...{
        locale: null,
        role: 'member',
        hasPassword: true,
        passwordMinLength: 15,
        fields: [],
        createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
      },
    });
  });

  it('changes the given fields, clears those that are null and keeps the rest', async () => {
    const accountId = await server.account({ email: 'old@example.test' });
    await server.call({ accountId }, 'PATCH', '/me', { givenName: ' Ada ', locale: 'fr' });

    const { status, body } = await server.call({ accountId }, 'PATCH', '/me', {
      name: 'Ada L.',
      email: 'ADA.New@Example.test',
      locale: null,
    });

    expect(status).toBe(200);
    expect(body).toMatchObject({ name: 'Ada L.', givenName: 'Ada', email: 'ada.new@example.test', locale: null });
    expect(await server.events(accountId)).toEqual(['account.updated', 'account.updated']);
  });

  it.each([
    ['an unknown field', { nickname: 'x' }],
    ['a role', { role: 'owner' }],
    ['an empty name', { name: '  ' }],
    ['a name that is null', { name: null }],
    ['a name with a line break', { name: 'a\nb' }],
    ['a name with a NUL', { name: 'a\0b' }],
    ['a name of 101 characters', { name: 'x'.repeat(101) }],
    ['a name that turns the writing direction', { name: 'a\u202eb' }],
    ['an address that is none', { email: 'ada' }],
    ['a language we do not speak', { locale: 'tlh' }],
  ])('refuses %s', async (_, change) => {
    const accountId = await server.account();

    const { status, body, headers } = await server.call({ accountId }, 'PATCH', '/me', change);

    expect([status, body.code]).toEqual([422, 'request.invalid']);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(body.errors).toHaveLength(1);
  });

  it('needs the scopes, and a person', async () => {
    const accountId = await server.account();

    expect((await server.call({ accountId, scopes: ['update:me'] }, 'GET', '/me')).body.code).toBe(
      'token.insufficient_scope',
    );
    expect((await server.call({ accountId, scopes: ['read:me'] }, 'PATCH', '/me', {})).body.code).toBe(
      'token.insufficient_scope',
    );
    expect((await server.call({ accountId: null }, 'GET', '/me')).status).toBe(403);
  });

  it("lists one's sessions and ends one, or all others", async () => {
    const [accountId, other] = [await server.account(), await server.account()];
    const me = { accountId, sessionUid: 's1' };
    server.sessions.sessions = [
      ...['s1', 's2', 's3', 's4'].map((id) => ({ id, accountId })),
      { id: 'x1', accountId: other },
    ];

    expect(
      (await server.call(me, 'GET', '/me/sessions')).body.map((s: { id: string; current: boolean }) => [
        s.id,
        s.current,
      ]),
    ).toEqual([
      ['s1', true],
      ['s2', false],
      ['s3', false],
      ['s4', false],
    ]);
    expect((await server.call(me, 'DELETE', '/me/sessions/s2')).status).toBe(204);
    expect((await server.call(me, 'DELETE', '/me/sessions/s2')).body.code).toBe('session.not_found');
    expect((await server.call(me, 'DELETE', '/me/sessions/x1')).body.code).toBe('session.not_found');
    expect((await server.call(me, 'DELETE', '/me/sessions')).status).toBe(204);
    expect(server.sessions.sessions.map(({ id }) => id)).toEqual(['s1', 'x1']);
    expect(await server.events(accountId)).toEqual(['session.ended', 'session.ended']);
  });

  describe('password', () => {
    const newPassword = 'a quite different one';

    it('changes if the current one is given, and ends all other sessions', async () => {
      const accountId = await server.account();
      server.sessions.sessions = ['s1', 's2'].map((id) => ({ id, accountId }));
      const me = { accountId, sessionUid: 's1' };

      expect(
        (await server.call(me, 'PUT', '/me/password', { currentPassword: testPassword, newPassword })).status,
      ).toBe(204);

      expect(server.sessions.sessions.map(({ id }) => id)).toEqual(['s1']);
      expect(await server.events(accountId)).toEqual(['password.changed']);
      const again = await server.call(me, 'PUT', '/me/password', { currentPassword: testPassword, newPassword });
      expect([again.status, again.body.code]).toEqual([422, 'password.current_wrong']);
    });

    it('stays when the new one is not fit for use, and says which field is wrong', async () => {
      const accountId = await server.account();

      const { status, body } = await server.call({ accountId }, 'PUT', '/me/password', {
        currentPassword: testPassword,
        newPassword: 'short',
      });

      expect([status, body.code, body.errors[0].path]).toEqual([422, 'password.too_short', 'newPassword']);
    });

    it('cannot be guessed by way of a change', async () => {
      const accountId = await server.account();
      const guess = (currentPassword: string) =>
        server.call({ accountId }, 'PUT', '/me/password', { currentPassword, newPassword });

      const answers = await Promise.all(Array.from({ length: 15 }, (_, index) => guess(`wrong ${index}`)));

      expect(answers.filter(({ body }) => body.code === 'password.current_wrong')).toHaveLength(10);
      expect(answers.filter(({ body }) => body.code === 'request.too_many')).toHaveLength(5);
      const late = await guess(testPassword);
      expect(late.status).toBe(429);
      expect(Number(late.headers['retry-after'])).toBeGreaterThan(800);
    });

    it('is set without a current one by somebody who has none', async () => {
      const accountId = await server.account({ password: null });

      expect((await server.call({ accountId }, 'PUT', '/me/password', { newPassword })).status).toBe(204);
      expect((await server.call({ accountId }, 'PUT', '/me/password', { newPassword })).body.code).toBe(
        'password.current_wrong',
      );
    });

    it('changes once when two changes race', async () => {
      const accountId = await server.account();
      const answers = await Promise.all(
        Array.from({ length: 6 }, (_, index) =>
          server.call({ accountId }, 'PUT', '/me/password', {
            currentPassword: testPassword,
            newPassword: `${newPassword} ${index}`,
          }),
        ),
      );

      expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
      expect(await server.events(accountId)).toEqual(['password.changed']);
    });
  });
});
