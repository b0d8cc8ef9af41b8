import { randomBytes } from 'node:crypto';
import type { Identifier } from '@postern/contracts';
import { signInByPassword } from '@postern/http-browser';
import { beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { createMtlsMethod, createPerson, mtlsMethod, type Person } from '../support/accounts.js';
import { query } from '../support/database.js';
import { issueFor, usersAuthority } from '../support/issuing.js';
import { previewLink, showCertificate, startLink, tryToConfirm } from '../support/links.js';
import { Management, panelParty, problemOf } from '../support/management.js';
import { openBrowserWith, type PemPair } from '../support/people.js';
import { beginSignIn, certificateAddress } from '../support/sign-in-page.js';
import { claimsOfTicket, rewritten } from '../support/tickets.js';

const postern = inject('postern');
const { public: publicOrigin } = postern.origins;
let admin: Management;
let carol: Person;
let self: Management;
let other: Management;
let certificate: PemPair;
/** On the certificate of each test. */
let name: string;
let methodId: string;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
  methodId = (await mtlsMethod(admin)).id;
  carol = await createPerson(admin, 'Carol');
  [self, other] = await Promise.all([
    Management.signIn(postern, carol),
    createPerson(admin, 'Dave').then((dave) => Management.signIn(postern, dave)),
  ]);
});

beforeEach(async () => {
  name = `Carol ${randomBytes(4).toString('hex')}`;
  certificate = await issueFor(await usersAuthority(postern), name);
});

const browser = () => openBrowserWith(postern, certificate);
const refusalOf = async (who: Management, code: string | null) => problemOf(await tryToConfirm(who, code));
const hasLinked = async (who: Management) =>
  (await who.get<Identifier[]>('/me/identifiers')).some((identifier) => identifier.certificate?.name === name);

describe('the code of a link', () => {
  it("is refused for another account, so a lured certificate is not linked to the attacker's profile", async () => {
    const { code } = await showCertificate(browser(), await startLink(other, methodId));

    expect(await refusalOf(self, code)).toEqual({ status: 400, code: 'handoff.wrong_account' });
    expect(problemOf(await self.send('POST', '/me/links/preview', { code }))).toEqual({
      status: 400,
      code: 'handoff.wrong_account',
    });
    expect([await hasLinked(self), await hasLinked(other)]).toEqual([false, false]);
  });

  it('stays good for its own account after a stranger tried it', async () => {
    const { code } = await showCertificate(browser(), await startLink(self, methodId));
    await refusalOf(other, code);

    expect((await tryToConfirm(self, code)).status).toBe(201);
  });

  it('is accepted once', async () => {
    const { code } = await showCertificate(browser(), await startLink(self, methodId));
    await tryToConfirm(self, code);

    expect(await refusalOf(self, code)).toEqual({ status: 400, code: 'handoff.invalid' });
  });

  it('is refused when it is late', async () => {
    const startUrl = await startLink(self, methodId);
    const { code } = await showCertificate(browser(), startUrl);
    await query(postern, `update handoff set expires_at = now() - interval '1 second' where id = $1`, [
      claimsOfTicket(startUrl).id,
    ]);

    expect(await refusalOf(self, code)).toEqual({ status: 400, code: 'handoff.invalid' });
  });

  it.each(['', 'x', 'A'.repeat(43), 'A'.repeat(5000)])('is refused when it is made up: %#', async (code) => {
    const { status } = await tryToConfirm(self, code);

    expect([400, 422]).toContain(status);
  });

  it('needs a token, and one that may change the profile', async () => {
    const { code } = await showCertificate(browser(), await startLink(self, methodId));
    const stranger = new Management(postern, 'A'.repeat(43));
    const { access_token: reading } = await signInByPassword(
      openBrowserWith(postern),
      panelParty(postern, ['read:me']),
      carol.username,
      carol.password,
    );
    const reader = new Management(postern, reading);

    expect(await refusalOf(stranger, code)).toEqual({ status: 401, code: 'token.invalid' });
    expect(await refusalOf(reader, code)).toEqual({ status: 403, code: 'token.insufficient_scope' });
    expect((await tryToConfirm(self, code)).status).toBe(201);
  });

  it("does not sign anybody in, nor does a sign-in's code link anything", async () => {
    const page = await beginSignIn(postern, browser());
    const back = await page.browser.get(await certificateAddress(page));
    const { code } = await showCertificate(page.browser, await startLink(self, methodId));

    const asSignIn = await page.browser.get(`${publicOrigin}/api/interaction/${page.uid}/certificate?code=${code}`);
    const asLink = await refusalOf(self, new URL(back.location ?? '').searchParams.get('code'));

    expect(asSignIn.location).toBe(`${publicOrigin}/sign-in/${page.uid}#error=handoff.invalid`);
    expect(asLink).toEqual({ status: 400, code: 'handoff.invalid' });
  });
});

describe('the ticket of a link', () => {
  it('cannot be turned to another account', async () => {
    const startUrl = rewritten(await startLink(other, methodId), { a: carol.id });

    const { location } = await browser().get(startUrl);

    expect(location).toBe(`${publicOrigin}/sign-in/error#error=ticket.invalid`);
  });

  it('has one outcome', async () => {
    const startUrl = await startLink(self, methodId);
    await showCertificate(browser(), startUrl);

    expect(await showCertificate(browser(), startUrl)).toEqual({
      path: '/panel/profile/link',
      code: null,
      error: 'ticket.used',
    });
  });

  it('B7: is for methods that are public and on', async () => {
    const hidden = await createMtlsMethod(admin, { public: false });
    const off = await createMtlsMethod(admin, { enabled: false });

    const answers = await Promise.all([hidden, off].map(({ id }) => self.send('POST', '/me/links', { methodId: id })));

    await Promise.all([hidden, off].map(({ id }) => admin.delete(`/sign-in-methods/${id}`)));
    expect(answers.map(problemOf)).toEqual([
      { status: 409, code: 'sign_in_method.disabled' },
      { status: 409, code: 'sign_in_method.disabled' },
    ]);
  });

  it('links nothing once its method was switched off', async () => {
    const second = await createMtlsMethod(admin);
    const { code } = await showCertificate(browser(), await startLink(self, second.id));
    await admin.patch(`/sign-in-methods/${second.id}`, { enabled: false });

    const preview = await previewLink(self, code);
    const refusal = await refusalOf(self, code);

    await admin.delete(`/sign-in-methods/${second.id}`);
    expect(preview.problem).toBe('sign_in_method.disabled');
    expect(refusal).toEqual({ status: 409, code: 'sign_in_method.disabled' });
  });
});
