import type { Identifier } from '@postern/contracts';
import { redeem, signInByCertificate } from '@postern/http-browser';
import { beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { createPerson, mtlsMethod, type Person, provisionCertificate } from '../support/accounts.js';
import { issueFor, usersAuthority } from '../support/issuing.js';
import { Management, problemOf } from '../support/management.js';
import { claimsOf, openBrowserWith, type PemPair } from '../support/people.js';
import {
  beginSignIn,
  isSignedIn,
  locationIn,
  type OpenSignIn,
  presentInVain,
  submitPassword,
} from '../support/sign-in-page.js';

const postern = inject('postern');
let admin: Management;
let carol: Person;
let certificate: PemPair;
let page: OpenSignIn;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
});

beforeEach(async () => {
  carol = await createPerson(admin, 'Carol');
  certificate = await issueFor(await usersAuthority(postern), carol.name);
  page = await beginSignIn(postern, openBrowserWith(postern, certificate));
});

const identifiersOf = ({ id }: Person) => admin.get<Identifier[]>(`/users/${id}/identifiers`);

describe('a good certificate that belongs to nobody', () => {
  it('is linked in the same visit when its owner signs in another way', async () => {
    const attempt = await presentInVain(page);
    const location = locationIn(await submitPassword(page, carol, attempt.id));

    const end = await page.browser.follow(location, (at) => isSignedIn(at, page.party));
    const code = new URL(end.location ?? '').searchParams.get('code') ?? '';
    const { id_token: first } = await redeem(page.browser, page.party, code, page.request.verifier);
    const { id_token: second } = await signInByCertificate(openBrowserWith(postern, certificate), page.party);

    expect(attempt).toMatchObject({ code: 'certificate.not_linked', linkable: true });
    expect(claimsOf(first)).toMatchObject({ sub: carol.id, amr: ['pwd'] });
    expect(claimsOf(second)).toMatchObject({ sub: carol.id, amr: ['pop'] });
  });

  it('is not linked when the person signs in without saying so', async () => {
    await presentInVain(page);
    locationIn(await submitPassword(page, carol));

    expect(await identifiersOf(carol)).toEqual([]);
  });

  it('is not linked by a wrong password', async () => {
    const attempt = await presentInVain(page);

    const answer = await submitPassword(page, { ...carol, password: 'wrong' }, attempt.id);

    expect(problemOf(answer)).toEqual({ status: 401, code: 'password.wrong' });
    expect(await identifiersOf(carol)).toEqual([]);
  });

  it("cannot be linked from another sign-in: attempts are one visit's own", async () => {
    const attempt = await presentInVain(page);
    const mallory = await createPerson(admin, 'Mallory');
    const attack = await beginSignIn(postern, openBrowserWith(postern));

    const answer = await submitPassword(attack, mallory, attempt.id);

    expect(problemOf(answer)).toEqual({ status: 400, code: 'handoff.invalid' });
    expect(await identifiersOf(mallory)).toEqual([]);
  });

  it('stays with whoever linked it meanwhile', async () => {
    const attempt = await presentInVain(page);
    const quicker = await createPerson(admin, 'Quicker');
    await provisionCertificate(admin, (await mtlsMethod(admin)).id, quicker, certificate);

    const answer = await submitPassword(page, carol, attempt.id);

    expect(problemOf(answer)).toEqual({ status: 409, code: 'identifier.linked_to_another' });
    expect(await identifiersOf(carol)).toEqual([]);
  });

  it('cannot be linked when it was refused for what it is', async () => {
    const expired = await issueFor(await usersAuthority(postern), carol.name, {
      notBefore: new Date(Date.now() - 2 * 86_400_000),
      notAfter: new Date(Date.now() - 86_400_000),
    });
    const bad = await beginSignIn(postern, openBrowserWith(postern, expired));
    const attempt = await presentInVain(bad);

    const answer = await submitPassword(bad, carol, attempt.id);

    expect(attempt).toMatchObject({ code: 'certificate.expired', linkable: false });
    expect(problemOf(answer)).toEqual({ status: 400, code: 'handoff.invalid' });
    expect(await identifiersOf(carol)).toEqual([]);
  });
});
