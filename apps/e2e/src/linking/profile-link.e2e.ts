import { randomBytes } from 'node:crypto';
import type { Identifier, LinkableMethod } from '@postern/contracts';
import { signInByCertificate } from '@postern/http-browser';
import { beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { createPerson, type Person } from '../support/accounts.js';
import { query } from '../support/database.js';
import { eventsSince } from '../support/event-log.js';
import { issueFor, usersAuthority } from '../support/issuing.js';
import { linkCertificate, previewLink, showCertificate, startLink, tryToConfirm } from '../support/links.js';
import { Management, problemOf } from '../support/management.js';
import { claimsOf, demoParty, findUser, openBrowser, openBrowserWith, type PemPair } from '../support/people.js';

const postern = inject('postern');
let admin: Management;
let bob: Person;
let self: Management;
let certificate: PemPair;
/** On the certificate of each test. */
let name: string;
let methodId: string;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
  bob = await createPerson(admin, 'Bob');
  self = await Management.signIn(postern, bob);
  const linkable = await self.get<LinkableMethod[]>('/me/linkable-methods');
  methodId = linkable.find(({ name }) => name === 'mTLS')!.id;
});

beforeEach(async () => {
  name = `Bob ${randomBytes(4).toString('hex')}`;
  certificate = await issueFor(await usersAuthority(postern), name);
});

const hasLinked = async (shown: string) =>
  (await self.get<Identifier[]>('/me/identifiers')).some((identifier) => identifier.certificate?.name === shown);

describe('linking a certificate in the profile', () => {
  it('B7: shows what would be linked, links it when confirmed, and signs in with it from then on', async () => {
    const browser = openBrowserWith(postern, certificate);
    const back = await showCertificate(browser, await startLink(self, methodId));

    expect(back).toMatchObject({ path: '/panel/profile/link', error: null });
    const preview = await previewLink(self, back.code);
    expect(preview).toMatchObject({ method: { name: 'mTLS' }, problem: null, certificate: { name } });
    expect(preview.certificate).toMatchObject({ issuerName: 'Users issuing CA', purposes: ['clientAuth'] });
    expect(await hasLinked(name)).toBe(false);

    const identifier = await self.post<Identifier>('/me/links/confirm', { code: back.code, label: 'My laptop' });
    expect(identifier).toMatchObject({ label: 'My laptop', publicity: 'private', certificate: { name } });

    const { id_token: idToken } = await signInByCertificate(browser, demoParty(postern));
    expect(claimsOf(idToken)).toMatchObject({ sub: bob.id, acr: 'urn:postern:acr:certificate', amr: ['pop'] });
  });

  it('is recorded with the account, the method and the address', async () => {
    const begun = new Date(Date.now() - 1000);
    await linkCertificate(self, openBrowserWith(postern, certificate), methodId);

    const events = await eventsSince(admin, 'identifier.linked', begun);

    expect(events.find(({ account }) => account?.id === bob.id)).toMatchObject({
      actor: { username: bob.username },
      method: { name: 'mTLS' },
      address: '127.0.0.1',
    });
  });

  it("B9: refuses alice's certificate, says so before anything is confirmed, and leaves it to her", async () => {
    const alice = openBrowser(postern, findUser(postern, 'alice').certificate);
    const begun = new Date(Date.now() - 1000);
    const { code } = await showCertificate(alice, await startLink(self, methodId));

    expect(await previewLink(self, code)).toMatchObject({ problem: 'identifier.linked_to_another' });
    expect(problemOf(await tryToConfirm(self, code))).toEqual({ status: 409, code: 'identifier.linked_to_another' });

    const events = await eventsSince(admin, 'identifier.link_refused', begun);
    expect(events.find(({ account }) => account?.id === bob.id)?.code).toBe('identifier.linked_to_another');
    const { id_token: idToken } = await signInByCertificate(alice, demoParty(postern));
    expect(claimsOf(idToken)).toMatchObject({ preferred_username: 'alice' });
    expect(await hasLinked('Alice Adams')).toBe(false);
  });

  it('refuses a certificate that is linked to oneself already', async () => {
    const browser = openBrowserWith(postern, certificate);
    await linkCertificate(self, browser, methodId);

    const { code } = await showCertificate(browser, await startLink(self, methodId));

    expect(await previewLink(self, code)).toMatchObject({ problem: 'identifier.linked_to_you' });
    expect(problemOf(await tryToConfirm(self, code))).toEqual({ status: 409, code: 'identifier.linked_to_you' });
  });

  it.each(Object.keys(postern.badCertificates))('sends a bad certificate (%s) back with its code', async (sample) => {
    const begun = new Date(Date.now() - 1000);
    const browser = openBrowser(postern, postern.badCertificates[sample]);

    const back = await showCertificate(browser, await startLink(self, methodId));

    expect(back).toMatchObject({ path: '/panel/profile/link', code: null });
    expect(back.error).toMatch(/^certificate\./);
    const events = await eventsSince(admin, 'identifier.link_refused', begun);
    expect(events.find(({ account }) => account?.id === bob.id)).toMatchObject({
      code: back.error,
      address: '127.0.0.1',
    });
  });

  it('keeps a certificate once, however many identifiers point to it', async () => {
    const browser = openBrowserWith(postern, certificate);
    const { certificate: shown } = await linkCertificate(self, browser, methodId);

    const rows = await query(postern, `select 1 from certificate where sha256 = decode($1, 'hex')`, [shown?.sha256]);

    expect(rows).toHaveLength(1);
  });
});
