import { panelClientId } from '@postern/contracts';
import { fewestStatements } from '@postern/database/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Browser } from '../../testing/browser.js';
import { type CardHolders } from '../../testing/card-holders.js';
import { TestParty, type TestPerson } from '../../testing/relying-party.js';
import { RequiredVisits } from '../../testing/required-visits.js';
import { type TestServer } from '../../testing/test-server.js';

let visits: RequiredVisits;
let server: TestServer;
let cards: CardHolders;
let shop: TestParty;
let office: TestParty;

beforeAll(async () => {
  visits = await RequiredVisits.start();
  ({ server, cards, shop, office } = visits);
});
afterAll(() => server?.stop());
beforeEach(() => visits.reset());

describe('a required method that nobody can add', () => {
  it('is skipped, and the event log says so', async () => {
    await visits.demand(cards.methodId, { enabled: false });
    const { outcome } = await visits.arriveAt(await visits.person());
    expect(outcome?.code).toBeTruthy();
    await expect
      .poll(() => visits.events('sign_in_method.requirement_skipped'))
      .toMatchObject([{ code: 'sign_in_method.not_offered_here', client: shop.clientId, method: cards.methodId }]);
  });
});

describe('a requirement with a date', () => {
  it('only reminds before, once a day, and never without a page', async () => {
    await visits.demand(cards.methodId, {
      required: 'each',
      requiredFrom: new Date(Date.now() + 86_400_000 * 3).toISOString(),
    });
    const ada = await visits.person();
    const { browser, verifier, page } = await visits.arriveAt(ada);
    expect(page!.required).toMatchObject({ skippable: true, from: expect.any(String) });
    expect((await cards.open(shop, browser, { prompt: 'none' })).outcome?.code).toBeTruthy();

    const { body } = await visits.post(browser, page!.uid, 'identifiers/skip');
    const { outcome } = await visits.continueFrom(browser, body, verifier);

    expect((await shop.redeem(outcome!.code, verifier)).status).toBe(200);
    expect((await visits.arriveAt(ada)).outcome?.code).toBeTruthy();
    await server.sql(`update identifier_reminder set skipped_until = now()`);
    expect((await cards.open(shop, browser)).page?.step).toBe('identifiers');
    await visits.demand(cards.methodId, { requiredFrom: new Date(Date.now() - 1000).toISOString() });
    expect((await cards.open(shop, browser)).page).toMatchObject({ required: { skippable: false, from: null } });
  });
});

describe('the panel', () => {
  const openPanel = async (who: TestPerson) => {
    return visits.arriveAt(who, { party: TestParty.panel(server) });
  };

  it('asks people who administer, and lets them in without; members have to add it', async () => {
    await visits.demand(cards.methodId, { required: 'each' }, panelClientId);
    for (const role of ['owner', 'administrator', 'manager'] as const) {
      const who = await visits.person();
      await server.sql('update account set role = $2 where id = $1', [who.id, role]);
      const { page } = await openPanel(who);
      expect(page!.required).toMatchObject({ skippable: true });
    }
    expect((await openPanel(await visits.person())).page!.required).toMatchObject({ skippable: false });
  });
});

describe('a sign-in', () => {
  it('costs no statement more, where nothing is required or the required certificate is shown', async () => {
    const eve = await cards.add();
    const signIn = async (party: TestParty): Promise<void> => {
      const browser = new Browser();
      const { page, verifier } = await cards.open(party, browser);
      const { outcome } = await cards.follow(
        party,
        browser,
        await cards.show(browser, page!, eve.certificate),
        verifier,
      );
      await party.redeem(outcome!.code, verifier);
    };
    for (const party of [office, shop]) await signIn(party);
    expect([await fewestStatements(() => signIn(office)), await fewestStatements(() => signIn(shop))]).toEqual([5, 5]);
  });
});
