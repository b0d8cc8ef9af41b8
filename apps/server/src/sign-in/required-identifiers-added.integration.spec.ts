import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CardHolder, type CardHolders } from '../../testing/card-holders.js';
import { type TestParty } from '../../testing/relying-party.js';
import { codeOf, type RequiredPage, RequiredVisits } from '../../testing/required-visits.js';
import { publicOrigin, type TestServer } from '../../testing/test-server.js';

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

describe('what is shown on the page', () => {
  it('is refused when it belongs to somebody else', async () => {
    const eve = await cards.add();
    const ada = await visits.person();
    const { browser, page } = await visits.arriveAt(ada);
    const shown = await visits.showOn(browser, page!, eve.certificate);
    expect(shown.page).toMatchObject({ attempt: { code: 'identifier.linked_to_another' }, required: { adding: null } });
    const attempt = new URL(shown.address, publicOrigin).searchParams.get('attempt');
    expect(codeOf(await visits.post(browser, page!.uid, 'identifiers', { attempt }))).toBe('handoff.invalid');
    expect(await visits.linkedTo(ada.id)).toBe(0);
    expect(await visits.events('identifier.link_refused')).toMatchObject([
      { code: 'identifier.linked_to_another', client: shop.clientId },
    ]);
  });

  it('is looked at again before it is added', async () => {
    const ada = await visits.person();
    const { browser, page } = await visits.arriveAt(ada);
    const certificate = await cards.unlinked();
    const shown = await visits.showOn(browser, page!, certificate);
    await server.sql(`insert into certificate_block (sha256, reason) values (decode($1, 'hex'), 'lost')`, [
      shown.page.required!.adding!.certificate!.sha256,
    ]);
    server.announce('certificate_block');
    await expect.poll(async () => codeOf(await visits.add(browser, shown.page))).toBe('certificate.blocked');
    expect(await visits.linkedTo(ada.id)).toBe(0);
  });

  it('comes back only to the sign-in, the browser and the person that it was shown for', async () => {
    const [ada, bob] = [await visits.person(), await visits.person()];
    const mine = await visits.arriveAt(ada);
    const theirs = await visits.arriveAt(bob);
    const back = await cards.present(mine.page!, await cards.unlinked());
    expect(await cards.return(theirs.browser, back)).toContain('#error=interaction.not_found');
    const other = new URL(back.href.replace(mine.page!.uid, theirs.page!.uid));
    expect(await cards.return(theirs.browser, other)).toContain('#error=handoff.invalid');
    expect(await cards.return(mine.browser, back)).toContain('?attempt=');
    expect(await cards.return(mine.browser, back)).toContain('#error=handoff.invalid');
  });

  it('signs nobody in, and a sign-in adds nothing', async () => {
    const ada = await visits.person();
    const { browser, page } = await visits.arriveAt(ada);
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
    const ada = await visits.person();
    const { browser, verifier, page } = await visits.arriveAt(ada);
    const shown = await visits.showOn(browser, page!, await cards.unlinked());
    const answers = await Promise.all([visits.add(browser, shown.page), visits.add(browser, shown.page)]);
    expect(answers.map(({ status }) => status)).toContain(200);
    expect(await visits.linkedTo(ada.id)).toBe(1);
    const { body } = answers.find(({ status }) => status === 200)!;
    expect((await visits.continueFrom(browser, body, verifier)).outcome?.code).toBeTruthy();
  });

  it('goes to one of two people who show the same certificate at once', async () => {
    const certificate = await cards.unlinked();
    const both = await Promise.all(
      [visits.person(), visits.person()].map(async (who) => {
        const { browser, page } = await visits.arriveAt(await who);
        return { browser, shown: await visits.showOn(browser, page!, certificate), id: (await who).id };
      }),
    );
    const answers = await Promise.all(both.map(({ browser, shown }) => visits.add(browser, shown.page)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await visits.linkedTo(both[0]!.id)) + (await visits.linkedTo(both[1]!.id))).toBe(1);
  });

  it('is not added after the session has ended, or the account is blocked', async () => {
    for (const end of ['end-sessions', 'block'] as const) {
      const ada = await visits.person();
      const { browser, page } = await visits.arriveAt(ada);
      const shown = await visits.showOn(browser, page!, await cards.unlinked());
      if (end === 'block') await server.manage('PATCH', `users/${ada.id}`, { status: 'blocked' });
      else await server.manage('DELETE', `users/${ada.id}/sessions`);
      expect((await visits.add(browser, shown.page)).status).toBeGreaterThanOrEqual(400);
      expect(await visits.linkedTo(ada.id)).toBe(0);
    }
  });
});

describe('a sign-in that is older than five minutes', () => {
  it('adds nothing', async () => {
    const ada = await visits.person();
    const { browser, page } = await visits.arriveAt(ada);
    const shown = await visits.showOn(browser, page!, await cards.unlinked());
    await server.sql(
      `update oidc_artifact set payload = jsonb_set(payload, '{prompt,details,required,proofs,0,at}', to_jsonb(extract(epoch from now()) - 301))
       where payload #> '{prompt,details,required}' is not null`,
    );
    expect(codeOf(await visits.add(browser, shown.page))).toBe('sign_in.ended');
    expect(await visits.linkedTo(ada.id)).toBe(0);
  });

  it('leads to another sign-in of the same person, which does', async () => {
    const ada = await visits.person();
    const browser = await cards.signedInByPassword(office, ada as unknown as CardHolder);
    await server.sql(
      `update oidc_artifact set payload = jsonb_set(payload, '{proofs,0,at}', to_jsonb(extract(epoch from now()) - 301))
       where model = 'Session' and account_id = $1`,
      [ada.id],
    );
    const { page: stale, verifier } = await cards.open(shop, browser);
    expect(stale).toMatchObject({ step: 'identifiers', methods: [], required: { obstacle: 'proof' } });

    const { body } = await visits.post(browser, stale!.uid, 'identifiers/prove');
    const asked = await visits.continueFrom(browser, body, verifier);
    expect(asked.page).toMatchObject({
      ...{ step: 'sign_in', requirement: { signedIn: { username: ada.username }, again: true } },
    });
    const bob = await visits.person();
    expect(codeOf(await cards.submit(browser, asked.page!, bob))).toBe('handoff.wrong_account');
    const proved = await cards.submit(browser, asked.page!, ada);
    const again = (await visits.continueFrom(browser, proved.body, verifier)).page as RequiredPage;
    expect(again).toMatchObject({ step: 'identifiers', required: { obstacle: null } });
    const added = await visits.add(browser, (await visits.showOn(browser, again, await cards.unlinked())).page);
    expect((await visits.continueFrom(browser, added.body, verifier)).outcome?.code).toBeTruthy();
  });
});
