import { setTimeout } from 'node:timers/promises';
import { ClientSeeder } from '@postern/clients';
import { fewestStatements } from '@postern/database/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Browser } from '../../testing/browser.js';
import { type CardHolder, CardHolders } from '../../testing/card-holders.js';
import { Entries } from '../../testing/entries.js';
import { ReleaseVisits } from '../../testing/release-visits.js';
import { TestParty } from '../../testing/relying-party.js';
import { publicOrigin, TestServer } from '../../testing/test-server.js';

const certificate = 'urn:postern:acr:certificate';

let server: TestServer;
/** Of the system. */
let cards: CardHolders;
let shop: TestParty;
let office: TestParty;
/** Of the shop. */
let shopCards: CardHolders;
let alice: CardHolder;
let shopAlice: CardHolder;
let password: string;

beforeAll(async () => {
  server = await TestServer.start();
  await server.get(ClientSeeder).ensurePanelClient(publicOrigin);
  shop = await TestParty.register(server, { first_party: true, name: 'Shop' });
  office = await TestParty.register(server, { first_party: true, name: 'Office' });
  cards = await CardHolders.with(server);
  shopCards = await CardHolders.with(server, {}, shop.clientId);
  alice = await cards.add();
  shopAlice = await shopCards.add('member', alice);
  [{ id: password }] = (await server.sql<{ id: string }>('select id from sign_in_method where built_in')) as [
    { id: string },
  ];
});
afterAll(() => server?.stop());
beforeEach(() => server.manage('DELETE', `clients/${office.clientId}/sign-in-methods`));

const place = async (party: TestParty, methodId: string, body: object): Promise<void> => {
  const { status, text } = await server.manage('PATCH', `clients/${party.clientId}/sign-in-methods/${methodId}`, body);
  if (status !== 200) throw new Error(text);
};
const lastFailure = async () =>
  (
    await server.sql<{ code: string; client: string }>(
      `select code, client_id as client from audit_event where type = 'sign_in.failed' order by id desc limit 1`,
    )
  )[0];
/** A browser that is signed in to the shop by the shop's own card. */
const signedInToShop = async (holder = shopAlice): Promise<Browser> => {
  const browser = new Browser();
  const { page, verifier } = await shopCards.open(shop, browser);
  const { outcome } = await shopCards.follow(
    shop,
    browser,
    await shopCards.show(browser, page!, holder.certificate),
    verifier,
  );
  if (outcome?.code == null) throw new Error('not signed in');
  return browser;
};
const codeOf = ({ body }: { readonly body: unknown }) => (body as { code: string }).code;

describe("a method that is not in an application's list", () => {
  it('is not on its sign-in page, wherever else it is', async () => {
    const { page: atShop } = await cards.open(shop, new Browser());
    const { page: atOffice } = await cards.open(office, new Browser());

    expect(atShop!.methods.map(({ id }) => id)).toEqual([cards.methodId, password, shopCards.methodId]);
    expect(atOffice!.methods.map(({ id }) => id)).toEqual([cards.methodId, password]);
  });

  it('signs nobody in there, although its proof is good', async () => {
    const browser = new Browser();
    const { page } = await cards.open(office, browser);
    const back = await shopCards.present(page!, shopAlice.certificate, {}, cards.methodId);

    const location = await shopCards.return(browser, back);

    const { attempt } = await cards.view(browser, location);
    expect(attempt).toMatchObject({ code: 'sign_in_method.not_offered_here', linkable: false, newAccount: null });
    expect(await lastFailure()).toEqual({ code: 'sign_in_method.not_offered_here', client: office.clientId });
  });

  it('signs nobody in there when it was taken from the list after the proof', async () => {
    const browser = new Browser();
    const { page } = await cards.open(office, browser);
    const back = await cards.present(page!, alice.certificate);
    await place(office, cards.methodId, { enabled: false });

    const { attempt } = await cards.view(browser, await cards.return(browser, back));

    expect(attempt).toMatchObject({ code: 'sign_in_method.not_offered_here' });
  });

  it('signs nobody in there when another server process took it from the list a moment ago', async () => {
    const browser = new Browser();
    await place(office, cards.methodId, { enabled: true });
    const { page } = await cards.open(office, browser);
    const back = await cards.present(page!, alice.certificate);
    await server.sql('alter table sign_in_placement disable trigger user');
    await server.sql('update sign_in_placement set enabled = false where method_id = $1', [cards.methodId]);
    await server.sql('alter table sign_in_placement enable trigger user');

    const { attempt } = await cards.view(browser, await cards.return(browser, back));

    expect(attempt?.code).toBe('certificate.not_linked');
    expect(await cards.open(office, browser, { prompt: 'none' })).toMatchObject({
      outcome: { error: 'login_required' },
    });
  });

  it('costs a certificate sign-in no statement to tell', async () => {
    const signIn = async (): Promise<void> => {
      const browser = new Browser();
      const { page, verifier } = await cards.open(office, browser);
      const shown = await cards.show(browser, page!, alice.certificate);
      const { outcome } = await cards.follow(office, browser, shown, verifier);
      await office.redeem(outcome!.code, verifier);
    };
    await signIn();
    const following = await fewestStatements(signIn);
    await place(office, password, { group: 'other' });
    await signIn();

    // ADR 0011.
    expect([following, await fewestStatements(signIn)]).toEqual([5, 5]);
  });

  it('refuses its form', async () => {
    await place(office, password, { enabled: false });
    const browser = new Browser();
    const { page } = await cards.open(office, browser);

    const answer = await cards.submit(browser, page!, alice);

    expect([answer.status, codeOf(answer)]).toEqual([409, 'sign_in_method.not_offered_here']);
  });

  it('ends a password sign-in that was proved, and not continued yet', async () => {
    const browser = new Browser();
    const { page, verifier } = await cards.open(office, browser);
    const { body } = await cards.submit(browser, page!, alice);
    await place(office, password, { enabled: false });

    const { outcome, page: again } = await cards.follow(
      office,
      browser,
      (body as { location: string }).location,
      verifier,
    );

    expect(outcome?.code ?? null).toBeNull();
    expect(again?.step).toBe('sign_in');
  });
});

describe('single sign-on by a method that an application does not offer', () => {
  it('leads to a step with the methods of the application, as the same person', async () => {
    const browser = await signedInToShop();

    const { page, verifier } = await cards.open(office, browser);
    expect(page).toMatchObject({
      step: 'sign_in',
      requirement: { levels: [], signedIn: { username: alice.username } },
    });
    expect(page!.methods.map(({ id }) => id)).toEqual([cards.methodId, password]);

    const { body } = await cards.submit(browser, page!, alice);
    const { outcome } = await cards.follow(office, browser, (body as { location: string }).location, verifier);
    const claims = await cards.claims(office, outcome!.code, verifier);
    expect(claims).toMatchObject({ acr: 'urn:postern:acr:password', amr: ['pwd'] });
    expect((await cards.open(office, browser, { prompt: 'none' })).outcome?.error).toBeNull();
  });

  it('takes no other person in the step, and answers login_required without a page', async () => {
    const browser = await signedInToShop();
    expect((await cards.open(office, browser, { prompt: 'none' })).outcome?.error).toBe('login_required');

    const { page } = await cards.open(office, browser);
    const bob = await cards.add();
    expect(codeOf(await cards.submit(browser, page!, bob))).toBe('handoff.wrong_account');
    const { attempt } = await cards.view(browser, await cards.show(browser, page!, bob.certificate));
    expect(attempt).toMatchObject({ code: 'handoff.wrong_account' });
  });

  it('takes a certificate of the same person', async () => {
    const { page, claims } = await cards.stepUp(office, await signedInToShop(), alice);

    expect(page).toBeDefined();
    expect(claims).toMatchObject({ acr: certificate, amr: ['pop'] });
  });

  it('does not reach a level there by the proof of elsewhere', async () => {
    const browser = await signedInToShop();

    const silent = await cards.open(office, browser, { acr_values: certificate, prompt: 'none' });
    expect(silent.outcome?.error).toBe('unmet_authentication_requirements');
    const { page } = await cards.open(office, browser, { acr_values: certificate });
    expect(page).toMatchObject({ requirement: { levels: [certificate], signedIn: { username: alice.username } } });
    expect(page!.methods.map(({ id }) => id)).toEqual([cards.methodId]);
  });

  it('tells an application nothing of it when a later proof lets the person in', async () => {
    const browser = new Browser();
    const first = await cards.open(office, browser);
    const { body } = await cards.submit(browser, first.page!, alice);
    await cards.follow(office, browser, (body as { location: string }).location, first.verifier);
    const again = await shopCards.open(shop, browser, { prompt: 'login' });
    const shown = await shopCards.show(browser, again.page!, shopAlice.certificate);
    const atShop = await shopCards.follow(shop, browser, shown, again.verifier);
    expect(await cards.claims(shop, atShop.outcome!.code, again.verifier)).toMatchObject({ acr: certificate });

    const { outcome, verifier } = await cards.open(office, browser);

    const claims = await cards.claims(office, outcome!.code, verifier);
    expect(claims).toMatchObject({ acr: 'urn:postern:acr:password', amr: ['pwd'] });
  });

  it('does not take a proof of elsewhere for a new one where an application asks for one that is new', async () => {
    const browser = new Browser();
    const first = await cards.open(office, browser);
    const { body } = await cards.submit(browser, first.page!, alice);
    await cards.follow(office, browser, (body as { location: string }).location, first.verifier);
    await setTimeout(2100);
    const again = await shopCards.open(shop, browser, { prompt: 'login' });
    await shopCards.follow(
      shop,
      browser,
      await shopCards.show(browser, again.page!, shopAlice.certificate),
      again.verifier,
    );

    expect((await cards.open(office, browser, { prompt: 'none', max_age: '1' })).outcome?.error).toBe('login_required');
    const { page, verifier } = await cards.open(office, browser, { max_age: '1' });
    expect(page).toMatchObject({
      step: 'sign_in',
      requirement: { levels: [], signedIn: { username: alice.username } },
    });
    const since = Math.floor(Date.now() / 1000);
    const step = await cards.submit(browser, page!, alice);
    const { outcome } = await cards.follow(office, browser, (step.body as { location: string }).location, verifier);
    expect((await cards.claims(office, outcome!.code, verifier)).auth_time).toBeGreaterThanOrEqual(since);
    // Where it asks for nothing, its own older proof is enough.
    expect((await cards.open(office, browser, { prompt: 'none' })).outcome?.error).toBeNull();
  });

  it('tells an application no certificate and no identifier of the methods of another', async () => {
    const settings = { first_party: true };
    const visits = new ReleaseVisits(shopCards);
    const [own, other] = [await visits.party(settings), await visits.party(settings)];
    const ownCards = await CardHolders.with(server, {}, own.clientId);
    const holder = await ownCards.add();
    await server.sql(`update identifier set publicity = 'public' where id = $1`, [holder.identifierId]);
    const atOwn = await new ReleaseVisits(ownCards).learns(own, holder);
    const { browser } = atOwn;
    const opened = await cards.open(other, browser);
    const { body } = await cards.submit(browser, opened.page!, holder);
    await cards.follow(other, browser, (body as { location: string }).location, opened.verifier);

    const atOther = await visits.learns(other, holder, { browser });

    expect(atOwn.userinfo).toMatchObject({
      certificate: { issuer: 'CN=People' },
      identifiers: [{ issuer: 'CN=People' }],
    });
    expect(atOther.userinfo).not.toHaveProperty('certificate');
    expect(atOther.userinfo.identifiers).toEqual([]);
  });

  it('admits nobody by a certificate of elsewhere where a rule asks for its issuer', async () => {
    const rule = { mode: 'rule', rule: { issuers: ['CN=People'] } };
    const entries = new Entries(cards, await TestParty.register(server, { first_party: true }));
    await entries.allow(rule);
    const browser = await signedInToShop();

    const { page } = await entries.enter(alice, browser, 'password');
    const { page: again } = await entries.enter(alice, browser);

    expect([page?.step, again?.step]).toEqual(['refused', 'refused']);
    expect(await entries.reason(alice)).toBe(null);
  });

  it('never leads to the panel by a method of an application', async () => {
    const owner = await shopCards.add();
    await server.sql(`update account set role = 'owner' where id = $1`, [owner.id]);
    const browser = await signedInToShop(owner);

    const { page } = await cards.open(TestParty.panel(server), browser);

    expect(page).toMatchObject({ step: 'sign_in', requirement: { levels: [] } });
    expect(page!.methods.map(({ id }) => id)).not.toContain(shopCards.methodId);
  });
});
