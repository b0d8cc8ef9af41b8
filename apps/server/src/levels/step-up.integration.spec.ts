import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../../testing/browser.js';
import { type CardHolder, CardHolders, type LevelPage } from '../../testing/card-holders.js';
import { TestParty } from '../../testing/relying-party.js';
import { TestServer } from '../../testing/test-server.js';

const password = 'urn:postern:acr:password';
const certificate = 'urn:postern:acr:certificate';
const essential = (acr: object) => ({ claims: JSON.stringify({ id_token: { acr: { essential: true, ...acr } } }) });

let server: TestServer;
let holders: CardHolders;
let party: TestParty;
let alice: CardHolder;
let bob: CardHolder;

beforeAll(async () => {
  server = await TestServer.start();
  holders = await CardHolders.with(server);
  party = await TestParty.register(server, { first_party: true });
  [alice, bob] = [await holders.add(), await holders.add()];
});
afterAll(() => server?.stop());

const kinds = ({ methods }: LevelPage) => methods.map(({ action }) => action.kind);

describe('an application that asks for a certificate', () => {
  it('has only certificates offered in a new browser', async () => {
    const { page, claims } = await holders.stepUp(party, new Browser(), alice, { acr_values: certificate });

    expect(kinds(page!)).toEqual(['navigate']);
    expect(page!.requirement).toEqual({ levels: [certificate], signedIn: null, proved: null, tooOld: false });
    expect(claims).toMatchObject({ acr: certificate, amr: ['pop'], preferred_username: alice.username });
  });

  it('accepts no password, however it is sent, and the event log says why', async () => {
    const browser = new Browser();
    const { page } = await holders.open(party, browser, { acr_values: certificate });

    const { status, body } = await holders.submit(browser, page!, alice);

    expect([status, (body as { code: string }).code]).toEqual([403, 'acr.not_reached']);
    const [event] = await server.sql<{ code: string; details: object }>(
      `select code, details from audit_event where type = 'sign_in.failed' order by id desc limit 1`,
    );
    expect(event).toEqual({ code: 'acr.not_reached', details: { asked: [certificate], reached: null } });
  });

  it('steps a password session up with a certificate only, and is told of both proofs', async () => {
    const browser = await holders.signedInByPassword(party, alice);

    const { page, claims } = await holders.stepUp(party, browser, alice, { acr_values: certificate });

    expect(page!.requirement).toMatchObject({
      signedIn: { username: alice.username },
      proved: password,
      tooOld: false,
    });
    expect(kinds(page!)).toEqual(['navigate']);
    expect(claims).toMatchObject({ acr: certificate, amr: ['pwd', 'pop'] });
  });

  it('does not ask again after a proof by certificate, whatever was proved since', async () => {
    const browser = await holders.signedInByPassword(party, alice);
    const first = await holders.stepUp(party, browser, alice, { acr_values: certificate });
    const again = await holders.open(party, browser, { prompt: 'login' });
    const { body } = await holders.submit(browser, again.page!, alice);
    const later = await holders.follow(party, browser, (body as { location: string }).location, again.verifier);

    const silent = await holders.open(party, browser, { acr_values: certificate, prompt: 'none' });

    expect(await holders.claims(party, later.outcome!.code, again.verifier)).toMatchObject({ acr: password });
    expect(await holders.claims(party, silent.outcome!.code, silent.verifier)).toMatchObject({
      acr: certificate,
      auth_time: first.claims.auth_time,
    });
  });

  it('is told with prompt=none whether somebody is signed in', async () => {
    const nobody = await holders.open(party, new Browser(), { acr_values: certificate, prompt: 'none' });
    const browser = await holders.signedInByPassword(party, alice);
    const somebody = await holders.open(party, browser, { acr_values: certificate, prompt: 'none' });

    expect(nobody.outcome?.error).toBe('login_required');
    expect(somebody.outcome?.error).toBe('unmet_authentication_requirements');
  });

  it.each([
    ['one value', { value: certificate }],
    ['several values', { values: ['urn:unknown', certificate] }],
  ])('may ask by an essential claim: %s', async (_, acr) => {
    const browser = await holders.signedInByPassword(party, alice);

    const silent = await holders.open(party, browser, { ...essential(acr), prompt: 'none' });
    const { claims } = await holders.stepUp(party, browser, alice, essential(acr));

    expect(silent.outcome?.error).toBe('unmet_authentication_requirements');
    expect(claims.acr).toBe(certificate);
  });

  it('asks again when the certificate was shown too long ago, even if a password is recent', async () => {
    const browser = new Browser();
    const first = await holders.stepUp(party, browser, alice, { acr_values: certificate });
    await server.sql(
      `update oidc_artifact set payload = jsonb_set(payload, '{proofs,0,at}', to_jsonb($2::int))
       where model = 'Session' and account_id = $1 and payload -> 'proofs' @> '[{"acr": "${certificate}"}]'`,
      [alice.id, first.claims.auth_time - 500],
    );
    const extra = { acr_values: certificate, max_age: '400' };

    const silent = await holders.open(party, browser, { ...extra, prompt: 'none' });
    const young = await holders.open(party, browser, { ...extra, max_age: '600', prompt: 'none' });
    const { page, claims } = await holders.stepUp(party, browser, alice, extra);

    expect(silent.outcome?.error).toBe('unmet_authentication_requirements');
    expect((await holders.claims(party, young.outcome!.code, young.verifier)).auth_time).toBe(
      first.claims.auth_time - 500,
    );
    expect(page!.requirement).toMatchObject({ signedIn: { username: alice.username }, tooOld: true });
    expect(claims.auth_time).toBeGreaterThanOrEqual(first.claims.auth_time);
  });

  it('asks for a new proof with prompt=login, although the session has one', async () => {
    const browser = new Browser();
    await holders.stepUp(party, browser, alice, { acr_values: certificate });

    const { page } = await holders.open(party, browser, { acr_values: certificate, prompt: 'login' });
    const { status } = await holders.submit(browser, page!, alice);

    expect(kinds(page!)).toEqual(['navigate']);
    expect(status).toBe(403);
  });

  it('keeps the person: another one is refused, and the session stays as it was', async () => {
    const browser = await holders.signedInByPassword(party, alice);
    const { page, verifier } = await holders.open(party, browser, { acr_values: certificate });

    const back = await holders.show(browser, page!, bob.certificate);
    const refused = await holders.view(browser, back);
    const silent = await holders.open(party, browser, { prompt: 'none' });

    expect((refused as unknown as { attempt: { code: string } }).attempt.code).toBe('handoff.wrong_account');
    expect(refused.requirement?.signedIn?.username).toBe(alice.username);
    expect(await holders.claims(party, silent.outcome!.code, silent.verifier)).toMatchObject({
      preferred_username: alice.username,
      acr: password,
    });
    const events = await server.sql<{ type: string; code: string | null }>(
      'select type, code from audit_event where account_id = $1 or method_id = $2 order by id desc limit 1',
      [bob.id, holders.methodId],
    );
    expect(events).toEqual([{ type: 'sign_in.failed', code: 'handoff.wrong_account' }]);
    // The same page still takes the right certificate.
    const next = await holders.show(browser, refused, alice.certificate);
    expect((await holders.follow(party, browser, next, verifier)).outcome?.code).toBeTruthy();
  });

  it('lets somebody else sign in once the first one has signed out on the page', async () => {
    const browser = await holders.signedInByPassword(party, alice);
    const { page, verifier } = await holders.open(party, browser, { acr_values: certificate });
    const signedOut = await browser.post(server, `/api/interaction/${page!.uid}/sign-out`, {});
    const view = await holders.view(browser, `/sign-in/${page!.uid}`);

    const next = await holders.show(browser, view, bob.certificate);
    const { outcome } = await holders.follow(party, browser, next, verifier);

    expect(signedOut.status).toBe(204);
    expect(view.requirement).toMatchObject({ levels: [certificate], signedIn: null });
    expect(await holders.claims(party, outcome!.code, verifier)).toMatchObject({
      preferred_username: bob.username,
      amr: ['pop'],
    });
  });

  it('judges each of two tabs by the final state of the session', async () => {
    const browser = await holders.signedInByPassword(party, alice);
    const [one, other] = [
      await holders.open(party, browser, { acr_values: certificate }),
      await holders.open(party, browser, { acr_values: certificate }),
    ];
    const first = await holders.show(browser, one.page!, alice.certificate);
    const end = await holders.follow(party, browser, first, one.verifier);
    const second = await holders.show(browser, other.page!, alice.certificate);

    expect(end.outcome?.code).toBeTruthy();
    const { outcome } = await holders.follow(party, browser, second, other.verifier);
    expect(await holders.claims(party, outcome!.code, other.verifier)).toMatchObject({
      acr: certificate,
      amr: ['pwd', 'pop'],
    });
  });
});
