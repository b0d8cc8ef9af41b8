import { X509Certificate } from 'node:crypto';
import { ServerConfig } from '@postern/config';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../../testing/browser.js';
import { type CardHolder, CardHolders } from '../../testing/card-holders.js';
import { type ConsentPage, releaseScope, ReleaseVisits } from '../../testing/release-visits.js';
import { newEncryptionKey, publicOrigin, TestServer } from '../../testing/test-server.js';
import { encryptAnew } from '../encryption/encrypt-anew.js';

const scopes = ['openid', 'identifiers', 'certificate'];

let server: TestServer;
let visits: ReleaseVisits;
let ada: CardHolder;

beforeAll(async () => {
  server = await TestServer.start();
  visits = new ReleaseVisits(await CardHolders.with(server));
  ada = await visits.holders.add();
});
afterAll(() => server?.stop());

describe('an application', () => {
  it('may request none of this unless an administrator allows it', async () => {
    const party = await visits.party({ scopes: undefined });

    for (const scope of ['identifiers', 'certificate', 'certificate:pem']) {
      const { outcome } = await visits.arrive(party, ada, { scope: `openid ${scope}` });
      expect(outcome).toMatchObject({ code: null, error: 'invalid_scope' });
    }
    const { body } = await server.manage('GET', `clients/${party.clientId}`);
    expect(body).toMatchObject({ certificate_required: false, pairwise_identifiers: false });
    expect(body.scopes).not.toContain('identifiers');
  });

  it.each([
    ['the whole certificate, for a third party', { scopes: [...scopes, 'certificate:pem'] }, 'scopes.3'],
    ['the whole certificate alone', { first_party: true, scopes: ['openid', 'certificate:pem'] }, 'scopes.1'],
    [
      'the whole certificate beside pairwise values',
      { first_party: true, scopes: [...scopes, 'certificate:pem'], pairwise_identifiers: true },
      'pairwise_identifiers',
    ],
    [
      'a required certificate without the scope',
      { certificate_required: true, scopes: ['openid'] },
      'certificate_required',
    ],
    [
      'a required certificate at the level of a password',
      { certificate_required: true, scopes, accepted_acr_values: ['urn:postern:acr:password'] },
      'accepted_acr_values',
    ],
  ])('is not set to %s', async (_what, settings, path) => {
    const input = { name: 'Odd', redirect_uris: ['https://app.test/callback'], ...settings };

    const { status, body } = await server.manage('POST', 'clients', input);

    expect([status, body.code, body.errors.map((error: { path: string }) => error.path)]).toEqual([
      422,
      'client.invalid_metadata',
      [path],
    ]);
  });

  it('does not become a third party while it may have whole certificates', async () => {
    const { clientId } = await visits.party({ first_party: true, scopes: [...scopes, 'certificate:pem'] });

    const { status, body } = await server.manage('PATCH', `clients/${clientId}`, { first_party: false });

    expect([status, body.code]).toEqual([422, 'client.invalid_metadata']);
  });
});

describe('the scope certificate:pem', () => {
  it('adds the certificate to userinfo of a first-party application, and never to an ID token', async () => {
    await visits.setPublicity(ada, 'public');
    const party = await visits.party({ first_party: true, scopes: [...scopes, 'certificate:pem'] });
    const extra = { claims: JSON.stringify({ id_token: { certificate: null } }) };

    const { userinfo, idToken } = await visits.learns(party, ada, { scope: `${releaseScope} certificate:pem`, extra });

    const { pem, sha256 } = userinfo.certificate!;
    expect(new X509Certificate(String(pem)).fingerprint256.replaceAll(':', '').toLowerCase()).toBe(sha256);
    expect(userinfo.identifiers![0]).not.toHaveProperty('pem');
    expect(idToken.certificate).toMatchObject({ sha256 });
    expect(idToken.certificate).not.toHaveProperty('pem');
    const without = await visits.learns(party, ada);
    expect(without.userinfo.certificate).not.toHaveProperty('pem');
  });
});

describe('an application that requires the certificate', () => {
  const required = (settings: object = {}) => visits.party({ certificate_required: true, ...settings });

  it.each([{}, { first_party: true }])(
    'gets the page for a private one, once; the rest stays private: %j',
    async (settings) => {
      const bob = await visits.holders.add();
      const party = await required(settings);
      const other = await visits.party(settings);

      const { browser, asked, userinfo } = await visits.learns(party, bob, { allow: () => false });
      const again = await visits.learns(party, bob, { browser });

      expect(asked!.consent!.identifiers).toMatchObject([{ id: bob.identifierId, required: true, released: true }]);
      expect(userinfo.certificate).toMatchObject({ issuer: 'CN=People' });
      expect(userinfo.identifiers).toEqual([]);
      expect(again.asked).toBeUndefined();
      expect(again.userinfo.certificate).toEqual(userinfo.certificate);
      expect((await visits.learns(other, bob)).userinfo).not.toHaveProperty('certificate');
      expect((await visits.inProfile(bob, 'GET', 'identifiers')).body).toMatchObject([{ publicity: 'private' }]);
    },
  );

  it('loses it when the person changes the publicity of the identifier, and has to ask again', async () => {
    const bob = await visits.holders.add();
    const party = await required();
    const { tokens } = await visits.learns(party, bob);

    for (const publicity of ['on_request', 'private']) {
      await visits.inProfile(bob, 'PATCH', `identifiers/${bob.identifierId}`, { publicity });
    }

    expect((await visits.userinfo(tokens.access_token)).body).not.toHaveProperty('certificate');
    expect((await visits.arrive(party, bob)).page).toMatchObject({ step: 'consent' });
  });

  it('is told that access was denied when the person goes back', async () => {
    const bob = await visits.holders.add();
    const party = await required();
    const { page, browser, verifier } = await visits.arrive(party, bob);

    const { body } = await browser.post(server, `/api/interaction/${page!.uid}/abort`, {});
    const { outcome } = await visits.holders.follow(party, browser, (body as { location: string }).location, verifier);

    expect(outcome).toMatchObject({ code: null, error: 'access_denied' });
  });

  it('is told that consent is needed where no page may be shown', async () => {
    const bob = await visits.holders.add();
    const [party, easy] = [await required({ first_party: true }), await visits.party({ first_party: true })];
    const { browser } = await visits.learns(easy, bob, { scope: 'openid' });

    const { outcome } = await visits.arrive(party, bob, { browser, extra: { prompt: 'none' } });

    expect(outcome).toMatchObject({ code: null, error: 'consent_required' });
  });

  it('steps up a person who is signed in by password to a certificate', async () => {
    const bob = await visits.holders.add();
    await visits.setPublicity(bob, 'public');
    const [party, easy] = [await required({ first_party: true }), await visits.party({ first_party: true })];
    const browser = await visits.holders.signedInByPassword(easy, bob);

    const opened = await visits.holders.open(party, browser, { scope: releaseScope });
    const { userinfo } = await visits.learns(party, bob, { browser });

    expect(opened.page!.requirement).toMatchObject({ levels: ['urn:postern:acr:certificate-low'] });
    expect(userinfo.certificate).toMatchObject({ issuer: 'CN=People' });
  });

  it('does not step up where it does not ask for the certificate', async () => {
    const bob = await visits.holders.add();
    const [party, easy] = [await required({ first_party: true }), await visits.party({ first_party: true })];
    const browser = await visits.holders.signedInByPassword(easy, bob);

    expect((await visits.holders.open(party, browser, { scope: 'openid' })).outcome?.code).toEqual(expect.any(String));
  });
});

describe('pairwise values', () => {
  const pairwise = { pairwise_identifiers: true };

  it('are equal for applications of one host, differ for another, and contain nothing that both could correlate', async () => {
    await visits.setPublicity(ada, 'public');
    const learn = async (address: string, settings: object = pairwise) =>
      (await visits.learns(await visits.party(settings, address), ada)).userinfo;

    const [one, same, other, plain] = [
      await learn('https://one.test/callback'),
      await learn('https://one.test/other'),
      await learn('https://other.test/callback'),
      await learn('https://one.test/callback', {}),
    ];

    const members = ['issuer', 'linkedAt', 'method', 'notAfter', 'pairwiseId'];
    expect(Object.keys(one.certificate!).toSorted()).toEqual(members);
    expect(Object.keys(one.identifiers![0]!).toSorted()).toEqual(members);
    expect(one.certificate!['pairwiseId']).toBe(one.identifiers![0]!['pairwiseId']);
    expect(same.certificate).toEqual(one.certificate);
    expect(other.certificate!['pairwiseId']).not.toBe(one.certificate!['pairwiseId']);
    expect(one.certificate!['pairwiseId']).toMatch(/^[\da-f]{64}$/);
    expect(one.certificate!['notAfter']).toMatch(/^\d{4}-\d\d-\d\d$/);
    const { sha256, serial, subject, label } = plain.certificate!;
    for (const value of [sha256, serial, subject, label]) expect(JSON.stringify(one)).not.toContain(value);
  });

  it('stay the same after a change of the encryption key', async () => {
    await visits.setPublicity(ada, 'public');
    const party = await visits.party({ ...pairwise, first_party: true });
    const { tokens, userinfo } = await visits.learns(party, ada);
    const headers = { authorization: `Bearer ${tokens.access_token}` };
    const fresh = newEncryptionKey();
    const former = process.env['POSTERN_ENCRYPTION_KEY'] ?? '';

    for (const previous of [former, '']) {
      const next = await TestServer.start(server.databaseUrl, {
        ...{ POSTERN_ENCRYPTION_KEY: fresh, POSTERN_ENCRYPTION_KEY_PREVIOUS: previous },
      });
      try {
        expect((await next.send('/oidc/me', { headers })).body).toEqual(userinfo);
        await encryptAnew(next.get(DataSource), next.get(ServerConfig));
      } finally {
        await next.stop();
      }
    }
  });
});

describe('the page', () => {
  it('allows no identifier by an answer without a body', async () => {
    await visits.setPublicity(ada, 'on_request');
    const party = await visits.party();
    const browser = new Browser();
    const { page, verifier } = await visits.arrive(party, ada, { browser });

    const { body } = await browser.send(server, `/api/interaction/${page!.uid}/consent`, {
      ...{ method: 'POST', headers: { origin: publicOrigin } },
    });
    const { outcome } = await visits.holders.follow(party, browser, (body as { location: string }).location, verifier);
    const { access_token: token } = (await party.redeem(outcome!.code, verifier)).body as { access_token: string };

    expect((await visits.userinfo(token)).body).toEqual({ sub: ada.id, identifiers: [] });
  });

  it('accepts no identifier that it did not offer, whoever has it', async () => {
    const bob = await visits.holders.add();
    await visits.setPublicity(ada, 'on_request');
    const party = await visits.party();
    const browser = new Browser();
    const { page } = await visits.arrive(party, ada, { browser });

    const other = await visits.consent(browser, page as ConsentPage, { identifiers: [bob.identifierId] });
    const odd = await visits.consent(browser, page as ConsentPage, { identifiers: 'all' });

    expect([other.status, other.body.code]).toEqual([422, 'request.invalid']);
    expect([odd.status, odd.body.code]).toEqual([422, 'request.invalid']);
    expect(await server.sql('select 1 from identifier_release where client_id = $1', [party.clientId])).toEqual([]);
  });
});
