import { panelClientId, type RequiredIdentifiersView } from '@postern/contracts';
import { ClientSeeder } from '@postern/clients';
import { fewestStatements } from '@postern/database/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Browser } from '../../testing/browser.js';
import { type CardHolder, CardHolders, type LevelPage } from '../../testing/card-holders.js';
import { seedPerson, TestParty, type TestPerson } from '../../testing/relying-party.js';
import { publicOrigin, TestServer } from '../../testing/test-server.js';

interface RequiredPage extends LevelPage {
  readonly required?: RequiredIdentifiersView | null;
}

let server: TestServer;
let cards: CardHolders;
let badges: CardHolders;
let shop: TestParty;
let office: TestParty;

beforeAll(async () => {
  server = await TestServer.start();
  await server.get(ClientSeeder).ensurePanelClient(publicOrigin);
  shop = await TestParty.register(server, { first_party: true, name: 'Shop' });
  office = await TestParty.register(server, { first_party: true, name: 'Office' });
  cards = await CardHolders.with(server);
  badges = await CardHolders.with(server);
});
afterAll(() => server?.stop());
const demand = async (methodId: string, body: object, clientId = shop.clientId): Promise<void> => {
  const { status, text } = await server.manage('PATCH', `clients/${clientId}/sign-in-methods/${methodId}`, body);
  if (status !== 200) throw new Error(text);
};
beforeEach(async () => {
  await server.manage('PATCH', `sign-in-methods/${cards.methodId}`, { public: true, enabled: true });
  for (const clientId of [shop.clientId, panelClientId])
    await server.manage('DELETE', `clients/${clientId}/sign-in-methods`);
  await server.sql('truncate audit_event');
  await demand(cards.methodId, { required: 'each' });
});
const events = async (type: string) =>
  server.sql<{ code: string | null; client: string | null; method: string | null; details: object }>(
    `select code, client_id as client, method_id as method, details from audit_event where type = $1 order by id`,
    [type],
  );
const person = async (): Promise<TestPerson & { readonly id: string }> => {
  const seeded = await seedPerson(server);
  const [row] = await server.sql<{ id: string }>('select id from account where username = $1', [seeded.username]);
  return { ...seeded, id: row!.id };
};
const continueFrom = (browser: Browser, location: unknown, verifier: string, party = shop) =>
  cards.follow(party, browser, (location as { location: string }).location, verifier);
/** Signs in by password, up to the page for what is missing. */
const arriveAt = async (who: TestPerson, { party = shop, browser = new Browser(), extra = {} } = {}) => {
  const { page, verifier } = await cards.open(party, browser, extra);
  const { body } = await cards.submit(browser, page!, who);
  const next = await continueFrom(browser, body, verifier, party);
  return { browser, verifier, page: next.page as RequiredPage | undefined, outcome: next.outcome };
};
const post = (browser: Browser, uid: string, path: string, body: object = {}) =>
  browser.post(server, `/api/interaction/${uid}/${path}`, body);
/** Shows a certificate on the page, up to the question whether to add it. */
const showOn = async (browser: Browser, page: LevelPage, certificate: CardHolder['certificate'], by = cards) => {
  const address = await by.show(browser, page, certificate);
  return { address, page: (await cards.view(browser, address)) as RequiredPage };
};
const add = (browser: Browser, page: RequiredPage) =>
  post(browser, page.uid, 'identifiers', { attempt: page.required!.adding!.attempt });
const codeOf = ({ body }: { readonly body: unknown }) => (body as { code: string }).code;
const linkedTo = async (id: string, methodId = cards.methodId): Promise<number> =>
  (await server.sql('select from identifier where account_id = $1 and method_id = $2', [id, methodId])).length;

describe('a person without a required identifier', () => {
  it('is led to add it, adds it, and enters', async () => {
    const ada = await person();
    const { browser, verifier, page } = await arriveAt(ada);
    expect(page).toMatchObject({
      ...{ step: 'identifiers', requirement: null, attempt: null },
      required: { account: { username: ada.username }, skippable: false, from: null, obstacle: null, adding: null },
    });
    expect(page!.required!.identifiers).toMatchObject([{ id: cards.methodId, requirement: 'each', missing: true }]);
    expect(page!.methods.map(({ id }) => id)).toEqual([cards.methodId]);

    const shown = await showOn(browser, page!, await cards.unlinked());
    expect(shown.page.required!.adding).toMatchObject({
      methodId: cards.methodId,
      certificate: { sha256: expect.any(String) },
    });
    expect(await linkedTo(ada.id)).toBe(0);
    const answer = await add(browser, shown.page);
    const { outcome } = await continueFrom(browser, answer.body, verifier);

    expect(outcome?.code).toBeTruthy();
    expect((await shop.redeem(outcome!.code, verifier)).status).toBe(200);
    expect(await linkedTo(ada.id)).toBe(1);
    expect(await events('identifier.linked')).toMatchObject([
      { client: shop.clientId, method: cards.methodId, details: { required: true } },
    ]);
    expect((await cards.open(shop, browser)).outcome?.code).toBeTruthy();
  });

  it('is asked by single sign-on too, also where they are signed in from elsewhere', async () => {
    const ada = await person();
    const browser = await cards.signedInByPassword(office, ada as unknown as CardHolder);
    expect((await cards.open(shop, browser)).page?.step).toBe('identifiers');
    // In a second tab as well.
    expect((await cards.open(shop, browser)).page?.step).toBe('identifiers');
  });

  it('gets interaction_required where no page may be shown, and the event log tells what is missing', async () => {
    const ada = await person();
    const browser = await cards.signedInByPassword(office, ada as unknown as CardHolder);
    expect((await cards.open(shop, browser, { prompt: 'none' })).outcome?.error).toBe('interaction_required');
    expect(await events('sign_in.failed')).toMatchObject([
      { code: 'identifier.required', client: shop.clientId, details: { missing: [expect.stringContaining('Card')] } },
    ]);
    expect((await cards.open(office, browser, { prompt: 'none' })).outcome?.code).toBeTruthy();
  });

  it('leaves with access_denied, which is in the event log', async () => {
    const { browser, verifier, page } = await arriveAt(await person());
    const { body } = await post(browser, page!.uid, 'abort');
    expect((await continueFrom(browser, body, verifier)).outcome?.error).toBe('access_denied');
    expect(await events('sign_in.failed')).toMatchObject([{ code: 'identifier.required', client: shop.clientId }]);
  });

  it('cannot skip the page', async () => {
    const { browser, page } = await arriveAt(await person());
    expect((await post(browser, page!.uid, 'identifiers/skip')).status).toBe(404);
    expect((await post(browser, page!.uid, 'consent')).status).toBe(404);
    expect((await post(browser, page!.uid, 'retry')).status).toBe(404);
    expect((await cards.open(shop, browser)).page?.step).toBe('identifiers');
  });

  it('can sign out there, and somebody else enters', async () => {
    const { browser, verifier, page } = await arriveAt(await person());
    await post(browser, page!.uid, 'sign-out');
    const again = await cards.view(browser, `/sign-in/${page!.uid}`);
    expect(again.step).toBe('sign_in');
    const eve = await cards.add();
    const { outcome } = await cards.follow(shop, browser, await cards.show(browser, again, eve.certificate), verifier);
    expect(outcome?.code).toBeTruthy();
  });
});

describe('what is shown on the page', () => {
  it('is refused when it belongs to somebody else', async () => {
    const eve = await cards.add();
    const ada = await person();
    const { browser, page } = await arriveAt(ada);
    const shown = await showOn(browser, page!, eve.certificate);
    expect(shown.page).toMatchObject({ attempt: { code: 'identifier.linked_to_another' }, required: { adding: null } });
    const attempt = new URL(shown.address, publicOrigin).searchParams.get('attempt');
    expect(codeOf(await post(browser, page!.uid, 'identifiers', { attempt }))).toBe('handoff.invalid');
    expect(await linkedTo(ada.id)).toBe(0);
    expect(await events('identifier.link_refused')).toMatchObject([
      { code: 'identifier.linked_to_another', client: shop.clientId },
    ]);
  });

  it('is looked at again before it is added', async () => {
    const ada = await person();
    const { browser, page } = await arriveAt(ada);
    const certificate = await cards.unlinked();
    const shown = await showOn(browser, page!, certificate);
    await server.sql(`insert into certificate_block (sha256, reason) values (decode($1, 'hex'), 'lost')`, [
      shown.page.required!.adding!.certificate!.sha256,
    ]);
    server.announce('certificate_block');
    await expect.poll(async () => codeOf(await add(browser, shown.page))).toBe('certificate.blocked');
    expect(await linkedTo(ada.id)).toBe(0);
  });

  it('comes back only to the sign-in, the browser and the person that it was shown for', async () => {
    const [ada, bob] = [await person(), await person()];
    const mine = await arriveAt(ada);
    const theirs = await arriveAt(bob);
    const back = await cards.present(mine.page!, await cards.unlinked());
    expect(await cards.return(theirs.browser, back)).toContain('#error=interaction.not_found');
    const other = new URL(back.href.replace(mine.page!.uid, theirs.page!.uid));
    expect(await cards.return(theirs.browser, other)).toContain('#error=handoff.invalid');
    expect(await cards.return(mine.browser, back)).toContain('?attempt=');
    expect(await cards.return(mine.browser, back)).toContain('#error=handoff.invalid');
  });

  it('signs nobody in, and a sign-in adds nothing', async () => {
    const ada = await person();
    const { browser, page } = await arriveAt(ada);
    const eve = await cards.add();
    const link = await cards.present(page!, eve.certificate);
    const asSignIn = new URL(link.href.replace('shown-identifier', 'certificate'));
    expect(await cards.return(browser, asSignIn)).toContain('#error=handoff.invalid');

    const { page: signIn } = await cards.open(shop, browser, { prompt: 'login' });
    const proof = await cards.present(signIn!, await cards.unlinked());
    const asLink = new URL(proof.href.replace('/certificate?', '/shown-identifier?'));
    expect(await cards.return(browser, asLink)).toContain('#error=handoff.invalid');
    const { pathname } = new URL(await cards.return(browser, proof), publicOrigin);
    expect(pathname).toBe(`/sign-in/${signIn!.uid}`);
  });

  it('is added once, also when two tabs add it at once', async () => {
    const ada = await person();
    const { browser, verifier, page } = await arriveAt(ada);
    const shown = await showOn(browser, page!, await cards.unlinked());
    const answers = await Promise.all([add(browser, shown.page), add(browser, shown.page)]);
    expect(answers.map(({ status }) => status)).toContain(200);
    expect(await linkedTo(ada.id)).toBe(1);
    const { body } = answers.find(({ status }) => status === 200)!;
    expect((await continueFrom(browser, body, verifier)).outcome?.code).toBeTruthy();
  });

  it('goes to one of two people who show the same certificate at once', async () => {
    const certificate = await cards.unlinked();
    const both = await Promise.all(
      [person(), person()].map(async (who) => {
        const { browser, page } = await arriveAt(await who);
        return { browser, shown: await showOn(browser, page!, certificate), id: (await who).id };
      }),
    );
    const answers = await Promise.all(both.map(({ browser, shown }) => add(browser, shown.page)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await linkedTo(both[0]!.id)) + (await linkedTo(both[1]!.id))).toBe(1);
  });

  it('is not added after the session has ended, or the account is blocked', async () => {
    for (const end of ['end-sessions', 'block'] as const) {
      const ada = await person();
      const { browser, page } = await arriveAt(ada);
      const shown = await showOn(browser, page!, await cards.unlinked());
      if (end === 'block') await server.manage('PATCH', `users/${ada.id}`, { status: 'blocked' });
      else await server.manage('DELETE', `users/${ada.id}/sessions`);
      expect((await add(browser, shown.page)).status).toBeGreaterThanOrEqual(400);
      expect(await linkedTo(ada.id)).toBe(0);
    }
  });
});

describe('a sign-in that is older than five minutes', () => {
  it('adds nothing', async () => {
    const ada = await person();
    const { browser, page } = await arriveAt(ada);
    const shown = await showOn(browser, page!, await cards.unlinked());
    await server.sql(
      `update oidc_artifact set payload = jsonb_set(payload, '{prompt,details,required,proofs,0,at}', to_jsonb(extract(epoch from now()) - 301))
       where payload #> '{prompt,details,required}' is not null`,
    );
    expect(codeOf(await add(browser, shown.page))).toBe('sign_in.ended');
    expect(await linkedTo(ada.id)).toBe(0);
  });

  it('leads to another sign-in of the same person, which does', async () => {
    const ada = await person();
    const browser = await cards.signedInByPassword(office, ada as unknown as CardHolder);
    await server.sql(
      `update oidc_artifact set payload = jsonb_set(payload, '{proofs,0,at}', to_jsonb(extract(epoch from now()) - 301))
       where model = 'Session' and account_id = $1`,
      [ada.id],
    );
    const { page: stale, verifier } = await cards.open(shop, browser);
    expect(stale).toMatchObject({ step: 'identifiers', methods: [], required: { obstacle: 'proof' } });

    const { body } = await post(browser, stale!.uid, 'identifiers/prove');
    const asked = await continueFrom(browser, body, verifier);
    expect(asked.page).toMatchObject({
      ...{ step: 'sign_in', requirement: { signedIn: { username: ada.username }, again: true } },
    });
    const bob = await person();
    expect(codeOf(await cards.submit(browser, asked.page!, bob))).toBe('handoff.wrong_account');
    const proved = await cards.submit(browser, asked.page!, ada);
    const again = (await continueFrom(browser, proved.body, verifier)).page as RequiredPage;
    expect(again).toMatchObject({ step: 'identifiers', required: { obstacle: null } });
    const added = await add(browser, (await showOn(browser, again, await cards.unlinked())).page);
    expect((await continueFrom(browser, added.body, verifier)).outcome?.code).toBeTruthy();
  });
});

describe('codes and tokens of a person who lacks a required identifier', () => {
  const tokensOf = async (who: CardHolder) => {
    const browser = new Browser();
    const { page, verifier } = await cards.open(shop, browser, { scope: 'openid offline_access' });
    const { body } = await cards.submit(browser, page!, who);
    const { outcome } = await continueFrom(browser, body, verifier);
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

  it('give nothing once the application requires it, and something again when it stops', async () => {
    await server.manage('DELETE', `clients/${shop.clientId}/sign-in-methods`);
    const ada = await person();
    const { browser, verifier, outcome } = await arriveAt(ada);
    await demand(cards.methodId, { required: 'each' });
    expect((await shop.redeem(outcome!.code, verifier)).status).toBe(400);
    await demand(cards.methodId, { required: null });
    const free = await cards.open(shop, browser);
    expect((await shop.redeem(free.outcome!.code, free.verifier)).status).toBe(200);
  });
});

describe('an identifier that cannot sign anybody in', () => {
  it('does not count when its certificate is blocked', async () => {
    const eve = await cards.add();
    expect((await arriveAt(eve)).outcome?.code).toBeTruthy();
    await server.sql(
      `insert into certificate_block (sha256, reason)
       select c.sha256, 'lost' from identifier i join certificate c on c.id = i.certificate_id where i.id = $1`,
      [eve.identifierId],
    );
    server.announce('certificate_block');
    await expect.poll(async () => (await arriveAt(eve)).page?.step).toBe('identifiers');
  });

  it('does not count when the method no longer trusts its CA', async () => {
    const own = await CardHolders.with(server);
    const eve = await own.add();
    await demand(own.methodId, { required: 'each', enabled: true });
    await demand(cards.methodId, { required: null });
    expect((await arriveAt(eve)).outcome?.code).toBeTruthy();
    const { body } = await server.manage('GET', `sign-in-methods/${cards.methodId}`);
    const { trustAnchors } = (body as { params: { trustAnchors: string[] } }).params;
    await server.manage('PATCH', `sign-in-methods/${own.methodId}`, { params: { trustAnchors } });
    expect((await arriveAt(eve)).page?.step).toBe('identifiers');
    await server.manage('DELETE', `sign-in-methods/${own.methodId}`);
  });
});

describe('several required identifiers', () => {
  it('are all needed', async () => {
    await demand(badges.methodId, { required: 'each' });
    const eve = await cards.add();
    const { browser, verifier, page } = await arriveAt(eve);
    expect(page!.required!.identifiers.map(({ missing }) => missing)).toEqual([false, true]);
    expect(page!.methods.map(({ id }) => id)).toEqual([badges.methodId]);
    const answer = await add(browser, (await showOn(browser, page!, await badges.unlinked(), badges)).page);
    expect((await continueFrom(browser, answer.body, verifier)).outcome?.code).toBeTruthy();
  });

  it('are one of a group, where the list says so', async () => {
    for (const { methodId } of [cards, badges]) await demand(methodId, { required: 'one' });
    const { page } = await arriveAt(await person());
    expect(page!.methods).toHaveLength(2);
    expect((await arriveAt(await badges.add())).outcome?.code).toBeTruthy();
  });

  it('are asked for one after the other', async () => {
    await demand(badges.methodId, { required: 'each' });
    const { browser, verifier, page } = await arriveAt(await person());
    const first = await add(browser, (await showOn(browser, page!, await cards.unlinked())).page);
    const next = (await continueFrom(browser, first.body, verifier)).page as RequiredPage;
    expect(next.required!.identifiers.map(({ missing }) => missing)).toEqual([false, true]);
  });
});

describe('a required method that nobody can add', () => {
  it('is skipped, and the event log says so', async () => {
    await demand(cards.methodId, { enabled: false });
    const { outcome } = await arriveAt(await person());
    expect(outcome?.code).toBeTruthy();
    await expect
      .poll(() => events('sign_in_method.requirement_skipped'))
      .toMatchObject([{ code: 'sign_in_method.not_offered_here', client: shop.clientId, method: cards.methodId }]);
  });
});

describe('a requirement with a date', () => {
  it('only reminds before, once a day, and never without a page', async () => {
    await demand(cards.methodId, {
      required: 'each',
      requiredFrom: new Date(Date.now() + 86_400_000 * 3).toISOString(),
    });
    const ada = await person();
    const { browser, verifier, page } = await arriveAt(ada);
    expect(page!.required).toMatchObject({ skippable: true, from: expect.any(String) });
    expect((await cards.open(shop, browser, { prompt: 'none' })).outcome?.code).toBeTruthy();

    const { body } = await post(browser, page!.uid, 'identifiers/skip');
    const { outcome } = await continueFrom(browser, body, verifier);

    expect((await shop.redeem(outcome!.code, verifier)).status).toBe(200);
    expect((await arriveAt(ada)).outcome?.code).toBeTruthy();
    await server.sql(`update identifier_reminder set skipped_until = now()`);
    expect((await cards.open(shop, browser)).page?.step).toBe('identifiers');
    await demand(cards.methodId, { requiredFrom: new Date(Date.now() - 1000).toISOString() });
    expect((await cards.open(shop, browser)).page).toMatchObject({ required: { skippable: false, from: null } });
  });
});

describe('the panel', () => {
  const openPanel = async (who: TestPerson) => {
    return arriveAt(who, { party: TestParty.panel(server) });
  };

  it('asks people who administer, and lets them in without; members have to add it', async () => {
    await demand(cards.methodId, { required: 'each' }, panelClientId);
    for (const role of ['owner', 'administrator', 'manager'] as const) {
      const who = await person();
      await server.sql('update account set role = $2 where id = $1', [who.id, role]);
      const { page } = await openPanel(who);
      expect(page!.required).toMatchObject({ skippable: true });
    }
    expect((await openPanel(await person())).page!.required).toMatchObject({ skippable: false });
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
