import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { allow, registerActingApi, registerApi } from './apis.js';
import { registerClient } from './assertion-clients.js';
import { createPerson, type PersonToken, signIn } from './people.js';
import { type Answer, TestServer } from './test-server.js';

type ActingApi = Awaited<ReturnType<typeof registerActingApi>>;

/**
 * A server, and for every test: a person signed in to an application, a token of hers that the application sends to the API
 * `orders`, and a further API `invoices` where `orders` may act for people.
 */
export class ExchangeFixture {
  server!: TestServer;
  accountId!: string;
  /** Application that the token was issued to. */
  applicationId!: string;
  orders!: ActingApi;
  /** Identifier. */
  invoices!: string;
  grantId!: string;
  signedIn!: PersonToken;

  constructor() {
    beforeAll(async () => {
      this.server = await TestServer.start();
    });
    afterAll(() => this.server?.stop());
    beforeEach(async () => {
      ({ id: this.applicationId } = await registerClient(this.server));
      this.orders = await registerActingApi(this.server);
      await allow(this.server, { client_id: this.applicationId, audience: this.orders.audience });
      ({ identifier: this.invoices } = await registerApi(this.server, { access_token_format: 'opaque' }));
      const grant = {
        client_id: this.orders.id,
        audience: this.invoices,
        scope: ['read', 'write'],
        on_behalf_of: true,
      };
      ({ id: this.grantId } = await allow(this.server, grant));
      ({ accountId: this.accountId } = await createPerson(this.server));
      this.signedIn = await this.signIn();
    });
  }

  /** A token for `orders`, unless overridden. */
  signIn(options: Partial<Parameters<typeof signIn>[1]> = {}): Promise<PersonToken> {
    const { accountId, applicationId: clientId } = this;
    return signIn(this.server, { accountId, clientId, audience: this.orders.audience, scope: 'read', ...options });
  }

  /** `orders` requests a token for `invoices` on behalf of the person (D3), unless overridden. */
  onBehalfOf(parameters: object = {}): Promise<Answer> {
    return this.server.token({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      ...this.orders.credentials,
      requested_token_use: 'on_behalf_of',
      assertion: this.signedIn.token,
      resource: this.invoices,
      ...parameters,
    });
  }

  /** The same by RFC 8693. */
  exchange(parameters: object = {}): Promise<Answer> {
    return this.server.token({
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      ...this.orders.credentials,
      subject_token: this.signedIn.token,
      subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      resource: this.invoices,
      ...parameters,
    });
  }

  /** Introspection by `orders` of one of its tokens. */
  async introspect(token: string): Promise<Record<string, unknown>> {
    return (await this.server.form('token/introspection', { token, ...this.orders.credentials })).body as never;
  }

  /** Events of `orders` about exchanges. */
  async events(): Promise<{ type: string; account_id: string | null; details: Record<string, unknown> }[]> {
    return this.server.sql(
      `select type, account_id, details from audit_event where client_id = $1 and type like 'token.%' order by id`,
      [this.orders.id],
    );
  }

  /** Expects a refusal with an error and a sentence, an event with the reason, and no token. */
  async expectRefused({ status, body }: Answer, error: string, reason: string): Promise<void> {
    expect([status, body.error]).toEqual([400, error]);
    expect(body.error_description).toMatch(/\w+ \w+/);
    expect(body.access_token).toBeUndefined();
    await expect.poll(async () => (await this.events()).map(({ details }) => details['reason'])).toEqual([reason]);
    const tokens = await this.server.sql(`select 1 from oidc_artifact where client_id = $1`, [this.orders.id]);
    expect(tokens).toEqual([]);
  }
}
