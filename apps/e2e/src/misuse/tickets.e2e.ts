import { randomUUID } from 'node:crypto';
import type { SignInMethodRecord } from '@postern/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { createMtlsMethod } from '../support/accounts.js';
import { eventsSince } from '../support/event-log.js';
import { Management } from '../support/management.js';
import { findUser, openBrowser } from '../support/people.js';
import {
  beginSignIn,
  certificateAddress,
  isSignedIn,
  type OpenSignIn,
  presentInVain,
} from '../support/sign-in-page.js';
import { claimsOfTicket, rewritten, ticketIn, withTicket } from '../support/tickets.js';

const postern = inject('postern');
const { public: publicOrigin } = postern.origins;
const alice = findUser(postern, 'alice');
let admin: Management;
let second: SignInMethodRecord;
let page: OpenSignIn;
let startUrl: string;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
  second = await createMtlsMethod(admin);
});

afterAll(() => admin.delete(`/sign-in-methods/${second.id}`));

beforeEach(async () => {
  page = await beginSignIn(postern, openBrowser(postern, alice.certificate));
  startUrl = await certificateAddress(page);
});

const failuresSince = async (begun: Date) =>
  (await eventsSince(admin, 'sign_in.failed', begun)).map(({ code, address }) => ({ code, address }));

describe('a ticket to the certificate origin', () => {
  it('has one outcome, and the second use says so on the sign-in page', async () => {
    const begun = new Date(Date.now() - 1000);

    const first = await page.browser.get(startUrl);
    const again = await page.browser.get(startUrl);

    expect(first.location).toContain(`${publicOrigin}/api/interaction/${page.uid}/certificate?code=`);
    expect(again.location).toBe(`${publicOrigin}/sign-in/${page.uid}#error=ticket.used`);
    await expect.poll(() => failuresSince(begun)).toContainEqual({ code: 'ticket.used', address: '127.0.0.1' });
    const { location } = await page.browser.follow(first.location ?? '', (at) => isSignedIn(at, page.party));
    expect(isSignedIn(location, page.party)).toBe(true);
  });

  it('has one outcome when twenty browsers use it at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => page.browser.get(startUrl)));

    const locations = answers.map(({ location }) => location?.replace(/code=.*/, 'code'));
    expect(locations.filter((at) => at?.endsWith('/certificate?code'))).toHaveLength(1);
    expect(locations.filter((at) => at?.endsWith('#error=ticket.used'))).toHaveLength(19);
  });

  it.each([
    ['names another interaction', () => rewritten(startUrl, { i: 'A'.repeat(21) })],
    ['names another method', () => rewritten(startUrl, { m: second.id })],
    ['is good for longer', () => rewritten(startUrl, { exp: Date.now() + 86_400_000 })],
    ['has another id', () => rewritten(startUrl, { id: randomUUID() })],
    ['lacks its signature', () => withTicket(startUrl, ticketIn(startUrl).split('.')[0] ?? '')],
    ['has an empty signature', () => withTicket(startUrl, `${ticketIn(startUrl).split('.')[0]}.`)],
    ['has a third part', () => withTicket(startUrl, `${ticketIn(startUrl)}.x`)],
    ['is very long', () => withTicket(startUrl, 'a'.repeat(6000))],
    ['is empty', () => withTicket(startUrl, '')],
    ['is sent twice', () => `${startUrl}&ticket=${ticketIn(startUrl)}`],
    ['is missing', () => startUrl.split('?')[0] ?? ''],
  ])('is refused when it %s', async (_how, tampered) => {
    const { status, location } = await page.browser.get(tampered());

    expect([status, location]).toEqual([303, `${publicOrigin}/sign-in/error#error=ticket.invalid`]);
  });

  it('is not used up by HEAD, POST or a preflight', async () => {
    const methods = ['HEAD', 'POST', 'OPTIONS'];

    const answers = await Promise.all(methods.map((method) => page.browser.send(startUrl, { method })));

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    const { location } = await page.browser.follow(startUrl, (at) => isSignedIn(at, page.party));
    expect(isSignedIn(location, page.party)).toBe(true);
  });

  it('is for one method: a certificate linked at another belongs to nobody here', async () => {
    const attempt = await presentInVain(page, await certificateAddress(page, second.id));

    expect(attempt).toMatchObject({ code: 'certificate.not_linked', methodId: second.id });
  });

  it('opens nothing any more once its method is switched off', async () => {
    const other = await certificateAddress(page, second.id);
    await admin.patch(`/sign-in-methods/${second.id}`, { enabled: false });

    const attempt = await presentInVain(page, other);
    await admin.patch(`/sign-in-methods/${second.id}`, { enabled: true });

    expect(attempt).toMatchObject({ code: 'sign_in_method.disabled', certificate: null });
  });

  it('names nobody and nothing that a stranger could use', () => {
    expect(Object.keys(claimsOfTicket(startUrl)).toSorted()).toEqual(['c', 'exp', 'i', 'id', 'm', 'p']);
  });
});
