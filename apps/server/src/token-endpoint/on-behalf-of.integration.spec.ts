import { fewestStatements } from '@postern/database/testing';
import { issueSelfSigned } from '@postern/dev-pki';
import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import { allow, registerActingApi, registerApi } from '../../testing/apis.js';
import { registerCertificate, withAssertion } from '../../testing/assertion-clients.js';
import { ExchangeFixture } from '../../testing/exchange-fixture.js';

const fixture = new ExchangeFixture();

describe('on-behalf-of', () => {
  it('D3 gives an API a token for a further API, for the person whose token it was sent', async () => {
    const { status, body } = await fixture.onBehalfOf({ scope: 'read' });

    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.any(String),
      expires_in: expect.any(Number),
      scope: 'read',
      token_type: 'Bearer',
    });
    expect(await fixture.introspect(body.access_token)).toEqual({
      ...{ active: true, sub: fixture.accountId, act: { sub: fixture.orders.id }, client_id: fixture.orders.id },
      ...{ aud: fixture.invoices, scope: 'read', token_type: 'Bearer', iss: expect.any(String) },
      ...{ exp: expect.any(Number), iat: expect.any(Number) },
    });
    await expect
      .poll(() => fixture.events())
      .toEqual([
        {
          ...{ type: 'token.exchanged', account_id: fixture.accountId },
          details: expect.objectContaining({ audience: fixture.invoices, scope: 'read' }),
        },
      ]);
  });

  it('D3 works for an API that proves itself by an assertion, in four statements', async () => {
    const certificate = await issueSelfSigned({ subject: 'CN=orders', keyAlgorithm: 'rsa-2048' });
    await registerCertificate(fixture.server, fixture.orders.id, certificate);
    const exchange = async (proof: object) => {
      const { status } = await fixture.onBehalfOf({ client_secret: undefined, client_id: undefined, ...proof });
      // The event is written beside the answer.
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(status).toBe(200);
    };
    const prove = () => withAssertion({ clientId: fixture.orders.id, signer: certificate });

    expect(await fewestStatements(exchange, prove)).toBe(4);
  });

  it.each(['opaque', 'jwt'] as const)('takes a token in the form %s', async (format) => {
    const { token } = await fixture.signIn({ format });

    const { status, body } = await fixture.onBehalfOf({ assertion: token });

    expect([status, (await fixture.introspect(body.access_token))['sub']]).toEqual([200, fixture.accountId]);
  });

  it('says who acts in the form of a JWT as well', async () => {
    const { identifier } = await registerApi(fixture.server);
    await allow(fixture.server, { client_id: fixture.orders.id, audience: identifier, on_behalf_of: true });

    const { body } = await fixture.onBehalfOf({ resource: identifier });

    expect(decodeJwt(body.access_token)).toMatchObject({
      ...{ sub: fixture.accountId, act: { sub: fixture.orders.id }, client_id: fixture.orders.id, aud: identifier },
    });
  });

  it('names all applications that it passed through', async () => {
    const billing = await registerActingApi(fixture.server);
    await allow(fixture.server, { client_id: fixture.orders.id, audience: billing.audience, on_behalf_of: true });
    await allow(fixture.server, { client_id: billing.id, audience: fixture.invoices, on_behalf_of: true });

    const first = await fixture.onBehalfOf({ resource: billing.audience });
    const second = await fixture.onBehalfOf({ ...billing.credentials, assertion: first.body.access_token });

    const { token } = { token: second.body.access_token as string };
    const seen = await fixture.server.form('token/introspection', { token, ...billing.credentials });
    expect(seen.body).toMatchObject({
      ...{ sub: fixture.accountId, act: { sub: billing.id, act: { sub: fixture.orders.id } } },
    });
  });

  it('cannot be exchanged in an endless loop', async () => {
    await allow(fixture.server, {
      client_id: fixture.orders.id,
      audience: fixture.orders.audience,
      on_behalf_of: true,
    });
    let { token } = fixture.signedIn;
    for (let hop = 0; hop < 8; hop += 1) {
      token = (await fixture.onBehalfOf({ assertion: token, resource: fixture.orders.audience })).body.access_token;
    }

    const { body } = await fixture.onBehalfOf({ assertion: token, resource: fixture.orders.audience });

    expect([body.error, body.error_description]).toEqual(['invalid_grant', 'the token was exchanged 8 times already']);
  });

  it('accepts the API as audience or in front of scopes, with those that libraries add, and returns the same scopes', async () => {
    const { invoices } = fixture;
    const targets = [
      [{ audience: invoices }, 'read write'],
      [
        { scope: `${invoices}/.default openid offline_access` },
        `${invoices}/.default ${invoices}/read ${invoices}/write`,
      ],
      [{ scope: `${invoices}/read openid profile offline_access` }, `${invoices}/read`],
    ] as const;

    for (const [target, scope] of targets) {
      const { body } = await fixture.onBehalfOf({ resource: undefined, ...target });

      expect(body.scope).toBe(scope);
      expect(body).not.toHaveProperty('id_token');
      expect(body).not.toHaveProperty('refresh_token');
    }
  });

  it('never lives longer than the token it came from', async () => {
    const { token } = await fixture.signIn({ expiresIn: 40 });

    const { body } = await fixture.onBehalfOf({ assertion: token });

    expect(body.expires_in).toBeLessThanOrEqual(40);
    expect(body.expires_in).toBeGreaterThan(35);
  });
});
