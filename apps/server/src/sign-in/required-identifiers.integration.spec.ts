import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allow, registerActingApi, registerApi } from '../../testing/apis.js';
import { Browser } from '../../testing/browser.js';
import { type CardHolder, CardHolders } from '../../testing/card-holders.js';
import { type TestParty } from '../../testing/relying-party.js';
import { type RequiredPage, RequiredVisits } from '../../testing/required-visits.js';
import { type TestServer } from '../../testing/test-server.js';

let visits: RequiredVisits;
let server: TestServer;
let cards: CardHolders;
let badges: CardHolders;
let shop: TestParty;
let office: TestParty;

beforeAll(async () => {
  visits = await RequiredVisits.start();
  ({ server, cards, badges, shop, office } = visits);
});
afterAll(() => server?.stop());
beforeEach(() => visits.reset());

describe('a person without a required identifier', () => {
  it('is led to add it, adds it, and enters', async () => {
    const ada = await visits.person();
    const { browser, verifier, page } = await visits.arriveAt(ada);
    expect(page).toMatchObject({
      ...{ step: 'identifiers', requirement: null, attempt: null },
      required: { account: { username: ada.username }, skippable: false, from: null, obstacle: null, adding: null },
    });
    expect(page!.required!.identifiers).toMatchObject([{ id: cards.methodId, requirement: 'each', missing: true }]);
    expect(page!.methods.map(({ id }) => id)).toEqual([cards.methodId]);

    const shown = await visits.showOn(browser, page!, await cards.unlinked());
    expect(shown.page.required!.adding).toMatchObject({
      methodId: cards.methodId,
      certificate: { sha256: expect.any(String) },
    });
    expect(await visits.linkedTo(ada.id)).toBe(0);
    const answer = await visits.add(browser, shown.page);
    const { outcome } = await visits.continueFrom(browser, answer.body, verifier);

    expect(outcome?.code).toBeTruthy();
    expect((await shop.redeem(outcome!.code, verifier)).status).toBe(200);
    expect(await visits.linkedTo(ada.id)).toBe(1);
    expect(await visits.events('identifier.linked')).toMatchObject([
      { client: shop.clientId, method: cards.methodId, details: { required: true } },
    ]);
    expect((await cards.open(shop, browser)).outcome?.code).toBeTruthy();
  });

  it('is asked by single sign-on too, also where they are signed in from elsewhere', async () => {
    const ada = await visits.person();
    const browser = await cards.signedInByPassword(office, ada as unknown as CardHolder);
    expect((await cards.open(shop, browser)).page?.step).toBe('identifiers');
    // In a second tab as well.
    expect((await cards.open(shop, browser)).page?.step).toBe('identifiers');
  });

  it('gets interaction_required where no page may be shown, and the event log tells what is missing', async () => {
    const ada = await visits.person();
    const browser = await cards.signedInByPassword(office, ada as unknown as CardHolder);
    expect((await cards.open(shop, browser, { prompt: 'none' })).outcome?.error).toBe('interaction_required');
    expect(await visits.events('sign_in.failed')).toMatchObject([
      { code: 'identifier.required', client: shop.clientId, details: { missing: [expect.stringContaining('Card')] } },
    ]);
    expect((await cards.open(office, browser, { prompt: 'none' })).outcome?.code).toBeTruthy();
  });

  it('leaves with access_denied, which is in the event log', async () => {
    const { browser, verifier, page } = await visits.arriveAt(await visits.person());
    const { body } = await visits.post(browser, page!.uid, 'abort');
    expect((await visits.continueFrom(browser, body, verifier)).outcome?.error).toBe('access_denied');
    expect(await visits.events('sign_in.failed')).toMatchObject([
      { code: 'identifier.required', client: shop.clientId },
    ]);
  });

  it('cannot skip the page', async () => {
    const { browser, page } = await visits.arriveAt(await visits.person());
    expect((await visits.post(browser, page!.uid, 'identifiers/skip')).status).toBe(404);
    expect((await visits.post(browser, page!.uid, 'consent')).status).toBe(404);
    expect((await visits.post(browser, page!.uid, 'retry')).status).toBe(404);
    expect((await cards.open(shop, browser)).page?.step).toBe('identifiers');
  });

  it('can sign out there, and somebody else enters', async () => {
    const { browser, verifier, page } = await visits.arriveAt(await visits.person());
    await visits.post(browser, page!.uid, 'sign-out');
    const again = await cards.view(browser, `/sign-in/${page!.uid}`);
    expect(again.step).toBe('sign_in');
    const eve = await cards.add();
    const { outcome } = await cards.follow(shop, browser, await cards.show(browser, again, eve.certificate), verifier);
    expect(outcome?.code).toBeTruthy();
  });
});

describe('codes and tokens of a person who lacks a required identifier', () => {
  const tokensOf = async (who: CardHolder) => {
    const browser = new Browser();
    const { page, verifier } = await cards.open(shop, browser, { scope: 'openid offline_access' });
    const { body } = await cards.submit(browser, page!, who);
    const { outcome } = await visits.continueFrom(browser, body, verifier);
    return { browser, code: outcome!.code, verifier };
  };

  it('give nothing: neither a code that was given before, nor a refresh token', async () => {
    const eve = await cards.add();
    const { code, verifier, browser } = await tokensOf(eve);
    const second = await cards.open(shop, browser);
    const { body } = await shop.redeem(code, verifier);
    const token = (body as { refresh_token: string }).refresh_token;
    const credentials = { client_id: shop.clientId, client_secret: shop.secret!, grant_type: 'refresh_token' };
    const refreshed = await server.token({ ...credentials, refresh_token: token });
    expect(refreshed.status).toBe(200);
    const { refresh_token: next } = refreshed.body as { refresh_token: string };

    await server.manage('DELETE', `users/${eve.id}/identifiers/${eve.identifierId}`);

    expect((await shop.redeem(second.outcome!.code, second.verifier)).status).toBe(400);
    expect((await server.token({ ...credentials, refresh_token: next })).body).toMatchObject({
      error: 'invalid_grant',
    });
    expect((await cards.open(shop, browser)).page?.step).toBe('identifiers');
  });

  it('are not touched by a requirement that comes later, which waits for the next sign-in', async () => {
    await server.manage('DELETE', `clients/${shop.clientId}/sign-in-methods`);
    const ada = await visits.person();
    const { browser, verifier, outcome } = await visits.arriveAt(ada, { extra: { scope: 'openid offline_access' } });
    await visits.demand(cards.methodId, { required: 'each' });

    const { status, body } = await shop.redeem(outcome!.code, verifier);
    expect(status).toBe(200);
    const refreshed = await server.token({
      ...{ client_id: shop.clientId, client_secret: shop.secret!, grant_type: 'refresh_token' },
      refresh_token: (body as { refresh_token: string }).refresh_token,
    });
    expect(refreshed.status).toBe(200);
    expect((await cards.open(shop, browser)).page?.step).toBe('identifiers');
  });

  it('give nothing to an API that acts on, either', async () => {
    const [orders, stock] = [await registerActingApi(server), await registerActingApi(server)];
    const { identifier } = await registerApi(server);
    await allow(server, { client_id: shop.clientId, audience: orders.audience, scope: ['read'] });
    await allow(server, { client_id: orders.id, audience: stock.audience, scope: ['read'], on_behalf_of: true });
    await allow(server, { client_id: stock.id, audience: identifier, scope: ['read'], on_behalf_of: true });
    const eve = await cards.add();
    const extra = { scope: 'openid read', resource: orders.audience };
    const { outcome, verifier } = await visits.arriveAt(eve, { extra });
    const { body } = await shop.redeem(outcome!.code, verifier);
    const exchange = (by: typeof orders, token: unknown, resource: string) =>
      server.token({
        ...{ grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange', ...by.credentials },
        ...{ subject_token: token as string, subject_token_type: 'urn:ietf:params:oauth:token-type:access_token' },
        resource,
      });
    const first = await exchange(orders, (body as { access_token: string }).access_token, stock.audience);
    const { access_token: token } = first.body as { access_token: string };
    expect((await exchange(stock, token, identifier)).status).toBe(200);

    await server.manage('DELETE', `users/${eve.id}/identifiers/${eve.identifierId}`);

    expect((await exchange(stock, token, identifier)).status).toBe(400);
  });

  it('give something again when the requirement ends', async () => {
    const eve = await cards.add();
    const { browser } = await tokensOf(eve);
    const second = await cards.open(shop, browser);
    await server.manage('DELETE', `users/${eve.id}/identifiers/${eve.identifierId}`);
    await visits.demand(cards.methodId, { required: null });

    expect((await shop.redeem(second.outcome!.code, second.verifier)).status).toBe(200);
  });
});

describe('an identifier that cannot sign anybody in', () => {
  it('does not count when its certificate is blocked', async () => {
    const eve = await cards.add();
    expect((await visits.arriveAt(eve)).outcome?.code).toBeTruthy();
    await server.sql(
      `insert into certificate_block (sha256, reason)
       select c.sha256, 'lost' from identifier i join certificate c on c.id = i.certificate_id where i.id = $1`,
      [eve.identifierId],
    );
    server.announce('certificate_block');
    await expect.poll(async () => (await visits.arriveAt(eve)).page?.step).toBe('identifiers');
  });

  it('does not count when the method no longer trusts its CA', async () => {
    const own = await CardHolders.with(server);
    const eve = await own.add();
    await visits.demand(own.methodId, { required: 'each', enabled: true });
    await visits.demand(cards.methodId, { required: null });
    expect((await visits.arriveAt(eve)).outcome?.code).toBeTruthy();
    const { body } = await server.manage('GET', `sign-in-methods/${cards.methodId}`);
    const { trustAnchors } = (body as { params: { trustAnchors: string[] } }).params;
    await server.manage('PATCH', `sign-in-methods/${own.methodId}`, { params: { trustAnchors } });
    expect((await visits.arriveAt(eve)).page?.step).toBe('identifiers');
    await server.manage('DELETE', `sign-in-methods/${own.methodId}`);
  });
});

describe('several required identifiers', () => {
  it('are all needed', async () => {
    await visits.demand(badges.methodId, { required: 'each' });
    const eve = await cards.add();
    const { browser, verifier, page } = await visits.arriveAt(eve);
    expect(page!.required!.identifiers.map(({ missing }) => missing)).toEqual([false, true]);
    expect(page!.methods.map(({ id }) => id)).toEqual([badges.methodId]);
    const answer = await visits.add(
      browser,
      (await visits.showOn(browser, page!, await badges.unlinked(), badges)).page,
    );
    expect((await visits.continueFrom(browser, answer.body, verifier)).outcome?.code).toBeTruthy();
  });

  it('are one of a group, where the list says so', async () => {
    for (const { methodId } of [cards, badges]) await visits.demand(methodId, { required: 'one' });
    const { page } = await visits.arriveAt(await visits.person());
    expect(page!.methods).toHaveLength(2);
    expect((await visits.arriveAt(await badges.add())).outcome?.code).toBeTruthy();
  });

  it('are asked for one after the other', async () => {
    await visits.demand(badges.methodId, { required: 'each' });
    const { browser, verifier, page } = await visits.arriveAt(await visits.person());
    const first = await visits.add(browser, (await visits.showOn(browser, page!, await cards.unlinked())).page);
    const next = (await visits.continueFrom(browser, first.body, verifier)).page as RequiredPage;
    expect(next.required!.identifiers.map(({ missing }) => missing)).toEqual([false, true]);
  });
});
