import { describe, expect, it } from 'vitest';
import { allow, registerActingApi, registerApi } from '../../testing/apis.js';
import { ExchangeFixture } from '../../testing/exchange-fixture.js';

const fixture = new ExchangeFixture();

describe('on-behalf-of is refused', () => {
  it('by default: a grant alone does not allow acting for people', async () => {
    await fixture.server.manage('PATCH', `client-grants/${fixture.grantId}`, { on_behalf_of: false });

    await fixture.expectRefused(await fixture.onBehalfOf(), 'invalid_target', 'target.not_allowed');
  });

  it('where the application was given nothing', async () => {
    const { identifier } = await registerApi(fixture.server);

    await fixture.expectRefused(await fixture.onBehalfOf({ resource: identifier }), 'invalid_target', 'invalid_target');
  });

  it('at the management API, whatever scopes the application has', async () => {
    await fixture.server.manage('PATCH', `clients/${fixture.orders.id}`, { scopes: ['read:users'] });
    const resource = 'https://id.test/api/v2';

    await fixture.expectRefused(await fixture.onBehalfOf({ resource }), 'invalid_target', 'target.not_allowed');
  });

  it('without a target API, or with several', async () => {
    const none = await fixture.onBehalfOf({ resource: undefined });
    await fixture.expectRefused(none, 'invalid_target', 'target.missing');
    const { identifier } = await registerApi(fixture.server);
    await allow(fixture.server, { client_id: fixture.orders.id, audience: identifier, on_behalf_of: true });

    const { body } = await fixture.onBehalfOf({ resource: [fixture.invoices, identifier] });

    expect(body.error).toBe('invalid_target');
  });

  it('for more than the grant allows', async () => {
    await fixture.server.manage('PATCH', `client-grants/${fixture.grantId}`, { scope: ['read'] });

    await fixture.expectRefused(
      await fixture.onBehalfOf({ scope: 'read write' }),
      'invalid_scope',
      'scope.not_granted',
    );
  });

  it('for a token that was sent to another API', async () => {
    const { token } = await fixture.signIn({ audience: fixture.invoices });

    await fixture.expectRefused(
      await fixture.onBehalfOf({ assertion: token }),
      'invalid_grant',
      'subject.other_audience',
    );
  });

  it('for a token without an API as audience', async () => {
    const { token } = await fixture.signIn({ audience: null, scope: 'openid' });

    await fixture.expectRefused(
      await fixture.onBehalfOf({ assertion: token }),
      'invalid_grant',
      'subject.other_audience',
    );
  });

  it('to an application that is not the API that the token was sent to', async () => {
    const thief = await registerActingApi(fixture.server);
    await allow(fixture.server, { client_id: thief.id, audience: fixture.invoices, on_behalf_of: true });

    const { status, body } = await fixture.onBehalfOf(thief.credentials);

    expect([status, body.error]).toEqual([400, 'invalid_grant']);
  });

  it('for a token that an application got for itself, without a person', async () => {
    await allow(fixture.server, { client_id: fixture.orders.id, audience: fixture.orders.audience });
    const own = await fixture.server.token({
      ...{ grant_type: 'client_credentials', ...fixture.orders.credentials, resource: fixture.orders.audience },
    });

    const { body } = await fixture.onBehalfOf({ assertion: own.body.access_token });

    expect(body.error).toBe('invalid_grant');
  });

  it.each(['unknown', 'a.b.c', 'x'.repeat(5000)])('for what is no token: %.10s', async (assertion) => {
    await fixture.expectRefused(await fixture.onBehalfOf({ assertion }), 'invalid_grant', 'subject.not_found');
  });

  it.each(['opaque', 'jwt'] as const)('for a token that has expired (%s)', async (format) => {
    const { token } = await fixture.signIn({ format });
    const exp = Math.floor(Date.now() / 1000) - 5;
    await fixture.server.sql(
      `update oidc_artifact set payload = payload || $2 where client_id = $1 and model = 'AccessToken'`,
      [...[fixture.applicationId, { exp }]],
    );

    await fixture.expectRefused(await fixture.onBehalfOf({ assertion: token }), 'invalid_grant', 'subject.not_found');
  });

  it.each(['opaque', 'jwt'] as const)('for a token of a consent that was withdrawn (%s)', async (format) => {
    const { token, grantId } = await fixture.signIn({ format });
    await fixture.server.sql('delete from oidc_artifact where grant_id = $1', [grantId]);

    await fixture.expectRefused(await fixture.onBehalfOf({ assertion: token }), 'invalid_grant', 'subject.not_found');
  });

  it.each(['opaque', 'jwt'] as const)('for a token of a session that has ended (%s)', async (format) => {
    const { token, sessionUid } = await fixture.signIn({ format });
    await fixture.server.sql('delete from oidc_artifact where uid = $1', [sessionUid]);

    await fixture.expectRefused(await fixture.onBehalfOf({ assertion: token }), 'invalid_grant', 'subject.not_found');
  });

  it('for a token of an account that is blocked', async () => {
    await fixture.server.sql(`update account set status = 'blocked' where id = $1`, [fixture.accountId]);

    await fixture.expectRefused(await fixture.onBehalfOf(), 'invalid_grant', 'subject.account_blocked');
  });

  it('without requested_token_use=on_behalf_of, or without an assertion', async () => {
    await fixture.expectRefused(
      await fixture.onBehalfOf({ requested_token_use: undefined }),
      ...(['invalid_request', 'request.token_use'] as const),
    );

    expect((await fixture.onBehalfOf({ requested_token_use: 'other' })).body.error).toBe('invalid_request');
    expect((await fixture.onBehalfOf({ assertion: undefined })).body.error).toBe('invalid_request');
  });

  it('to applications that were not given the grant', async () => {
    await fixture.server.manage('PATCH', `clients/${fixture.orders.id}`, { grant_types: ['client_credentials'] });

    const { status, body } = await fixture.onBehalfOf();

    expect([status, body.error]).toEqual([400, 'invalid_request']);
  });

  it('to applications that keep no secret: they cannot be given the grant', async () => {
    const { status, body } = await fixture.server.manage('POST', 'clients', {
      ...{ name: 'Page', app_type: 'spa', redirect_uris: ['https://page.test/'] },
      grant_types: ['authorization_code', 'urn:ietf:params:oauth:grant-type:jwt-bearer'],
    });

    expect([status, body.code, body.errors[0].path]).toEqual([422, 'client.invalid_metadata', 'grant_types']);
  });
});
