import type { ConnectedApplication, SessionView } from '@postern/contracts';
import { authorizationRequest, redeem } from '@postern/http-browser';
import { beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { createPerson, type Person } from '../support/accounts.js';
import { type Application, registerApplication } from '../support/applications.js';
import { Management } from '../support/management.js';
import { claimsOf, openBrowser } from '../support/people.js';
import { visit, type Visitor } from '../support/visit.js';

const postern = inject('postern');
let admin: Management;
let carol: Person;
let application: Application;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
  carol = await createPerson(admin, 'Carol');
});

beforeEach(async () => {
  application = await registerApplication(admin);
});

/** Carol in a new browser, unless told. */
const ask = async (visitor: Partial<Visitor> = {}, extra: Readonly<Record<string, string>> = {}) => {
  const browser = visitor.browser ?? openBrowser(postern);
  const request = authorizationRequest(application, extra);
  const end = await visit(postern, { password: carol, ...visitor, browser }, request.url, application.redirectUri);
  return { ...end, browser, request, error: end.callback.searchParams.get('error') };
};

describe('consent', () => {
  it("is asked once by a third party's application, saying who asks for what, and remembered in every browser", async () => {
    const first = await ask();
    const sameBrowser = await ask({ browser: first.browser });
    const otherBrowser = await ask();

    expect(first.steps).toEqual(['sign_in', 'consent']);
    expect(first.views[1]).toMatchObject({
      application: { name: application.record.name },
      methods: [],
      consent: {
        account: { username: carol.username },
        scopes: [
          { scope: 'openid', claims: ['sub'] },
          { scope: 'profile', claims: expect.arrayContaining(['name', 'preferred_username']) },
          { scope: 'email', claims: ['email'] },
        ],
      },
    });
    expect(sameBrowser.steps).toEqual([]);
    expect(otherBrowser.steps).toEqual(['sign_in']);
  });

  it('opens what was allowed', async () => {
    const { callback, browser, request } = await ask();

    const tokens = await redeem(browser, application, callback.searchParams.get('code') ?? '', request.verifier);

    expect(claimsOf(tokens.id_token)).toMatchObject({ sub: carol.id, aud: application.clientId });
    expect(
      await browser.getJson(`${postern.issuer}/me`, { authorization: `Bearer ${tokens.access_token}` }),
    ).toMatchObject({ preferred_username: carol.username });
  });

  it('is asked again for more than was allowed before, and names only what is new', async () => {
    const { browser } = await ask({}, { scope: 'openid' });

    const more = await ask({ browser }, { scope: 'openid email' });

    expect(more.steps).toEqual(['consent']);
    expect(more.views[0]?.consent?.scopes.map(({ scope }) => scope)).toEqual(['email']);
  });

  it('is not remembered when it was denied', async () => {
    const denied = await ask({ consent: 'deny' });
    const again = await ask({ browser: denied.browser });

    expect(denied.error).toBe('access_denied');
    expect(again.steps).toEqual(['consent']);
  });

  it('is given per application', async () => {
    const { browser } = await ask();
    application = await registerApplication(admin);

    expect((await ask({ browser })).steps).toEqual(['consent']);
  });

  it('cannot be had without a page', async () => {
    const page = await ask({ consent: 'deny' });

    const silent = await ask({ browser: page.browser }, { prompt: 'none' });

    expect(silent).toMatchObject({ steps: [], error: 'consent_required' });
  });

  it('is asked again with prompt=consent, and then offline access lasts beyond the session', async () => {
    await ask();

    const asked = await ask({}, { prompt: 'consent', scope: 'openid offline_access' });

    expect(asked.steps).toEqual(['sign_in', 'consent']);
    expect(asked.views[1]?.consent?.scopes.map(({ scope }) => scope)).toContain('offline_access');
    const code = asked.callback.searchParams.get('code') ?? '';
    const { refresh_token: token } = await redeem(asked.browser, application, code, asked.request.verifier);
    expect(token).toBeDefined();
  });

  it('is taken back in the profile: tokens end at once, and it is asked for again', async () => {
    const { callback, browser, request } = await ask({}, { scope: 'openid email' });
    const tokens = await redeem(browser, application, callback.searchParams.get('code') ?? '', request.verifier);
    const self = await Management.signIn(postern, carol);
    const connected = async () =>
      (await self.get<ConnectedApplication[]>('/me/applications')).find(
        ({ clientId }) => clientId === application.clientId,
      );
    expect(await connected()).toMatchObject({
      name: application.record.name,
      firstParty: false,
      permissions: [{ scope: 'openid' }, { scope: 'email' }],
    });

    await self.delete(`/me/applications/${application.clientId}`);

    expect(await connected()).toBeUndefined();
    const userinfo = await browser.send(`${postern.issuer}/me`, {
      headers: { authorization: `Bearer ${tokens.access_token}`, accept: 'application/json' },
    });
    expect(userinfo.status).toBe(401);
    expect((await ask({ browser })).steps).toEqual(['consent']);
    const sessions = await self.get<SessionView[]>('/me/sessions');
    expect(sessions.filter(({ applications }) => applications.includes(application.record.name))).toHaveLength(1);
  });

  it('is skipped by a first-party application', async () => {
    application = await registerApplication(admin, { first_party: true });

    expect((await ask()).steps).toEqual(['sign_in']);
  });

  it('is asked of each person in one browser', async () => {
    const { browser } = await ask();
    const dave = await createPerson(admin, 'Dave');

    const other = await ask({ browser, password: dave }, { prompt: 'login' });

    expect(other.steps).toEqual(['sign_in', 'consent']);
    expect(other.views[1]?.consent?.account.username).toBe(dave.username);
  });
});
