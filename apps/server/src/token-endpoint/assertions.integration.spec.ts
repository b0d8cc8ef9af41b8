import { fewestStatements } from '@postern/database/testing';
import { describe, expect, it } from 'vitest';
import { x5t, x5tS256 } from '../../testing/assertion-clients.js';
import { AssertionFixture, tokenRequest } from '../../testing/assertion-fixture.js';
import { issuer, tokenEndpoint } from '../../testing/test-server.js';

const fixture = new AssertionFixture();

describe('an assertion signed with the key of a registered certificate', () => {
  it('D1 D3 gets a token for the management API', async () => {
    const { status, body } = await fixture.ask();

    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.any(String),
      expires_in: 900,
      scope: 'read:users',
      token_type: 'Bearer',
    });
    const headers = { authorization: `Bearer ${body.access_token}` };
    expect((await fixture.server.send('/api/v2/users', { headers })).status).toBe(200);
    expect(await fixture.reasons()).toEqual([]);
  });

  it.each(['RS256', 'PS256'])('D1 may be signed with %s', async (alg) => {
    expect((await fixture.ask({ alg })).status).toBe(200);
  });

  it('D1 may be signed with ES256', async () => {
    await fixture.register(fixture.ec);

    expect((await fixture.ask({ signer: fixture.ec })).status).toBe(200);
  });

  it.each([
    ['no typ', { typ: undefined }],
    ['typ in lower case', { typ: 'jwt' }],
    ['typ client-authentication+jwt', { typ: 'client-authentication+jwt' }],
  ])('D1 may have %s', async (_, header) => {
    expect((await fixture.ask({ header })).status).toBe(200);
  });

  it('D1 names its certificate by x5t in base64 or base64url, padded or not, or by x5t#S256', async () => {
    const base64 = (text: string) => text.replaceAll('-', '+').replaceAll('_', '/');
    const sha1 = x5t(fixture.rsa);
    const names = [
      ...[sha1, `${sha1}=`, base64(sha1), `${base64(sha1)}=`].map((value) => ({ x5t: value })),
      ...[x5tS256(fixture.rsa), `${base64(x5tS256(fixture.rsa))}=`].map((value) => ({
        x5t: undefined,
        'x5t#S256': value,
      })),
      { 'x5t#S256': x5tS256(fixture.rsa) },
      { kid: 'what-the-library-calls-it' },
    ];

    for (const header of names) expect([header, (await fixture.ask({ header })).status]).toEqual([header, 200]);
  });

  it('D2 may be meant for the issuer or the mutual TLS alias, or name its one audience in a list', async () => {
    for (const aud of [issuer, [tokenEndpoint], [issuer], 'https://clients.test/oidc/token']) {
      expect([aud, (await fixture.ask({ claims: { aud } })).status]).toEqual([aud, 200]);
    }
  });

  it('is accepted at introspection and revocation as well', async () => {
    const { access_token: token } = (await fixture.ask()).body;
    const call = async (endpoint: string) => fixture.server.form(endpoint, { token, ...(await fixture.assertion()) });

    expect((await call('token/introspection')).body).toMatchObject({ active: true, client_id: fixture.clientId });
    expect((await call('token/revocation')).status).toBe(200);
    expect((await call('token/introspection')).body).toEqual({ active: false });
  });

  it('takes one database statement', async () => {
    const ask = (assertion: object) => fixture.server.token({ ...tokenRequest, ...assertion });

    expect(await fewestStatements(ask, () => fixture.assertion())).toBe(1);
  });

  it('counts as a use of its certificate', async () => {
    const id = await fixture.register(fixture.ec);
    await fixture.ask({ signer: fixture.ec });
    await fixture.writeUses();

    const rows = await fixture.server.sql(
      'select id from client_credential where client_id = $1 and last_used_at is not null',
      [fixture.clientId],
    );
    expect(rows).toEqual([{ id }]);
  });

  it('makes the secret invalid', async () => {
    const answer = await fixture.server.token({
      ...tokenRequest,
      client_id: fixture.clientId,
      client_secret: fixture.secret,
    });

    await fixture.expectRefused(answer, 'client.other_method', 'registered with another authentication method');
  });
});
