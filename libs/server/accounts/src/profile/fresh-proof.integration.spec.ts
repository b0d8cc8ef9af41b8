import { type ManagementScope, managementScopes } from '@postern/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testPassword, TestServer } from '../../testing/index.js';

type Call = readonly [method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object];

const nobody = '00000000-0000-4000-8000-000000000000';
const tenMinutes = 10 * 60_000;
/** Calls that change how a person signs in, or end sign-ins. */
const guarded: readonly Call[] = [
  ['POST', '/me/links', { methodId: nobody }],
  ['POST', '/me/links/confirm', { code: 'x' }],
  ['DELETE', `/me/identifiers/${nobody}`],
  ['DELETE', '/me/sessions/s1'],
  ['DELETE', '/me/sessions'],
  ['PATCH', '/me', { email: 'other@example.test' }],
];
/** Asks for the password itself. */
const withPassword: readonly Call[] = [
  ['PUT', '/me/password', { currentPassword: testPassword, newPassword: 'another long passphrase' }],
  ['POST', '/me/deletion', { password: testPassword }],
];

let server: TestServer;
let accountId: string;

beforeAll(async () => {
  server = await TestServer.start();
  accountId = await server.account({ username: 'ada', email: 'ada@example.test' });
});
afterAll(() => server.stop());

describe('how somebody signs in', () => {
  it.each(guarded.map((call) => [call] as const))(
    'cannot be changed when the sign-in is older than five minutes: %s',
    async (call) => {
      const { status, body } = await server.call({ accountId, provedAt: Date.now() - tenMinutes }, ...call);

      expect([status, body.code]).toEqual([403, 'session.too_old']);
    },
  );

  it.each([...guarded, ...withPassword].map((call) => [call] as const))(
    'is changed by no application with `update:me`: %s',
    async (call) => {
      const scopes: readonly ManagementScope[] = managementScopes;
      const { status, body } = await server.call({ accountId, scopes }, ...call);

      expect([status, body.code]).toEqual([403, 'token.insufficient_scope']);
    },
  );

  it('is not the name, which needs neither', async () => {
    const caller = { accountId, scopes: managementScopes, provedAt: Date.now() - tenMinutes };

    expect((await server.call(caller, 'PATCH', '/me', { name: 'Ada L.' })).status).toBe(200);
  });

  it('is changed with the password in place of a sign-in', async () => {
    const [call] = withPassword;

    expect((await server.call({ accountId, provedAt: Date.now() - tenMinutes }, ...call!)).status).toBe(204);
  });
});
