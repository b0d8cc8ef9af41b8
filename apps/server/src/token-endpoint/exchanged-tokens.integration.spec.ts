import { describe, expect, it } from 'vitest';
import { ExchangeFixture } from '../../testing/exchange-fixture.js';

const fixture = new ExchangeFixture();

describe('a token from an exchange', () => {
  it('ends with the session that the first one came from', async () => {
    const { body } = await fixture.onBehalfOf();

    const { accountId, signedIn } = fixture;
    await fixture.server.manage('DELETE', `users/${accountId}/sessions/${signedIn.sessionUid}`);

    expect(await fixture.introspect(body.access_token)).toEqual({ active: false });
  });

  it('ends with that session even if nothing announces its end', async () => {
    const { body } = await fixture.onBehalfOf();

    await fixture.server.sql('delete from oidc_artifact where uid = $1', [fixture.signedIn.sessionUid]);

    expect(await fixture.introspect(body.access_token)).toEqual({ active: false });
  });

  it('outlives a session that the first one outlives', async () => {
    const { token, sessionUid } = await fixture.signIn({ offline: true });
    const { body } = await fixture.onBehalfOf({ assertion: token });

    await fixture.server.sql('delete from oidc_artifact where uid = $1', [sessionUid]);

    expect((await fixture.introspect(body.access_token))['active']).toBe(true);
  });

  it('lives where the person is signed in to the API itself, too', async () => {
    await fixture.server.sql(
      `update oidc_artifact set payload = jsonb_set(payload, '{authorizations,${fixture.orders.id}}', '{"grantId": "other"}')
       where uid = $1`,
      [fixture.signedIn.sessionUid],
    );

    const { body } = await fixture.onBehalfOf();

    expect((await fixture.introspect(body.access_token))['active']).toBe(true);
  });

  it('ends with the application that the first one was issued to', async () => {
    const { body } = await fixture.onBehalfOf();

    await fixture.server.manage('DELETE', `clients/${fixture.applicationId}`);

    expect(await fixture.introspect(body.access_token)).toEqual({ active: false });
  });

  it('ends when the account is blocked', async () => {
    const { body } = await fixture.onBehalfOf();

    await fixture.server.manage('PATCH', `users/${fixture.accountId}`, { status: 'blocked' });

    expect(await fixture.introspect(body.access_token)).toEqual({ active: false });
  });

  it('ends with the consent behind the first one', async () => {
    const { body } = await fixture.onBehalfOf();

    await fixture.server.sql(`delete from oidc_artifact where grant_id = $1`, [fixture.signedIn.grantId]);

    expect(await fixture.introspect(body.access_token)).toEqual({ active: false });
  });
});
