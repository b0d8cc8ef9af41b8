import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allow, registerApi } from '../../testing/apis.js';
import { now, registerCertificate, registerClient, x5t } from '../../testing/assertion-clients.js';
import { AssertionFixture, tokenRequest } from '../../testing/assertion-fixture.js';
import { TestServer } from '../../testing/test-server.js';

const fixture = new AssertionFixture();
let other: TestServer;

beforeAll(async () => {
  other = await TestServer.start(fixture.server.databaseUrl);
});

afterAll(() => other?.stop());

describe('an assertion', () => {
  it('D2 is accepted once: a replayed jti is refused, also at another server process and by another grant', async () => {
    const jti = crypto.randomUUID();
    const assertion = await fixture.assertion({ claims: { jti } });

    const first = await fixture.server.token({ ...tokenRequest, ...assertion });
    const again = await fixture.server.token({ ...tokenRequest, ...assertion });
    const elsewhere = await other.token({ ...tokenRequest, ...assertion });
    const fresh = await fixture.ask({ claims: { jti } });

    expect([first, again, elsewhere, fresh].map(({ status }) => status)).toEqual([200, 401, 401, 401]);
    expect(again.body.error_description).toContain('used before');
    expect(again.body.error_description).toContain('assertion_reuse of the application to until_expiry');
    await expect.poll(() => fixture.reasons()).toEqual(Array(3).fill('assertion.replayed'));
  });

  it('is used up by a request that is refused for another reason', async () => {
    const assertion = await fixture.assertion();

    expect(
      (await fixture.server.token({ ...tokenRequest, ...assertion, resource: 'https://nowhere.test' })).body.error,
    ).toBe('invalid_target');

    expect((await fixture.server.token({ ...tokenRequest, ...assertion })).body.error).toBe('invalid_client');
  });

  it('sent in 20 simultaneous requests to two server processes succeeds exactly once', async () => {
    const assertion = await fixture.assertion();

    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        [fixture.server, other][index % 2]!.token({ ...tokenRequest, ...assertion }),
      ),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(19).fill(401)]);
    const tokens = await fixture.server.sql(
      `select 1 from oidc_artifact where model = 'ClientCredentials' and client_id = $1`,
      [fixture.clientId],
    );
    expect(tokens).toHaveLength(1);
  });

  it('sent in 20 simultaneous requests succeeds exactly once where the token is not stored', async () => {
    const { identifier } = await registerApi(fixture.server, { access_token_format: 'jwt' });
    await allow(fixture.server, { client_id: fixture.clientId, audience: identifier });
    const request = { grant_type: 'client_credentials', resource: identifier, ...(await fixture.assertion()) };

    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => [fixture.server, other][index % 2]!.token(request)),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(19).fill(401)]);
    expect(answers.filter(({ body }) => body.access_token !== undefined)).toHaveLength(1);
  });

  it('does not revoke or introspect anything when it is replayed', async () => {
    const { access_token: token } = (await fixture.ask()).body;
    const proof = await fixture.assertion();
    await fixture.server.token({ ...tokenRequest, ...proof });

    for (const endpoint of ['token/introspection', 'token/revocation']) {
      expect((await fixture.server.form(endpoint, { token, grant_type: 'client_credentials', ...proof })).status).toBe(
        401,
      );
    }

    const { body } = await fixture.server.form('token/introspection', { token, ...(await fixture.assertion()) });
    expect(body.active).toBe(true);
  });

  it('does not use up the same jti of another application', async () => {
    const { id } = await registerClient(fixture.server, { scopes: ['read:users'] });
    await registerCertificate(fixture.server, id, fixture.rsaOther);
    const claims = { jti: 'the-same' };

    expect((await fixture.ask({ claims })).status).toBe(200);
    expect((await fixture.ask({ clientId: id, signer: fixture.rsaOther, claims })).status).toBe(200);
  });

  it('is remembered for as long as it could be used', async () => {
    await fixture.ask({ claims: { exp: now() + 3600 } });

    const [{ seconds }] = (await fixture.server.sql(
      `select extract(epoch from max(expires_at) - now())::int as seconds from oidc_artifact where model = 'ReplayDetection'`,
    )) as [{ seconds: number }];
    expect(seconds).toBeGreaterThan(3880);
  });

  it('that is refused in a flood is recorded as a sample, with nothing that identifies a key', async () => {
    await Promise.all(Array.from({ length: 40 }, () => fixture.ask({ header: { x5t: x5t(fixture.rsaOther) } })));

    await expect.poll(async () => (await fixture.reasons()).length).toBe(10);
    const events = JSON.stringify(await fixture.server.events(fixture.clientId));
    expect(events).not.toContain(x5t(fixture.rsaOther));
    expect(events).toContain('private_key_jwt');
  });

  it('does not extend tokens: an expired token is refused without clock tolerance', async () => {
    const { access_token: token } = (await fixture.ask()).body;
    await fixture.server.sql(
      `update oidc_artifact set expires_at = now() - interval '1 second', payload = payload || $2 where client_id = $1`,
      [fixture.clientId, { exp: now() - 1 }],
    );

    const introspected = await fixture.server.form('token/introspection', {
      ...{ token, ...(await fixture.assertion()) },
    });
    const used = await fixture.server.send('/api/v2/users', { headers: { authorization: `Bearer ${token}` } });

    expect(introspected.body).toEqual({ active: false });
    expect(used.status).toBe(401);
  });
});
