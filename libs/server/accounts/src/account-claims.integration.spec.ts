import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../testing/index.js';
import { AccountClaims } from './account-claims.service.js';

describe('accounts as OpenID Connect sees them', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
  });
  afterAll(async () => {
    await server?.stop();
  });

  it('have the standard claims', async () => {
    const id = await server.account({ username: 'ada', email: 'ada@example.test' });
    await server.sql(
      `update account set name = 'Ada L', given_name = 'Ada', locale = 'fr', updated_at = '2026-01-01' where id = $1`,
      [id],
    );

    const account = await server.app.get(AccountClaims).find(id);

    expect(account).toEqual({
      accountId: id,
      role: 'member',
      claims: {
        ...{ sub: id, name: 'Ada L', given_name: 'Ada', preferred_username: 'ada', locale: 'fr' },
        ...{ email: 'ada@example.test', email_verified: false, updated_at: 1_767_225_600 },
      },
      entry: { groups: [], memberships: {}, organizations: {} },
    });
  });

  it('are not found when blocked, unknown or misspelled', async () => {
    const id = await server.account({ role: 'administrator' });
    await server.sql(`update account set status = 'blocked' where id = $1`, [id]);

    for (const accountId of [id, randomUUID(), 'ada', '']) {
      expect(await server.app.get(AccountClaims).find(accountId)).toBeUndefined();
    }
  });
});
