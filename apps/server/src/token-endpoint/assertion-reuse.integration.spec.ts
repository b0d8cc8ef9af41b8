import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allow, registerApi } from '../../testing/apis.js';
import { now, registerCertificate, registerClient } from '../../testing/assertion-clients.js';
import { AssertionFixture, tokenRequest } from '../../testing/assertion-fixture.js';
import { TestServer } from '../../testing/test-server.js';

const fixture = new AssertionFixture();
let other: TestServer;

beforeAll(async () => {
  other = await TestServer.start(fixture.server.databaseUrl);
});

afterAll(() => other?.stop());

const allowReuse = async (assertion_reuse = 'until_expiry') => {
  const { status } = await fixture.server.manage('PATCH', `clients/${fixture.clientId}`, { assertion_reuse });
  expect(status).toBe(200);
  other.announce('client');
};
const ask = (assertion: object, more: object = {}) => fixture.server.token({ ...tokenRequest, ...assertion, ...more });
const reuses = async () =>
  (await fixture.server.events(fixture.clientId)).filter(({ type }) => type === 'client.assertion_reused');

describe('an assertion of an application that may use one until it expires', () => {
  beforeEach(() => allowReuse());

  it('is accepted again, at every server process, and each reuse is recorded', async () => {
    const assertion = await fixture.assertion();
    const tokens: string[] = [];

    for (let count = 0; count < 5; count += 1) {
      const { status, body } = await ask(assertion);
      expect(status).toBe(200);
      tokens.push(body.access_token);
    }
    expect((await other.token({ ...tokenRequest, ...assertion })).status).toBe(200);

    expect(new Set(tokens).size).toBe(5);
    for (const token of tokens) {
      const { body } = await fixture.server.form('token/introspection', { token, ...assertion });
      expect(body.active).toBe(true);
    }
    await expect.poll(async () => (await reuses()).length).toBeGreaterThanOrEqual(5);
    expect(await fixture.reasons()).toEqual([]);
  });

  it('is accepted again where the token is not stored', async () => {
    const { identifier } = await registerApi(fixture.server, { access_token_format: 'jwt' });
    await allow(fixture.server, { client_id: fixture.clientId, audience: identifier });
    const request = { grant_type: 'client_credentials', resource: identifier, ...(await fixture.assertion()) };

    const answers = await Promise.all([1, 2, 3].map(() => fixture.server.token(request)));

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('is refused once it has expired, when it was altered, for another audience and from another application', async () => {
    const { id } = await registerClient(fixture.server, { scopes: ['read:users'], assertion_reuse: 'until_expiry' });
    await registerCertificate(fixture.server, id, fixture.rsaOther);
    const good = await fixture.assertion();
    expect((await ask(good)).status).toBe(200);
    const [header, , signature] = good.client_assertion.split('.');
    const altered = Buffer.from(JSON.stringify({ sub: id, iss: id, aud: 'x' })).toString('base64url');

    const refused = [
      await ask(await fixture.assertion({ claims: { nbf: now() - 900, exp: now() - 301 } })),
      await ask({ ...good, client_assertion: [header, altered, signature].join('.') }),
      await ask({ ...good, client_assertion: `${good.client_assertion.slice(0, -6)}AAAAAA` }),
      await ask(await fixture.assertion({ claims: { aud: 'https://other.test/token' } })),
      await ask(await fixture.assertion({ clientId: id })),
    ];

    expect(refused.map(({ status, body }) => [status, body.error])).toEqual(refused.map(() => [401, 'invalid_client']));
    expect((await ask(good, { client_id: id })).status).toBe(400);
  });

  it.each([
    ['lives longer than ten minutes', () => ({ nbf: now(), exp: now() + 1200 })],
    ['does not say since when it lives', () => ({ nbf: undefined, exp: now() + 300 })],
  ])('is good once when it %s', async (_, claims) => {
    const assertion = await fixture.assertion({ claims: claims() });

    expect((await ask(assertion)).status).toBe(200);

    const again = await ask(assertion);
    expect(again.status).toBe(401);
    expect(again.body.error_description).toContain('at most 600 seconds after its iat or nbf');
    await expect.poll(() => fixture.reasons()).toEqual(['assertion.replayed']);
  });

  it('is refused at once when the application is switched back, however often it was accepted', async () => {
    const assertion = await fixture.assertion();
    expect((await ask(assertion)).status).toBe(200);
    expect((await ask(assertion)).status).toBe(200);

    await allowReuse('once');

    expect((await ask(assertion)).status).toBe(401);
  });
});
