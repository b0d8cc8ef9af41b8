import { describe, expect, it } from 'vitest';
import { allow, registerActingApi } from '../../testing/apis.js';
import { ExchangeFixture } from '../../testing/exchange-fixture.js';

const fixture = new ExchangeFixture();
const accessToken = 'urn:ietf:params:oauth:token-type:access_token';

/** Token that an application gets for itself. */
const ownToken = async ({
  id,
  audience,
  credentials,
}: Awaited<ReturnType<typeof registerActingApi>>): Promise<string> => {
  await allow(fixture.server, { client_id: id, audience });
  const request = { grant_type: 'client_credentials', ...credentials, resource: audience };
  return (await fixture.server.token(request)).body.access_token as string;
};

describe('token exchange (RFC 8693)', () => {
  it('gives an API a token for a further API and says what it issued', async () => {
    const { status, body, headers } = await fixture.exchange({ scope: 'read' });

    expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
    expect(body).toEqual({
      ...{ access_token: expect.any(String), issued_token_type: accessToken, token_type: 'Bearer' },
      ...{ expires_in: expect.any(Number), scope: 'read' },
    });
    expect(await fixture.introspect(body.access_token)).toMatchObject({
      ...{ active: true, sub: fixture.accountId, act: { sub: fixture.orders.id }, aud: fixture.invoices },
    });
    await expect
      .poll(() => fixture.events())
      .toEqual([
        {
          ...{ type: 'token.exchanged', account_id: fixture.accountId },
          details: expect.objectContaining({ grantType: 'urn:ietf:params:oauth:grant-type:token-exchange' }),
        },
      ]);
  });

  it('accepts the API as audience, a JWT as the token, and a requested token type', async () => {
    const { token } = await fixture.signIn({ format: 'jwt' });

    const { body } = await fixture.exchange({
      ...{ resource: undefined, audience: fixture.invoices },
      ...{ subject_token: token, subject_token_type: 'urn:ietf:params:oauth:token-type:jwt' },
      requested_token_type: accessToken,
    });

    expect(body).toMatchObject({ issued_token_type: accessToken, scope: 'read write' });
  });

  it.each(['opaque', 'jwt'] as const)('takes an actor token that is its own (%s)', async (access_token_format) => {
    await fixture.server.sql('update resource_server set access_token_format = $2 where identifier = $1', [
      ...[fixture.orders.audience, access_token_format],
    ]);
    fixture.server.announce('resource_server');
    const actor_token = await ownToken(fixture.orders);

    const { status, body } = await fixture.exchange({ actor_token, actor_token_type: accessToken });

    expect([status, (await fixture.introspect(body.access_token))['act']]).toEqual([200, { sub: fixture.orders.id }]);
  });

  it('accepts no other actor', async () => {
    const other = await ownToken(await registerActingApi(fixture.server));
    const { token: person } = fixture.signedIn;

    for (const actor_token of [other, person, 'unknown']) {
      const { body } = await fixture.exchange({ actor_token, actor_token_type: accessToken });

      expect([body.error, body.error_description]).toEqual([
        'invalid_request',
        'actor_token must be a token of its own of the application that asks',
      ]);
    }
  });

  it.each([
    ['no subject_token', { subject_token: undefined }, 'request.incomplete'],
    ['no subject_token_type', { subject_token_type: undefined }, 'request.incomplete'],
    ['an actor_token_type alone', { actor_token_type: accessToken }, 'request.incomplete'],
    ['an actor_token without its type', { actor_token: 'x' }, 'request.incomplete'],
    ['an ID token', { subject_token_type: 'urn:ietf:params:oauth:token-type:id_token' }, 'request.token_type'],
    ['a refresh token', { subject_token_type: 'urn:ietf:params:oauth:token-type:refresh_token' }, 'request.token_type'],
    ['SAML', { subject_token_type: 'urn:ietf:params:oauth:token-type:saml2' }, 'request.token_type'],
    [
      'an ID token to come',
      { requested_token_type: 'urn:ietf:params:oauth:token-type:id_token' },
      'request.token_type',
    ],
    ['an unknown token', { subject_token: 'unknown' }, 'subject.not_found'],
  ])('refuses %s', async (_, parameters, reason) => {
    await fixture.expectRefused(await fixture.exchange(parameters), 'invalid_request', reason);
  });

  it('refuses by default', async () => {
    await fixture.server.manage('PATCH', `client-grants/${fixture.grantId}`, { on_behalf_of: false });

    await fixture.expectRefused(await fixture.exchange(), 'invalid_target', 'target.not_allowed');
  });

  it('refuses repeated parameters', async () => {
    const { token } = fixture.signedIn;

    expect((await fixture.exchange({ subject_token: [token, token] })).body.error).toBe('invalid_request');
  });

  it('is in the discovery document', async () => {
    const { body } = await fixture.server.send('/oidc/.well-known/openid-configuration');

    expect(body.grant_types_supported).toEqual(
      expect.arrayContaining([
        'urn:ietf:params:oauth:grant-type:token-exchange',
        'urn:ietf:params:oauth:grant-type:jwt-bearer',
      ]),
    );
  });
});
