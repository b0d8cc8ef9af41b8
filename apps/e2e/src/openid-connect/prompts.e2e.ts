import { setTimeout as sleep } from 'node:timers/promises';
import { authorizationRequest, redeem } from '@postern/http-browser';
import { describe, expect, inject, it } from 'vitest';
import { claimsOf, demoParty, findUser, openBrowser } from '../support/people.js';
import { beginSignIn, isSignedIn, viewOf } from '../support/sign-in-page.js';
import { visit, type Visitor } from '../support/visit.js';

const postern = inject('postern');
const party = demoParty(postern);
const alice = findUser(postern, 'alice');

/** Signs in, or not, at the demo application; answers the pages on the way and what the application learns. */
const ask = async (visitor: Visitor, extra: Readonly<Record<string, string>> = {}) => {
  const request = authorizationRequest(party, extra);
  const { callback, steps, views } = await visit(postern, visitor, request.url, party.redirectUri);
  const code = callback.searchParams.get('code');
  const tokens = code === null ? null : await redeem(visitor.browser, party, code, request.verifier);
  return {
    steps,
    views,
    error: callback.searchParams.get('error'),
    claims: tokens && (claimsOf(tokens.id_token) as { sub: string; auth_time: number; amr: string[]; acr: string }),
  };
};

const aliceVisits = (): Visitor => ({ browser: openBrowser(postern, alice.certificate) });

describe('what an application may ask of a sign-in', () => {
  it('prompt=none: an answer without any page, yes or no', async () => {
    const visitor = aliceVisits();

    const before = await ask(visitor, { prompt: 'none' });
    await ask(visitor);
    const after = await ask(visitor, { prompt: 'none' });

    expect(before).toMatchObject({ steps: [], error: 'login_required', claims: null });
    expect(after).toMatchObject({ steps: [], error: null, claims: { preferred_username: 'alice', amr: ['pop'] } });
  });

  it('nothing: whoever is signed in goes straight on', async () => {
    const visitor = aliceVisits();
    const first = await ask(visitor);

    const second = await ask(visitor);

    expect(first.steps).toEqual(['sign_in']);
    expect(second.steps).toEqual([]);
    expect(second.claims).toMatchObject({
      sub: first.claims!.sub,
      auth_time: first.claims!.auth_time,
      acr: first.claims!.acr,
    });
  });

  it('prompt=login: a fresh proof, which is told with its own time and way', async () => {
    const visitor = aliceVisits();
    const first = await ask(visitor);
    await sleep(1100);

    const second = await ask({ ...visitor, password: alice }, { prompt: 'login' });

    expect(second.steps).toEqual(['sign_in']);
    expect(second.views[0]).toMatchObject({ promptLogin: true, accounts: [] });
    // The session has both proofs; level and time are those of the last one.
    expect(second.claims).toMatchObject({
      sub: first.claims!.sub,
      amr: ['pop', 'pwd'],
      acr: 'urn:postern:acr:password',
    });
    expect(second.claims!.auth_time).toBeGreaterThan(first.claims!.auth_time);
  });

  it('max_age: a fresh proof when the last one is older', async () => {
    const visitor = aliceVisits();
    const first = await ask(visitor);
    await sleep(2100);

    const young = await ask(visitor, { max_age: '3600' });
    const old = await ask(visitor, { max_age: '1' });
    const silent = await ask(visitor, { max_age: '0', prompt: 'none' });

    expect(young).toMatchObject({ steps: [], claims: { auth_time: first.claims!.auth_time } });
    expect(old.steps).toEqual(['sign_in']);
    expect(old.claims!.auth_time).toBeGreaterThan(first.claims!.auth_time);
    expect(silent.error).toBe('login_required');
  });

  it('prompt=select_account: a choice of those who are signed in, without a new proof', async () => {
    const visitor = aliceVisits();
    const first = await ask(visitor);

    const second = await ask(visitor, { prompt: 'select_account' });

    expect(second.steps).toEqual(['choose_account']);
    expect(second.views[0]?.accounts).toMatchObject([{ username: 'alice', name: 'Alice Adams' }]);
    expect(second.claims).toMatchObject({ sub: first.claims!.sub, auth_time: first.claims!.auth_time });
  });

  it('prompt=select_account: another person may take over the browser, and the first one is signed out of it', async () => {
    const visitor = aliceVisits();
    await ask(visitor);
    const page = await beginSignIn(postern, visitor.browser, { prompt: 'select_account' });
    const { methods, step } = await viewOf(party, visitor.browser, page.uid);
    const { username, password } = findUser(postern, 'bob');
    const form = methods.find(({ action }) => action.kind === 'form')!.action as { readonly submitUrl: string };

    const answer = await visitor.browser.postJson(new URL(form.submitUrl, party.issuer).href, {
      values: { username, password },
    });
    const { location } = JSON.parse(answer.body) as { location: string };
    const end = await visitor.browser.follow(location, (at) => isSignedIn(at, party));
    const after = await ask(visitor, { prompt: 'none' });

    expect(step).toBe('choose_account');
    expect(isSignedIn(end.location, party)).toBe(true);
    expect(after.claims).toMatchObject({ preferred_username: 'bob' });
  });

  it('select_account when nobody is signed in: an ordinary sign-in', async () => {
    expect(await ask(aliceVisits(), { prompt: 'select_account' })).toMatchObject({ steps: ['sign_in'], error: null });
  });

  it('a hint and languages, which the page is told', async () => {
    const page = await beginSignIn(postern, openBrowser(postern), { login_hint: 'alice', ui_locales: 'fr-CA de' });

    expect(await viewOf(party, page.browser, page.uid)).toMatchObject({
      loginHint: 'alice',
      uiLocales: ['fr-CA', 'de'],
    });
  });

  it('nothing that contradicts itself', async () => {
    const { error, steps } = await ask(aliceVisits(), { prompt: 'none login' });

    expect({ error, steps }).toEqual({ error: 'invalid_request', steps: [] });
  });

  it('and hears that the person went back', async () => {
    const { browser, uid, party: application } = await beginSignIn(postern, openBrowser(postern));

    const answer = await browser.postJson(`${postern.origins.public}/api/interaction/${uid}/abort`, {});
    const { location } = JSON.parse(answer.body) as { location: string };
    const { location: end } = await browser.get(location);

    expect(end).toMatch(application.redirectUri);
    expect(new URL(end ?? '').searchParams.get('error')).toBe('access_denied');
  });
});
