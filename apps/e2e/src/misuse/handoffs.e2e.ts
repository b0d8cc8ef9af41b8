import type { SignInMethodRecord } from '@postern/contracts';
import { redeem } from '@postern/http-browser';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { createMtlsMethod, createPerson, provisionCertificate } from '../support/accounts.js';
import { query } from '../support/database.js';
import { eventsSince } from '../support/event-log.js';
import { issueFor, usersAuthority } from '../support/issuing.js';
import { Management } from '../support/management.js';
import { findUser, openBrowser, openBrowserWith } from '../support/people.js';
import { beginSignIn, certificateAddress, isSignedIn, type OpenSignIn, viewOf } from '../support/sign-in-page.js';
import { claimsOfTicket } from '../support/tickets.js';

const postern = inject('postern');
const { public: publicOrigin } = postern.origins;
const alice = findUser(postern, 'alice');
const session = '__Host-postern_session';
let admin: Management;
let page: OpenSignIn;
let startUrl: string;
/** Where alice's browser comes back to, code and all. */
let comeBack: string;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
});

beforeEach(async () => {
  page = await beginSignIn(postern, openBrowser(postern, alice.certificate));
  startUrl = await certificateAddress(page);
  comeBack = (await page.browser.get(startUrl)).location ?? '';
});

const finish = ({ browser, party }: OpenSignIn, from: string) => browser.follow(from, (at) => isSignedIn(at, party));

describe('a handoff back from the certificate origin', () => {
  it('signs in the browser that began', async () => {
    const { location } = await finish(page, comeBack);

    expect(isSignedIn(location, page.party)).toBe(true);
  });

  it('is kept as a hash only', async () => {
    const code = new URL(comeBack).searchParams.get('code') ?? '';

    const rows = await query(postern, 'select to_jsonb(handoff)::text as row from handoff where id = $1', [
      claimsOfTicket(startUrl).id,
    ]);

    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(code);
  });

  it('is accepted once', async () => {
    await page.browser.get(comeBack);

    const again = await page.browser.get(comeBack);

    expect(again.location).toMatch(/#error=(handoff\.invalid|interaction\.not_found)$/);
  });

  it('is good once when it comes back twenty times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => page.browser.get(comeBack)));

    expect(answers.filter(({ location }) => isSignedIn(location, page.party))).toHaveLength(1);
    expect(answers.filter(({ location }) => location?.includes('#error='))).toHaveLength(19);
  });

  it('is refused a minute later', async () => {
    const begun = new Date(Date.now() - 1000);
    await query(postern, `update handoff set expires_at = now() - interval '1 second' where id = $1`, [
      claimsOfTicket(startUrl).id,
    ]);

    const { location } = await page.browser.get(comeBack);

    expect(location).toBe(`${publicOrigin}/sign-in/${page.uid}#error=handoff.invalid`);
    const events = await eventsSince(admin, 'sign_in.failed', begun);
    expect(events.find(({ code }) => code === 'handoff.invalid')).toMatchObject({ address: '127.0.0.1' });
  });

  it('is refused in another browser, and stays valid in its own', async () => {
    const stranger = openBrowser(postern);

    const { location } = await stranger.get(comeBack);

    expect(location).toBe(`${publicOrigin}/sign-in/${page.uid}#error=interaction.not_found`);
    expect(stranger.cookies.names()).not.toContain(session);
    expect(isSignedIn((await finish(page, comeBack)).location, page.party)).toBe(true);
  });

  it('is refused for another sign-in of the same browser', async () => {
    const other = await beginSignIn(postern, page.browser);

    const { location } = await page.browser.get(comeBack.replace(page.uid, other.uid));

    expect(location).toBe(`${publicOrigin}/sign-in/${other.uid}#error=handoff.invalid`);
    expect(await viewOf(other.party, other.browser, other.uid)).toMatchObject({ step: 'sign_in', accounts: [] });
    expect(isSignedIn((await finish(page, comeBack)).location, page.party)).toBe(true);
  });

  it.each([
    ['another code', (code: string) => code.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A'))],
    ['half a code', (code: string) => code.slice(0, 20)],
    ['no code', () => ''],
    ['a very long code', () => 'a'.repeat(3000)],
    ['its hash', (code: string) => encodeURIComponent(`\\x${Buffer.from(code).toString('hex')}`)],
    ["another's wildcard", () => '%25'],
  ])('is refused with %s', async (_how, tamper) => {
    const { location, status } = await page.browser.get(
      comeBack.replace(/code=(.*)/, (_all, code: string) => `code=${tamper(code)}`),
    );

    expect(status).toBeLessThan(500);
    expect(location ?? '').not.toContain('/oidc/auth/');
  });

  it('cannot be replayed once the application has its answer', async () => {
    const { location } = await finish(page, comeBack);
    const code = new URL(location ?? '').searchParams.get('code') ?? '';
    await redeem(page.browser, page.party, code, page.request.verifier);

    const replays = [
      await page.browser.get(startUrl),
      await page.browser.get(comeBack),
      await page.browser.get(`${publicOrigin}/oidc/auth/${page.uid}`),
    ];

    expect(replays.map((answer) => isSignedIn(answer.location, page.party))).toEqual([false, false, false]);
    await expect(redeem(page.browser, page.party, code, page.request.verifier)).rejects.toThrow('invalid_grant');
  });
});

describe('a handoff of a method', () => {
  let second: SignInMethodRecord;
  let own: OpenSignIn;

  beforeAll(async () => {
    second = await createMtlsMethod(admin);
    const carol = await createPerson(admin, 'Carol');
    const certificate = await issueFor(await usersAuthority(postern), carol.name);
    await provisionCertificate(admin, second.id, carol, certificate);
    own = await beginSignIn(postern, openBrowserWith(postern, certificate));
  });

  afterAll(() => admin.delete(`/sign-in-methods/${second.id}`));

  it('that was switched off meanwhile signs nobody in', async () => {
    const { location } = await own.browser.get(await certificateAddress(own, second.id));
    await admin.patch(`/sign-in-methods/${second.id}`, { enabled: false });

    const { url } = await own.browser.follow(location ?? '');
    await admin.patch(`/sign-in-methods/${second.id}`, { enabled: true });

    const attempt = new URL(url).searchParams.get('attempt') ?? '';
    expect((await viewOf(own.party, own.browser, own.uid, attempt)).attempt).toMatchObject({
      code: 'sign_in_method.disabled',
      linkable: false,
    });
  });

  it('signs in by the identifiers of this method only', async () => {
    const address = await certificateAddress(own);
    const { url } = await own.browser.follow(address);

    const attempt = new URL(url).searchParams.get('attempt') ?? '';
    expect((await viewOf(own.party, own.browser, own.uid, attempt)).attempt?.code).toBe('certificate.not_linked');
    const { location } = await finish(own, await certificateAddress(own, second.id));
    expect(isSignedIn(location, own.party)).toBe(true);
  });
});
