import type { Identifier, SessionView } from '@postern/contracts';
import { type HttpBrowser, signInByCertificate } from '@postern/http-browser';
import { beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { createPerson, mtlsMethod, type Person, provisionCertificate } from '../support/accounts.js';
import { query } from '../support/database.js';
import { issueFor, usersAuthority } from '../support/issuing.js';
import { linkCertificate } from '../support/links.js';
import { Management, panelParty, problemOf } from '../support/management.js';
import { demoParty, openBrowserWith, type PemPair } from '../support/people.js';
import { beginSignIn, presentInVain } from '../support/sign-in-page.js';

const postern = inject('postern');
const party = demoParty(postern);
let admin: Management;
let methodId: string;
let carol: Person;
let certificate: PemPair;
let identifier: Identifier;
let browser: HttpBrowser;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
  methodId = (await mtlsMethod(admin)).id;
});

beforeEach(async () => {
  carol = await createPerson(admin, 'Carol');
  certificate = await issueFor(await usersAuthority(postern), carol.name);
  identifier = await provisionCertificate(admin, methodId, carol, certificate);
  browser = openBrowserWith(postern, certificate);
});

const refresh = (token: string | undefined) =>
  browser.postForm(
    `${party.issuer}/token`,
    { grant_type: 'refresh_token', refresh_token: token ?? '' },
    { authorization: `Basic ${Buffer.from(`${party.clientId}:${party.clientSecret}`).toString('base64')}` },
  );

describe('unlinking a certificate', () => {
  it('ends the sessions and tokens that came through it, at once, and keeps the others', async () => {
    const self = await Management.signIn(postern, carol);
    const tokens = await signInByCertificate(browser, party);
    expect(await self.get<SessionView[]>('/me/sessions')).toHaveLength(2);

    await self.delete(`/me/identifiers/${identifier.id}`);

    const sessions = await self.get<SessionView[]>('/me/sessions');
    expect(sessions.map(({ current }) => current)).toEqual([true]);
    expect((await refresh(tokens.refresh_token)).status).toBe(400);
    const userinfo = await browser.send(`${party.issuer}/me`, {
      headers: { authorization: `Bearer ${tokens.access_token}`, accept: 'application/json' },
    });
    expect(userinfo.status).toBe(401);
    const page = await beginSignIn(postern, browser);
    expect(await presentInVain(page)).toMatchObject({ code: 'certificate.not_linked', linkable: true });
  });

  it('ends the session of the very token that asks for it', async () => {
    const { access_token: token } = await signInByCertificate(browser, panelParty(postern));
    const self = new Management(postern, token);

    await self.delete(`/me/identifiers/${identifier.id}`);

    expect(problemOf(await self.send('GET', '/me'))).toEqual({ status: 401, code: 'token.invalid' });
  });

  it('B9: frees the certificate for another account', async () => {
    const self = await Management.signIn(postern, carol);
    const other = await Management.signIn(postern, await createPerson(admin, 'Dave'));
    await self.delete(`/me/identifiers/${identifier.id}`);

    expect(await linkCertificate(other, browser, methodId)).toMatchObject({ state: expect.anything() });
  });

  it('is refused for the last way to sign in, except to an administrator', async () => {
    const { access_token: token } = await signInByCertificate(browser, panelParty(postern));
    const self = new Management(postern, token);
    await query(postern, 'update account set password_hash = null where id = $1', [carol.id]);

    const refusal = problemOf(await self.send('DELETE', `/me/identifiers/${identifier.id}`));

    expect(refusal).toEqual({ status: 409, code: 'identifier.last_way_to_sign_in' });
    expect(await self.get<Identifier[]>('/me/identifiers')).toHaveLength(1);
    await admin.delete(`/users/${carol.id}/identifiers/${identifier.id}`);
    expect((await self.send('GET', '/me')).status).toBe(401);
  });

  it('leaves one of two when both are taken away at once', async () => {
    const second = await issueFor(await usersAuthority(postern), carol.name);
    const { id } = await provisionCertificate(admin, methodId, carol, second);
    const self = await Management.signIn(postern, carol);
    await query(postern, 'update account set password_hash = null where id = $1', [carol.id]);

    const answers = await Promise.all(
      [identifier.id, id].map((each) => self.send('DELETE', `/me/identifiers/${each}`)),
    );

    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409]);
  });

  it("is not for other people's identifiers", async () => {
    const other = await Management.signIn(postern, await createPerson(admin, 'Dave'));

    const answer = await other.send('DELETE', `/me/identifiers/${identifier.id}`);

    expect(problemOf(answer)).toEqual({ status: 404, code: 'identifier.not_found' });
  });
});
