import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { redeem } from '@postern/http-browser';
import { describe, expect, inject, it } from 'vitest';
import { createPerson, mtlsMethod } from './support/accounts.js';
import { query } from './support/database.js';
import { issueFor, usersAuthority } from './support/issuing.js';
import { showCertificate, startLink, tryToConfirm } from './support/links.js';
import { Management } from './support/management.js';
import { findUser, openBrowser, openBrowserWith, readPair, type PemPair } from './support/people.js';
import { beginSignIn, certificateAddress, isSignedIn, presentInVain, submitPassword } from './support/sign-in-page.js';
import { ticketIn } from './support/tickets.js';

const postern = inject('postern');
const seen = new Map<string, string>();
const note = (what: string, value: string | null | undefined): string => {
  if (value === null || value === undefined || value === '') throw new Error(`no ${what} to look for`);
  seen.set(what, value);
  return value;
};

/** A piece from the middle of a key or certificate, in every form it could be written down in. */
const noteCertificate = (whose: string, { cert, key }: PemPair): void => {
  for (const [what, pem] of Object.entries({ certificate: cert, key })) {
    const der = Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
    const piece = der.subarray(Math.floor(der.length / 6) * 3, Math.floor(der.length / 6) * 3 + 24);
    note(`${whose}'s ${what} as base64`, piece.toString('base64'));
    note(`${whose}'s ${what} as base64url`, piece.toString('base64url'));
    note(`${whose}'s ${what} escaped`, encodeURIComponent(piece.toString('base64')));
    note(`${whose}'s ${what} as hexadecimal`, piece.toString('hex'));
  }
};

const valueIn = (address: string | null | undefined, name: string): string | null =>
  new URL(address ?? '').searchParams.get(name);

const signInWithCertificate = async () => {
  const alice = findUser(postern, 'alice');
  noteCertificate('alice', readPair(alice.certificate));
  const page = await beginSignIn(postern, openBrowser(postern, alice.certificate));
  const startUrl = await certificateAddress(page);
  note('ticket', ticketIn(startUrl));
  const { location } = await page.browser.get(startUrl);
  note('handoff', valueIn(location, 'code'));
  const end = await page.browser.follow(location ?? '', (at) => isSignedIn(at, page.party));
  const code = note('authorization code', valueIn(end.location, 'code'));
  const tokens = await redeem(page.browser, page.party, code, page.request.verifier);
  note('ID token', tokens.id_token);
  note('access token', tokens.access_token);
  note('refresh token', tokens.refresh_token);
  note('code verifier', page.request.verifier);
  note('session cookie', page.browser.cookies.value('__Host-postern_session'));
  await page.browser.send(`${page.party.issuer}/me`, { headers: { authorization: `Bearer ${tokens.access_token}` } });
};

const signInWithPassword = async (admin: Management) => {
  const carol = await createPerson(admin, 'Carol');
  note('password', carol.password);
  const page = await beginSignIn(postern, openBrowser(postern));
  const wrong = note('wrong password', 'Tr0ub4dor-and-3-other-words');
  await submitPassword(page, { ...carol, password: wrong });
  // People type their password where the username belongs.
  await submitPassword(page, { username: note('password as username', 'C0rrect-horse-battery'), password: wrong });
  await submitPassword(page, carol);
  const self = await Management.signIn(postern, carol);
  note('management token', self.token);
  return { carol, self };
};

const beRefused = async () => {
  for (const [name, files] of Object.entries(postern.badCertificates)) {
    noteCertificate(name, readPair(files));
    await presentInVain(await beginSignIn(postern, openBrowser(postern, files)));
  }
};

const linkTwice = async (self: Management, methodId: string) => {
  const certificate = await issueFor(await usersAuthority(postern), 'Seen by nobody');
  noteCertificate('carol', certificate);
  const startUrl = await startLink(self, methodId);
  note('link ticket', ticketIn(startUrl));
  const { code } = await showCertificate(openBrowserWith(postern, certificate), startUrl);
  note('link code', code);
  await tryToConfirm(self, code);
  await tryToConfirm(self, code);
};

const logsOf = (): string =>
  readdirSync(postern.logs, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.log'))
    .map((name) => readFileSync(join(postern.logs, name), 'utf8'))
    .join('\n');

describe('the logs and the event log', () => {
  it('hold no certificate, key, ticket, code, token or password after sign-ins, refusals and links', async () => {
    const admin = await Management.asAdministrator(postern);
    await signInWithCertificate();
    const { self } = await signInWithPassword(admin);
    await beRefused();
    await linkTwice(self, (await mtlsMethod(admin)).id);
    note("administrator's password", postern.admin.password);
    note('client secret', postern.demoClient?.client_secret);
    note('database password', new URL(postern.database.url).password);
    await sleep(200);

    const logs = logsOf();
    const events = JSON.stringify(await query(postern, 'select to_jsonb(audit_event)::text as row from audit_event'));

    expect(logs).toContain('/api/mtls/sign-in');
    expect(logs).not.toMatch(/-----BEGIN|BEGIN(%20|\+)CERTIFICATE/);
    const found = [...seen].filter(([, value]) => logs.includes(value) || events.includes(value)).map(([what]) => what);
    expect(found).toEqual([]);
  });
});
