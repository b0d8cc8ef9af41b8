import { issueSelfSigned, type Issued } from '@postern/dev-pki';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { x5tS256 } from '../../testing/assertion-clients.js';
import { ListenerUnderTest } from '../../testing/client-listener.js';
import { ExchangeFixture } from '../../testing/exchange-fixture.js';

const fixture = new ExchangeFixture();
let listener: ListenerUnderTest;
let ofApplication: Issued;
let ofOrders: Issued;

beforeAll(async () => {
  listener = await ListenerUnderTest.start(fixture.server, 'clients');
  ofApplication = await issueSelfSigned({ subject: 'CN=application' });
  ofOrders = await issueSelfSigned({ subject: 'CN=orders' });
});

afterAll(() => listener?.stop());

/** `orders` exchanges a token, over the client listener. */
const exchange = (assertion: string, certificate?: Issued) =>
  listener.form(
    'token',
    {
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      ...fixture.orders.credentials,
      ...{ requested_token_use: 'on_behalf_of', assertion, resource: fixture.invoices },
    },
    { certificate },
  );

const boundTo = async (token: string) => (await fixture.introspect(token))['cnf'];

describe('a token from the exchange of a bound one (RFC 8705 §3)', () => {
  it('is bound to the certificate of the API that exchanges it, not to that of the first application', async () => {
    const { token } = await fixture.signIn({ thumbprint: x5tS256(ofApplication) });

    const { status, body } = await exchange(token, ofOrders);

    expect([status, await boundTo(body.access_token)]).toEqual([200, { 'x5t#S256': x5tS256(ofOrders) }]);
  });

  it('is not bound where that API has no certificate', async () => {
    const { token } = await fixture.signIn({ thumbprint: x5tS256(ofApplication) });

    const { status, body } = await exchange(token);

    expect([status, await boundTo(body.access_token)]).toEqual([200, undefined]);
  });

  it('is always bound where the API requires bound tokens, and not issued without a certificate', async () => {
    const settings = { tls_client_certificate_bound_access_tokens: true };
    expect((await fixture.server.manage('PATCH', `clients/${fixture.orders.id}`, settings)).status).toBe(200);

    const bound = await exchange(fixture.signedIn.token, ofOrders);
    const refused = await exchange(fixture.signedIn.token);

    expect(await boundTo(bound.body.access_token)).toEqual({ 'x5t#S256': x5tS256(ofOrders) });
    expect([refused.status, refused.body.error]).toEqual([400, 'invalid_grant']);
    expect(refused.body.error_description).toContain('mtls_endpoint_aliases');
  });

  it('is not bound to a presented certificate where the first token was not bound', async () => {
    const { body } = await exchange(fixture.signedIn.token, ofOrders);

    expect(await boundTo(body.access_token)).toBeUndefined();
  });
});
