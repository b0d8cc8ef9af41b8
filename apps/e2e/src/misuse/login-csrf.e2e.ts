import { beforeAll, describe, expect, inject, it } from 'vitest';
import { redeem } from '@postern/http-browser';
import { createPerson, mtlsMethod, provisionCertificate } from '../support/accounts.js';
import { issueFor, usersAuthority } from '../support/issuing.js';
import { Management } from '../support/management.js';
import { claimsOf, findUser, openBrowser, openBrowserWith, type PemPair } from '../support/people.js';
import {
  beginSignIn,
  certificateAddress,
  isSignedIn,
  locationIn,
  type OpenSignIn,
  submitPassword,
  viewOf,
} from '../support/sign-in-page.js';

const postern = inject('postern');
const { public: publicOrigin } = postern.origins;
const alice = findUser(postern, 'alice');
const session = '__Host-postern_session';
let mallory: { readonly username: string; readonly password: string };
let certificate: PemPair;

beforeAll(async () => {
  const admin = await Management.asAdministrator(postern);
  const person = await createPerson(admin, 'Mallory');
  certificate = await issueFor(await usersAuthority(postern), person.name);
  await provisionCertificate(admin, (await mtlsMethod(admin)).id, person, certificate);
  mallory = person;
});

const signInWith = async (page: OpenSignIn, from: string) => {
  const { location } = await page.browser.follow(from, (at) => isSignedIn(at, page.party));
  const code = new URL(location ?? '').searchParams.get('code') ?? '';
  return claimsOf((await redeem(page.browser, page.party, code, page.request.verifier)).id_token);
};

describe("somebody lured into another's sign-in", () => {
  it("is not signed in as the attacker by the attacker's way back", async () => {
    const attack = await beginSignIn(postern, openBrowserWith(postern, certificate));
    const { location } = await attack.browser.get(await certificateAddress(attack));
    const victim = await beginSignIn(postern, openBrowser(postern, alice.certificate));

    const lured = await victim.browser.get(location ?? '');
    const straight = await victim.browser.get(`${publicOrigin}/oidc/auth/${attack.uid}`);

    expect(lured.location).toBe(`${publicOrigin}/sign-in/${attack.uid}#error=interaction.not_found`);
    expect(isSignedIn(straight.location, victim.party)).toBe(false);
    expect(await viewOf(victim.party, victim.browser, victim.uid)).toMatchObject({ step: 'sign_in', accounts: [] });
  });

  it("does not finish the attacker's sign-in by showing a certificate for it", async () => {
    const attack = await beginSignIn(postern, openBrowser(postern));
    const victim = openBrowser(postern, alice.certificate);

    const { url } = await victim.follow(await certificateAddress(attack));

    expect(url).toContain(`/sign-in/${attack.uid}`);
    expect(victim.cookies.names()).not.toContain(session);
    expect(await viewOf(attack.party, attack.browser, attack.uid)).toMatchObject({ step: 'sign_in', accounts: [] });
    const { location } = await attack.browser.get(`${publicOrigin}/oidc/auth/${attack.uid}`);
    expect(isSignedIn(location, attack.party)).toBe(false);
  });

  it('cannot be made to post a password from elsewhere', async () => {
    const page = await beginSignIn(postern, openBrowser(postern));
    const { methods } = await viewOf(page.party, page.browser, page.uid);
    const form = methods.find(({ action }) => action.kind === 'form')!;
    const address = `${publicOrigin}/api/interaction/${page.uid}/methods/${form.id}`;
    const body = JSON.stringify({ values: mallory });
    const headers = { 'content-type': 'application/json' };

    const answers = await Promise.all(
      [{}, { origin: 'https://evil.example' }, { origin: 'null' }, { origin: postern.origins.mtls }].map((origin) =>
        page.browser.send(address, {
          method: 'POST',
          body,
          headers: { ...headers, ...(origin as Record<string, string>) },
        }),
      ),
    );

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect(JSON.parse(answers[0]!.body)).toMatchObject({ code: 'request.wrong_origin' });
  });
});

describe('the session of a browser', () => {
  it('gets a new id at sign-in, so that a planted one is useless', async () => {
    const attacker = await beginSignIn(postern, openBrowserWith(postern, certificate));
    await signInWith(attacker, await certificateAddress(attacker));
    const planted = attacker.browser.cookies.value(session) ?? '';
    const victim = openBrowser(postern, alice.certificate);
    victim.cookies.store(new URL(publicOrigin), [
      `${session}=${planted}; path=/; secure`,
      `${session}.sig=${attacker.browser.cookies.value(`${session}.sig`)}; path=/; secure`,
    ]);

    const page = await beginSignIn(postern, victim, { prompt: 'login' });
    const claims = await signInWith(page, await certificateAddress(page));

    expect(claims).toMatchObject({ preferred_username: 'alice' });
    expect(victim.cookies.value(session)).not.toBe(planted);
    const { location } = await attacker.browser.get(page.request.url.replace('prompt=login', 'prompt=none'));
    expect(location).not.toContain('code=');
  });

  it('gets a new id when the same person signs in again', async () => {
    const browser = openBrowser(postern, alice.certificate);
    const first = await beginSignIn(postern, browser);
    await signInWith(first, await certificateAddress(first));
    const before = browser.cookies.value(session);

    const second = await beginSignIn(postern, browser, { prompt: 'login' });
    const { location } = await browser.follow(locationIn(await submitPassword(second, alice)), (at) =>
      isSignedIn(at, second.party),
    );

    expect(isSignedIn(location, second.party)).toBe(true);
    expect(before).toBeDefined();
    expect(browser.cookies.value(session)).not.toBe(before);
  });
});
