import { signInByCertificate, signInByPassword } from '@postern/http-browser';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { createPerson, mtlsMethod, type Person, provisionCertificate } from './support/accounts.js';
import { query } from './support/database.js';
import { inParallel, times } from './support/in-parallel.js';
import { issueFor, usersAuthority } from './support/issuing.js';
import { Management } from './support/management.js';
import { claimsOf, demoParty, openBrowserWith, type PemPair } from './support/people.js';

const postern = inject('postern');
const party = demoParty(postern);
const signIns = 200;
const people: (Person & { readonly certificate: PemPair })[] = [];

beforeAll(async () => {
  const admin = await Management.asAdministrator(postern);
  const [authority, { id: methodId }] = await Promise.all([usersAuthority(postern), mtlsMethod(admin)]);
  people.push(
    ...(await inParallel(
      4,
      times(25, () => async () => {
        const person = await createPerson(admin, 'Guest');
        const certificate = await issueFor(authority, person.name);
        await provisionCertificate(admin, methodId, person, certificate);
        return { ...person, certificate };
      }),
    )),
  );
});

/** Every tenth with a password, so that both kinds interleave. */
const signIn = async (index: number) => {
  const person = people[(index * 7) % people.length]!;
  const { username, password, certificate } = person;
  const withPassword = index % 10 === 0;
  const browser = openBrowserWith(postern, certificate);
  const { id_token: idToken, access_token: accessToken } = withPassword
    ? await signInByPassword(browser, party, username, password)
    : await signInByCertificate(browser, party);
  const userinfo = await browser.getJson<{ sub: string }>(`${party.issuer}/me`, {
    authorization: `Bearer ${accessToken}`,
  });
  const { sub, preferred_username: name, amr } = claimsOf(idToken);
  return {
    expected: [person.id, person.id, person.username, [withPassword ? 'pwd' : 'pop']],
    got: [sub, userinfo.sub, name, amr],
  };
};

describe('many people who sign in at once', () => {
  it('are never mixed up, in 200 sign-ins', async () => {
    const begun = new Date(Date.now() - 1000);

    const results = await inParallel(
      16,
      times(signIns, (index) => () => signIn(index)),
    );

    expect(results.map(({ got }) => got)).toEqual(results.map(({ expected }) => expected));
    const counted = await query<{ count: number }>(
      postern,
      `select count(*)::integer from audit_event
       where type = 'sign_in.succeeded' and account_id = any($1) and at >= $2 group by account_id`,
      [people.map(({ id }) => id), begun],
    );
    expect(counted.map(({ count }) => count)).toEqual(people.map(() => signIns / people.length));
  });
});
