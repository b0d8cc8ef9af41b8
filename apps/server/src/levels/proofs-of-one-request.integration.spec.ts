import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Browser } from '../../testing/browser.js';
import { type CardHolder, CardHolders, type LevelPage } from '../../testing/card-holders.js';
import { TestParty } from '../../testing/relying-party.js';
import { TestServer } from '../../testing/test-server.js';

const password = 'urn:postern:acr:password';
const certificate = 'urn:postern:acr:certificate';

let server: TestServer;
let holders: CardHolders;
/** Asks for consent. */
let foreign: TestParty;
let party: TestParty;
let alice: CardHolder;

beforeAll(async () => {
  server = await TestServer.start();
  holders = await CardHolders.with(server);
  foreign = await TestParty.register(server);
  party = await TestParty.register(server, { first_party: true });
});
afterAll(() => server?.stop());
beforeEach(async () => {
  alice = await holders.add();
});

const post = (browser: Browser, { uid }: Pick<LevelPage, 'uid'>, step: string) =>
  browser.post(server, `/api/interaction/${uid}/${step}`, {});
/** Signed in by certificate, at the consent page. */
const atConsent = async (extra = {}) => {
  const browser = new Browser();
  const { page, verifier } = await holders.open(foreign, browser, extra);
  const next = await holders.show(browser, page!, alice.certificate);
  const consent = await holders.follow(foreign, browser, next, verifier);
  expect(consent.page?.step).toBe('consent');
  return { browser, page: consent.page!, verifier };
};
const kinds = ({ methods }: LevelPage) => methods.map(({ action }) => action.kind);
const sessions = () =>
  server.sql(`select 1 from oidc_artifact where model = 'Session' and account_id = $1`, [alice.id]);

describe('a proof given during an authorization request', () => {
  it('applies to the consent that follows', async () => {
    const { browser, page, verifier } = await atConsent({ acr_values: certificate });

    const { body } = await post(browser, page, 'consent');
    const { outcome } = await holders.follow(foreign, browser, (body as { location: string }).location, verifier);

    expect(await holders.claims(foreign, outcome?.code, verifier)).toMatchObject({ acr: certificate });
  });

  it('opens nothing once the person has signed out on the page', async () => {
    const { browser, page } = await atConsent();
    const out = await post(browser, page, 'sign-out');

    const { status, body } = await post(browser, page, 'consent');
    const view = await holders.view(browser, `/sign-in/${page.uid}`);

    expect([out.status, status, (body as { code: string }).code]).toEqual([204, 404, 'interaction.not_found']);
    expect([view.step, kinds(view)]).toEqual(['sign_in', ['navigate', 'form']]);
    expect(await sessions()).toEqual([]);
    const silent = await holders.open(party, browser, { prompt: 'none' });
    expect(silent.outcome?.error).toBe('login_required');
  });

  it('does not come back with a later proof, once it was ended', async () => {
    const { browser, page, verifier } = await atConsent();
    await post(browser, page, 'sign-out');
    const gone = await server.manage('DELETE', `users/${alice.id}/identifiers/${alice.identifierId}`);

    const { body } = await holders.submit(browser, page, alice);
    const again = await holders.follow(foreign, browser, (body as { location: string }).location, verifier);
    const strong = await holders.open(party, browser, { acr_values: certificate, prompt: 'none' });
    const silent = await holders.open(party, browser, { prompt: 'none' });

    expect([gone.status, again.page?.step]).toEqual([204, 'consent']);
    expect(strong.outcome?.error).toBe('unmet_authentication_requirements');
    expect(await holders.claims(party, silent.outcome?.code, silent.verifier)).toMatchObject({
      acr: password,
      amr: ['pwd'],
    });
  });

  it('belongs to the person who completes the request: nothing carries over from the one before', async () => {
    const bob = await holders.add();
    const { browser, page, verifier } = await atConsent();
    await post(browser, page, 'sign-out');

    const { body } = await holders.submit(browser, page, bob);
    await holders.follow(foreign, browser, (body as { location: string }).location, verifier);
    const strong = await holders.open(party, browser, { acr_values: certificate, prompt: 'none' });
    const silent = await holders.open(party, browser, { prompt: 'none' });

    expect(strong.outcome?.error).toBe('unmet_authentication_requirements');
    expect(await holders.claims(party, silent.outcome?.code, silent.verifier)).toMatchObject({
      preferred_username: bob.username,
      amr: ['pwd'],
    });
  });

  it('cannot be skipped by a consent that was never shown', async () => {
    const browser = await holders.signedInByPassword(party, alice);
    const { page } = await holders.open(party, browser, { acr_values: certificate });

    const { status } = await post(browser, page!, 'consent');
    const silent = await holders.open(party, browser, { acr_values: certificate, prompt: 'none' });

    expect([page!.step, status]).toEqual(['sign_in', 404]);
    expect(silent.outcome?.error).toBe('unmet_authentication_requirements');
  });
});
