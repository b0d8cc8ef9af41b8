import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Browser } from '../../testing/browser.js';
import { type CardHolder, CardHolders } from '../../testing/card-holders.js';
import type { TestParty } from '../../testing/relying-party.js';
import { type ConsentPage, releaseScope, ReleaseVisits } from '../../testing/release-visits.js';
import { TestServer } from '../../testing/test-server.js';

let server: TestServer;
let visits: ReleaseVisits;
let party: TestParty;
let ada: CardHolder;

beforeAll(async () => {
  server = await TestServer.start();
  visits = new ReleaseVisits(await CardHolders.with(server));
});
afterAll(() => server?.stop());

beforeEach(async () => {
  party = await visits.party();
  ada = await visits.holders.add();
  await visits.setPublicity(ada, 'public');
});

const offline = { scope: 'openid offline_access', extra: { prompt: 'consent' } };

describe('an application that tries to get more than it asked the person for', () => {
  it('gets nothing for scopes that it adds when it refreshes or redeems', async () => {
    const { tokens } = await visits.learns(party, ada, offline);

    const more = await visits.refresh(party, tokens.refresh_token!, { scope: `${releaseScope} offline_access` });

    expect([more.status, more.body.error]).toEqual([400, 'invalid_scope']);
    const { outcome, verifier } = await visits.arrive(party, ada, { scope: 'openid' });
    const { clientId: client_id, secret: client_secret, redirectUri: redirect_uri } = party;
    const redeemed = await server.token({
      ...{ grant_type: 'authorization_code', code: outcome!.code, code_verifier: verifier, scope: releaseScope },
      ...{ client_id, client_secret, redirect_uri },
    });
    const { access_token: token, id_token: idToken } = redeemed.body as Record<string, string>;
    expect((await visits.userinfo(token!)).body).toEqual({ sub: ada.id });
    expect(decodeJwt(idToken!)).not.toHaveProperty('certificate');
  });

  it('gets nothing for a scope in its userinfo request', async () => {
    const { tokens } = await visits.learns(party, ada, { scope: 'openid' });

    const { body } = await server.form('me', { access_token: tokens.access_token, scope: releaseScope });

    expect(JSON.stringify(body)).not.toMatch(/serial|sha256/);
  });

  it.each([undefined, { scopes: ['openid'] }])(
    'gets nothing for claims without their scopes, and the person is not asked about them: %j',
    async (settings) => {
      const other = await visits.party({ first_party: true, ...settings });
      const wanted = { certificate: { essential: true }, identifiers: null };
      const extra = { claims: JSON.stringify({ id_token: wanted, userinfo: wanted }) };

      const { asked, userinfo, idToken } = await visits.learns(other, ada, { scope: 'openid', extra });
      const third = await visits.arrive(party, ada, { scope: 'openid', extra });

      expect(asked).toBeUndefined();
      for (const claims of [userinfo, idToken]) {
        expect(claims).not.toHaveProperty('certificate');
        expect(claims).not.toHaveProperty('identifiers');
      }
      expect((third.page as ConsentPage).consent!.scopes.map(({ scope }) => scope)).toEqual(['openid']);
    },
  );

  it('gets no more for claims with their scopes than for the scopes', async () => {
    await visits.setPublicity(ada, 'private');
    const extra = { claims: JSON.stringify({ id_token: { certificate: { essential: true }, identifiers: null } }) };

    const { idToken, userinfo } = await visits.learns(party, ada, { extra });

    expect([idToken.identifiers, userinfo.identifiers]).toEqual([[], []]);
    expect([idToken.certificate, userinfo.certificate]).toEqual([undefined, undefined]);
  });

  it('gets nothing of another person: neither identifiers nor the certificate of their session', async () => {
    const bob = await visits.holders.add();
    await visits.setPublicity(bob, 'public');
    const browser = new Browser();
    const first = await visits.learns(party, ada, { browser });

    const second = await visits.learns(party, bob, { browser, extra: { prompt: 'login' } });

    expect(first.userinfo.identifiers).toHaveLength(1);
    expect(second.userinfo['sub']).toBe(bob.id);
    expect(second.userinfo.certificate!['sha256']).not.toBe(first.userinfo.certificate!['sha256']);
    expect(second.userinfo.identifiers).toMatchObject([{ sha256: second.userinfo.certificate!['sha256'] }]);
    // Signing in as somebody else ended the session, and with it the tokens that end with it.
    expect((await visits.userinfo(first.tokens.access_token)).status).toBe(401);
  });
});

describe('the choice on the page', () => {
  it('is not kept when the identifier was made private while the page was open', async () => {
    await visits.setPublicity(ada, 'on_request');
    const browser = new Browser();
    const { page, verifier } = await visits.arrive(party, ada, { browser });

    await visits.inProfile(ada, 'PATCH', `identifiers/${ada.identifierId}`, { publicity: 'private' });
    const { body } = await visits.consent(browser, page!, { identifiers: [ada.identifierId] });
    const { outcome } = await visits.holders.follow(party, browser, (body as { location: string }).location, verifier);
    const { access_token: token } = (await party.redeem(outcome!.code, verifier)).body as { access_token: string };

    expect((await visits.userinfo(token)).body).toEqual({ sub: ada.id, identifiers: [] });
  });

  it('is not kept for a session that was ended while the page was open', async () => {
    await visits.setPublicity(ada, 'on_request');
    const browser = new Browser();
    const { page } = await visits.arrive(party, ada, { browser });

    await server.manage('DELETE', `users/${ada.id}/sessions`);
    const { status } = await visits.consent(browser, page!, { identifiers: [ada.identifierId] });

    expect(status).toBeGreaterThanOrEqual(400);
    expect(await server.sql('select 1 from identifier_release where account_id = $1', [ada.id])).toEqual([]);
  });

  it('is stored once: of two simultaneous answers one remains', async () => {
    await visits.setPublicity(ada, 'on_request');
    const browser = new Browser();
    const { page } = await visits.arrive(party, ada, { browser });

    const answers = await Promise.all(
      [[ada.identifierId], []].map((identifiers) => visits.consent(browser, page!, { identifiers })),
    );

    for (const { status } of answers) expect(status).toBeLessThan(500);
    expect(await server.sql('select 1 from identifier_release where account_id = $1', [ada.id])).toHaveLength(1);
  });
});

describe('a person found by a rule, without an identifier', () => {
  const byName = async (publicity: string) => {
    const { methodId } = visits.holders;
    const { body } = await server.manage('GET', `sign-in-methods/${methodId}`);
    const params = { ...body.params, rules: [{ source: 'subject:CN', field: 'username' }] };
    const changed = await server.manage('PATCH', `sign-in-methods/${methodId}`, { params, publicity });
    if (changed.status !== 200) throw new Error(changed.text);
    const certificate = await visits.holders.unlinked();
    const username = certificate.certificate.subject.slice('CN='.length);
    await server.sql('update account set username = $2 where id = $1', [ada.id, username]);
    await server.sql('delete from identifier where account_id = $1', [ada.id]);
    return certificate;
  };

  it.each(['on_request', 'public'])(
    'is asked about the certificate, although new identifiers are %s',
    async (publicity) => {
      const certificate = await byName(publicity);

      const allowed = await visits.learns(party, ada, { certificate });
      const again = await visits.learns(party, ada, { certificate });
      const refused = await visits.learns(await visits.party(), ada, { certificate, allow: () => false });

      expect(allowed.asked!.consent!.identifiers).toMatchObject([{ released: true, required: false }]);
      expect(allowed.userinfo.identifiers).toEqual([]);
      expect(allowed.userinfo.certificate).toMatchObject({
        issuer: 'CN=People',
        subject: certificate.certificate.subject,
      });
      expect(allowed.userinfo.certificate).not.toHaveProperty('label');
      expect(again.asked).toBeUndefined();
      expect(refused.userinfo).not.toHaveProperty('certificate');
      const { body } = await visits.inProfile(
        { ...ada, username: certificate.certificate.subject.slice(3) },
        'GET',
        'applications',
      );
      expect(body.map(({ identifiers }: { identifiers: string[] }) => identifiers)).toEqual([
        [expect.stringMatching(/^SHA-256 [\da-f]{16}…$/)],
        [],
      ]);
    },
  );

  it('is known no longer once new identifiers are private, also from a page that was open', async () => {
    const certificate = await byName('on_request');
    const { methodId } = visits.holders;
    const privately = (publicity: string) => server.manage('PATCH', `sign-in-methods/${methodId}`, { publicity });
    const profile = { ...ada, username: certificate.certificate.subject.slice(3) };
    const visible = async () => {
      const { body } = await visits.inProfile(profile, 'GET', 'applications');
      return (body as { identifiers: string[] }[]).map(({ identifiers }) => identifiers.length);
    };
    const { tokens } = await visits.learns(party, ada, { certificate });
    const open = await visits.arrive(await visits.party(), ada, { certificate });
    const page = open.page as ConsentPage;
    const seen = await visible();

    await privately('private');

    const ids = page.consent!.identifiers.map(({ id }) => id);
    expect((await visits.consent(open.browser, page, { identifiers: ids })).status).toBe(200);
    expect((await visits.userinfo(tokens.access_token)).body).not.toHaveProperty('certificate');
    expect([seen, await visible()]).toEqual([[1], [0, 0]]);
    const silent = await visits.learns(party, ada, { certificate });
    expect([silent.asked, silent.userinfo.certificate]).toEqual([undefined, undefined]);
  });

  it('is not asked where new identifiers are private', async () => {
    const certificate = await byName('private');

    const { asked, userinfo } = await visits.learns(await visits.party({ first_party: true }), ada, { certificate });

    expect(asked).toBeUndefined();
    expect(userinfo).not.toHaveProperty('certificate');
  });
});
