import { authorizationRequest, type HttpBrowser, redeem } from '@postern/http-browser';
import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { createPerson, type Person } from '../support/accounts.js';
import { type Application, refresh, registerApplication, signedOutAddress } from '../support/applications.js';
import { eventsSince } from '../support/event-log.js';
import { type LogoutReceiver, receiveLogouts } from '../support/logout-receiver.js';
import { Management } from '../support/management.js';
import { claimsOf, openBrowser } from '../support/people.js';
import { readSelfPostingForm } from '../support/self-posting-form.js';
import { beginSignIn } from '../support/sign-in-page.js';
import { visit } from '../support/visit.js';

const postern = inject('postern');
const { public: publicOrigin } = postern.origins;
let admin: Management;
let carol: Person;
let receiver: LogoutReceiver;
let told: Application;
let untold: Application;
let browser: HttpBrowser;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
  receiver = await receiveLogouts(postern);
  carol = await createPerson(admin, 'Carol');
  told = await registerApplication(admin, { first_party: true, backchannel_logout_uri: receiver.address });
  untold = await registerApplication(admin, { first_party: true });
});

afterAll(() => receiver.close());

beforeEach(() => {
  browser = openBrowser(postern);
});

const signIn = async (application: Application) => {
  const request = authorizationRequest(application);
  const { callback } = await visit(postern, { browser, password: carol }, request.url, application.redirectUri);
  return redeem(browser, application, callback.searchParams.get('code') ?? '', request.verifier);
};

const isSignedInAt = async (application: Application) => {
  const { location } = await browser.get(authorizationRequest(application, { prompt: 'none' }).url);
  return new URL(location ?? '').searchParams.get('error') !== 'login_required';
};

const endSession = async (parameters: Readonly<Record<string, string>>) => {
  const { location } = await browser.get(`${postern.issuer}/session/end?${new URLSearchParams(parameters).toString()}`);
  return new URL(location ?? '');
};

/** What the sign-out page posts. */
const confirm = (page: URL, answer: Readonly<Record<string, string>> = { logout: 'yes' }) =>
  browser.postForm(
    `${postern.issuer}/session/end/confirm`,
    { xsrf: new URLSearchParams(page.hash.slice(1)).get('xsrf') ?? '', ...answer },
    { accept: 'text/html', origin: publicOrigin },
  );

const expectLogoutToken = async (token: string | undefined, idToken: string) => {
  const keys = await browser.getJson<JSONWebKeySet>(`${postern.issuer}/jwks`);
  const { payload } = await jwtVerify(token ?? '', createLocalJWKSet(keys), {
    issuer: postern.issuer,
    audience: told.clientId,
  });
  expect(decodeProtectedHeader(token ?? '')).toMatchObject({ typ: 'logout+jwt' });
  expect(payload).toMatchObject({
    sub: carol.id,
    sid: claimsOf(idToken)['sid'],
    events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    jti: expect.any(String),
  });
  expect(payload).not.toHaveProperty('nonce');
};

describe('signing out', () => {
  it('ends the session everywhere, tells the applications that asked for it, and comes back', async () => {
    const [first, second] = [await signIn(told), await signIn(untold)];
    const count = receiver.tokens.length;
    const begun = new Date();

    const page = await endSession({
      id_token_hint: second.id_token,
      post_logout_redirect_uri: signedOutAddress,
      state: 's-1',
    });
    const { location } = await confirm(page);

    expect(page.pathname).toBe('/sign-in/sign-out');
    expect(new URLSearchParams(page.hash.slice(1)).get('confirmed')).toBe('1');
    expect(location).toBe(`${signedOutAddress}?state=s-1`);
    expect(await isSignedInAt(untold)).toBe(false);
    await expect.poll(() => receiver.tokens.length).toBe(count + 1);
    await expectLogoutToken(receiver.tokens.at(-1), first.id_token);
    expect((await refresh(browser, told, first.refresh_token)).status).toBe(400);
    expect((await refresh(browser, untold, second.refresh_token)).status).toBe(400);
    expect(await eventsSince(admin, 'sign_out', begun)).toMatchObject([
      { account: { id: carol.id }, clientId: untold.clientId, address: '127.0.0.1' },
    ]);
  });

  it('is possible on the sign-in page, when another person wants to sign in', async () => {
    await signIn(untold);
    const begun = new Date();
    const page = await beginSignIn(postern, browser, { party: untold, prompt: 'select_account' });

    const answer = await browser.postJson(`${publicOrigin}/api/interaction/${page.uid}/sign-out`, {});

    expect(answer.status).toBe(204);
    expect(await isSignedInAt(untold)).toBe(false);
    await expect.poll(() => eventsSince(admin, 'sign_out', begun)).toMatchObject([{ account: { id: carol.id } }]);
  });

  it('asks first when nobody proves that it speaks for the person', async () => {
    await signIn(untold);

    const page = await endSession({ client_id: untold.clientId, post_logout_redirect_uri: signedOutAddress });

    expect(new URLSearchParams(page.hash.slice(1)).has('confirmed')).toBe(false);
    expect(await isSignedInAt(untold)).toBe(true);
  });

  it('cannot be triggered by another page, because the form is bound to the session', async () => {
    await signIn(untold);
    const page = await endSession({ client_id: untold.clientId });
    page.hash = '#xsrf=made-up';

    const { status } = await confirm(page);

    expect(status).toBeGreaterThanOrEqual(300);
    expect(await isSignedInAt(untold)).toBe(true);
  });

  it('is answered once; later, a page says that it is no longer open', async () => {
    await signIn(untold);
    const page = await endSession({ client_id: untold.clientId });
    await confirm(page);

    const { location } = await confirm(page);

    expect(location).toMatch(`${publicOrigin}/sign-in/error#error=sign_out_not_found&request=`);
  });

  it('does not say "signed out" to people who chose to stay', async () => {
    await signIn(untold);

    const stayed = await confirm(await endSession({}), {});
    const afterStaying = await browser.get(stayed.location ?? '');
    const left = await confirm(await endSession({}));
    const afterLeaving = await browser.get(left.location ?? '');

    expect(afterStaying.location).toBe(`${publicOrigin}/sign-in/signed-out#still=1`);
    expect(afterLeaving.location).toBe(`${publicOrigin}/sign-in/signed-out`);
  });

  it('can redirect to any application: the policy of the page does not block the form', async () => {
    const { headers } = await browser.get(`${publicOrigin}/sign-in/sign-out`);
    const { headers: others } = await browser.get(`${publicOrigin}/sign-in/somebody`);

    expect(headers['content-security-policy']).not.toContain('form-action');
    expect(others['content-security-policy']).toContain("form-action 'self'");
  });

  it('asks nothing of somebody who is not signed in, and comes back', async () => {
    const query = new URLSearchParams({ client_id: untold.clientId, post_logout_redirect_uri: signedOutAddress });

    const page = readSelfPostingForm(await browser.get(`${postern.issuer}/session/end?${query.toString()}`));
    const { location } = await browser.postForm(page.action, page.values, {
      accept: 'text/html',
      origin: publicOrigin,
    });

    expect(page.mayRun).toBe(true);
    expect(page.mayPost).toBe(true);
    expect(location).toBe(signedOutAddress);
  });

  it('tells the applications too when an administrator ends the sessions', async () => {
    const tokens = await signIn(told);
    const count = receiver.tokens.length;

    await admin.delete(`/users/${carol.id}/sessions`);

    await expect.poll(() => receiver.tokens.length).toBe(count + 1);
    await expectLogoutToken(receiver.tokens.at(-1), tokens.id_token);
    expect(await isSignedInAt(told)).toBe(false);
  });

  it('tells each application once, under different token ids', async () => {
    const ids = receiver.tokens.map((token) => claimsOf(token)['jti']);

    expect(new Set(ids).size).toBe(ids.length);
  });
});
