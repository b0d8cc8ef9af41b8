import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../../testing/browser.js';
import { type CardHolder, CardHolders } from '../../testing/card-holders.js';
import { TestParty } from '../../testing/relying-party.js';
import { publicOrigin, TestServer } from '../../testing/test-server.js';

const certificate = 'urn:postern:acr:certificate';
const twoFactors = { acr: 'urn:postern:acr:two-factors', amr: ['pop', 'mfa'] };

let server: TestServer;
let holders: CardHolders;
let alice: CardHolder;

beforeAll(async () => {
  server = await TestServer.start();
  holders = await CardHolders.with(server);
  alice = await holders.add();
});
afterAll(() => server?.stop());

interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly id_token: string;
}

const register = (settings: object = {}) =>
  TestParty.register(server, {
    first_party: true,
    grant_types: ['authorization_code', 'refresh_token'],
    ...settings,
  });

/** Steps up to the certificate in a browser that is signed in by password. */
const tokensOf = async (party: TestParty, extra: Readonly<Record<string, string>> = {}): Promise<Tokens> => {
  const browser = await holders.signedInByPassword(party, alice, new Browser());
  const { page, verifier } = await holders.open(party, browser, { acr_values: certificate, ...extra });
  const { outcome } = await holders.follow(
    party,
    browser,
    await holders.show(browser, page!, alice.certificate),
    verifier,
  );
  return (await party.redeem(outcome!.code, verifier)).body as Tokens;
};
const credentials = ({ clientId, secret }: TestParty) => ({ client_id: clientId, client_secret: secret });
const userinfo = (token: string) => server.send('/oidc/me', { headers: { authorization: `Bearer ${token}` } });

describe('tokens of a sign-in at a level', () => {
  it('give level and time at introspection, and keep both when they are refreshed', async () => {
    const party = await register();
    const first = await tokensOf(party);
    const { auth_time: time } = decodeJwt<{ auth_time: number }>(first.id_token);
    const refreshed = await server.token({
      ...{ grant_type: 'refresh_token', refresh_token: first.refresh_token },
      ...credentials(party),
    });
    const second = refreshed.body as Tokens;

    for (const token of [first.access_token, second.access_token]) {
      const { body } = await server.form('token/introspection', { token, ...credentials(party) });
      expect(body).toMatchObject({ active: true, acr: certificate, auth_time: time });
    }
    expect(decodeJwt(second.id_token)).toMatchObject({ acr: certificate, auth_time: time, amr: ['pwd', 'pop'] });
  });

  it('give both as claims of a JWT as well (RFC 9068 §2.2.1)', async () => {
    const party = await register();
    const identifier = 'https://orders.test';
    const api = await server.manage('POST', 'resource-servers', {
      ...{ name: 'Orders', identifier, scopes: [{ value: 'orders:read', description: 'Read' }] },
      access_token_format: 'jwt',
    });
    const grant = await server.manage('POST', 'client-grants', {
      ...{ client_id: party.clientId, audience: identifier, scope: ['orders:read'] },
    });
    expect([api.status, grant.status, api.text, grant.text].slice(0, 2)).toEqual([201, 201]);

    const { access_token: token } = await tokensOf(party, { resource: identifier, scope: 'openid orders:read' });

    expect(decodeJwt(token)).toMatchObject({ aud: identifier, acr: certificate, auth_time: expect.any(Number) });
  });

  it('are not enough at userinfo once their application needs more, and the answer says what', async () => {
    const party = await register();
    const browser = new Browser();
    const { page, verifier } = await holders.open(party, browser);
    const { body } = await holders.submit(browser, page!, alice);
    const { outcome } = await holders.follow(party, browser, (body as { location: string }).location, verifier);
    const { access_token: weak } = (await party.redeem(outcome!.code, verifier)).body as Tokens;
    const { access_token: strong } = await tokensOf(party);
    const before = await userinfo(weak);
    await server.manage('PATCH', `clients/${party.clientId}`, { accepted_acr_values: [certificate] });

    const [refused, answered] = [await userinfo(weak), await userinfo(strong)];

    expect([before.status, refused.status, answered.status]).toEqual([200, 401, 200]);
    expect(refused.body).toMatchObject({ error: 'insufficient_user_authentication' });
    expect(refused.headers['www-authenticate']).toContain(
      `error="insufficient_user_authentication", acr_values="${certificate}"`,
    );
  });

  it('are not enough at the management API either once their application needs more', async () => {
    const party = await register({ scopes: ['openid', 'profile', 'email', 'offline_access', 'read:me'] });
    const asked = { resource: `${publicOrigin}/api/v2`, scope: 'openid read:me' };
    const browser = new Browser();
    const { page, verifier } = await holders.open(party, browser, asked);
    const { body } = await holders.submit(browser, page!, alice);
    const { outcome } = await holders.follow(party, browser, (body as { location: string }).location, verifier);
    const { access_token: weak } = (await party.redeem(outcome!.code, verifier)).body as Tokens;
    const { access_token: strong } = await tokensOf(party, asked);
    const me = (token: string) => server.send('/api/v2/me', { headers: { authorization: `Bearer ${token}` } });
    const before = await me(weak);
    await server.manage('PATCH', `clients/${party.clientId}`, { accepted_acr_values: [certificate] });

    const [refused, answered] = [await me(weak), await me(strong)];

    expect([before.status, refused.status, answered.status]).toEqual([200, 401, 200]);
    expect(refused.headers['www-authenticate']).toContain(
      `error="insufficient_user_authentication", acr_values="${certificate}"`,
    );
  });

  it('are enough if the certificate counted as two factors, from before the demand and when they are refreshed', async () => {
    const party = await register({ scopes: ['openid', 'profile', 'email', 'offline_access', 'read:me'] });
    const visit = async (extra: Readonly<Record<string, string>> = {}) => {
      const browser = new Browser();
      const { page, verifier } = await holders.open(party, browser, extra);
      const shown = await holders.show(browser, page!, alice.certificate, twoFactors);
      const { outcome } = await holders.follow(party, browser, shown, verifier);
      return (await party.redeem(outcome!.code, verifier)).body as Tokens;
    };
    const plain = await visit();
    const managing = await visit({ resource: `${publicOrigin}/api/v2`, scope: 'openid read:me' });
    await server.manage('PATCH', `clients/${party.clientId}`, { accepted_acr_values: [certificate] });

    const refreshed = await server.token({
      ...{ grant_type: 'refresh_token', refresh_token: plain.refresh_token },
      ...credentials(party),
    });
    const { access_token: fresh } = refreshed.body as Tokens;
    const me = await server.send('/api/v2/me', { headers: { authorization: `Bearer ${managing.access_token}` } });

    expect(decodeJwt(plain.id_token)).toMatchObject(twoFactors);
    expect([(await userinfo(plain.access_token)).status, (await userinfo(fresh)).status, me.status]).toEqual([
      200, 200, 200,
    ]);
  });
});
