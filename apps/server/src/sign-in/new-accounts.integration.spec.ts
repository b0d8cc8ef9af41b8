import { randomUUID } from 'node:crypto';
import type { Issued } from '@postern/dev-pki';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Browser } from '../../testing/browser.js';
import { type NewAccountsFixture, startNewAccounts } from '../../testing/new-accounts.js';
import { seedPerson } from '../../testing/relying-party.js';

let fixture: NewAccountsFixture;
let { server, holders, party, configure, ada, visit, claimsOf, offerOf, confirm, goOn, accountOf, eventsOf, accounts } =
  {} as NewAccountsFixture;

beforeAll(async () => {
  fixture = await startNewAccounts();
  ({ server, holders, party, configure, ada, visit, claimsOf, offerOf, confirm, goOn, accountOf, eventsOf, accounts } =
    fixture);
});
afterAll(() => fixture?.server.stop());
beforeEach(() => fixture.reset());

describe('a certificate that belongs to nobody', () => {
  it('gets no account unless the method creates them', async () => {
    await configure({ newAccounts: 'off' });
    const { page } = await visit((await ada()).certificate);

    expect(page?.attempt).toMatchObject({ code: 'certificate.not_linked', linkable: true, newAccount: null });
  });

  it('gets an account at once, as a member, and signs in with it from then on', async () => {
    const { email, certificate } = await ada();

    const first = await claimsOf(await visit(certificate));
    const again = await claimsOf(await visit(certificate));

    expect(first.preferred_username).toBe(email);
    expect(again.sub).toBe(first.sub);
    const account = await accountOf(email);
    expect(account).toMatchObject({
      ...{ name: 'Ada Lovelace', given_name: 'Ada', family_name: 'King', email, confirmed_email: email },
      ...{ role: 'member', password_hash: null },
    });
    expect(await eventsOf(account!['id'])).toEqual([
      ...['account.created', 'identifier.linked', 'sign_in.succeeded', 'sign_in.succeeded'],
    ]);
  });

  it('gets the groups of the method and the language of the browser', async () => {
    const { body } = await server.manage('POST', 'groups', { name: `Staff ${randomUUID()}` });
    await configure({ newGroups: [(body as { id: string }).id] });
    const { email, certificate } = await ada();

    await visit(certificate);

    const members = await server.sql(
      'select 1 from account_group_member m join account a on a.id = m.account_id where a.username = $1',
      [email],
    );
    expect(members).toHaveLength(1);
    expect(await eventsOf((await accountOf(email))!['id'])).toContain('group.member_added');
  });

  it('becomes a member of the organization of the method, unless that is suspended', async () => {
    const slug = `north-${randomUUID().slice(0, 8)}`;
    const { body } = await server.manage('POST', 'organizations', { name: 'North', slug });
    const { id } = body as { id: string };
    await configure({ newOrganization: id });
    const roles = async (email: string) =>
      server.sql(
        'select m.role from organization_membership m join account a on a.id = m.account_id where a.username = $1',
        [email],
      );
    const [first, second] = [await ada(), await ada()];

    await visit(first.certificate);
    await server.manage('PATCH', `organizations/${id}`, { status: 'suspended' });
    await visit(second.certificate);

    expect(await roles(first.email)).toEqual([{ role: 'member' }]);
    expect(await eventsOf((await accountOf(first.email))!['id'])).toContain('membership.added');
    expect(await accountOf(second.email)).toMatchObject({ role: 'member' });
    expect(await roles(second.email)).toEqual([]);
  });

  it.each([
    ['of another issuer', { newFrom: [{ issuer: 'any', policy: '1.2.3.4' }] }, 'issuer'],
    ['of another domain', { newDomains: ['example.org'] }, 'domain'],
    ['without what the username is made of', { newUsername: 'upn' }, 'username'],
    ['that no rule would find again', { rules: [{ source: 'subject:UID', field: 'username' }] }, 'no_rule'],
  ])('%s gets none, and the event log says why', async (_what, params, obstacle) => {
    await configure(params);
    const before = await accounts();

    const { page } = await visit((await ada({ subject: 'CN=Ada,0.9.2342.19200300.100.1.1=7' })).certificate);

    expect(page?.attempt).toMatchObject({ code: 'certificate.not_linked', newAccount: null });
    expect(await accounts()).toBe(before);
    const [event] = await server.sql(
      `select details from audit_event where type = 'sign_in.failed' order by id desc limit 1`,
    );
    expect(event).toMatchObject({ details: { noNewAccount: obstacle } });
  });

  it('gets a username made from a pattern', async () => {
    await configure({ newUsername: 'pattern', newUsernamePattern: '{givenName}.{surname}.{serialNumber}' });
    const serial = randomUUID();

    await visit((await ada({ subject: `CN=x,2.5.4.42=Anna Maria,2.5.4.4=O'Neill,2.5.4.5=${serial}` })).certificate);

    expect(await accountOf(`anna.maria.oneill.${serial}`)).toBeDefined();
  });

  it('never gets an existing account with its username or address, but a page that asks', async () => {
    const { email, certificate } = await ada();
    await seedPerson(server, email);

    const visited = await visit(certificate);
    const offer = offerOf(visited.page);

    expect(offer).toMatchObject({ username: `${email}-2`, taken: 'username', creatable: true });
    const { body } = await confirm(visited);
    const claims = await claimsOf(await goOn(visited, (body as { location: string }).location));
    expect(claims.preferred_username).toBe(`${email}-2`);
    expect(claims.sub).not.toBe((await accountOf(email))!['id']);
  });

  it('gets none beside the account that has its confirmed address', async () => {
    const { email, certificate } = await ada();
    await server.manage('POST', 'users', { username: randomUUID(), name: 'Other', email, emailVerified: true });

    const visited = await visit(certificate);

    expect(offerOf(visited.page)).toMatchObject({ taken: 'email', creatable: false });
    expect(visited.page?.attempt?.linkable).toBe(true);
    expect(await confirm(visited)).toMatchObject({ status: 409, body: { code: 'account.email_taken' } });
  });

  it('gets none beside a blocked account with its username or address, even if the holder claims to be someone else', async () => {
    await configure({ newEmail: 'unconfirmed' });
    const [one, two] = [await ada(), await ada()];
    const blocked = [
      { username: one.email, name: 'Ada' },
      { username: randomUUID(), name: 'Ada', email: two.email },
    ];
    for (const person of blocked) {
      const { body } = await server.manage('POST', 'users', person);
      await server.manage('PATCH', `users/${(body as { id: string }).id}`, { status: 'blocked' });
    }
    const before = await accounts();

    for (const { certificate } of [one, two]) {
      const visited = await visit(certificate);
      expect(offerOf(visited.page)).toMatchObject({ creatable: false });
      expect((await confirm(visited)).status).toBe(409);
    }

    expect(await accounts()).toBe(before);
  });

  it('gets none during a step-up', async () => {
    const alice = await holders.add();
    const browser = await holders.signedInByPassword(party, alice);
    const before = await accounts();

    const { page } = await visit((await ada()).certificate, browser, { acr_values: 'urn:postern:acr:certificate' });

    expect(page?.attempt?.newAccount).toBeNull();
    expect(await accounts()).toBe(before);
  });

  it('gets none where it could not reach the requested level', async () => {
    const before = await accounts();
    await configure({
      levels: [{ issuer: 'any', policy: '1.2.3', level: 'urn:postern:acr:certificate-hardware', affinity: 'any' }],
    });

    const { page } = await visit((await ada()).certificate, new Browser(), {
      acr_values: 'urn:postern:acr:certificate-hardware',
    });

    expect(page?.attempt).toMatchObject({ newAccount: null });
    expect(await accounts()).toBe(before);
  });
});

describe('the settings', () => {
  it('are recorded before and after a change, but without the values that people are recognised by', async () => {
    await configure({ newPerDay: '7', newAccounts: 'after_confirmation' });

    const [event] = await server.sql<{ details: object }>(
      `select details from audit_event where type = 'sign_in_method.updated' order by id desc limit 1`,
    );
    expect(event!.details).toMatchObject({ newAccounts: 'after_confirmation', before: { newAccounts: 'at_once' } });
    expect(event!.details).not.toHaveProperty('rules');
  });
});

describe('name and address of a member', () => {
  const renewed = (email: string, keys: Issued, name: string) =>
    holders.unlinked({
      keys: keys.keys,
      subject: `CN=${name}`,
      subjectAlternativeNames: [{ type: 'email', value: email }],
    });
  const byKey = { rules: [{ source: 'public-key', field: 'linked' }], refresh: 'on' };

  it('follow the certificate where the method says so', async () => {
    await configure(byKey);
    const { email, certificate } = await ada();
    const { sub } = await claimsOf(await visit(certificate));
    const other = `new-${email}`;

    const claims = await claimsOf(await visit(await renewed(other, certificate, 'Ada Byron')));

    expect(claims).toMatchObject({ sub, name: 'Ada Byron' });
    const [row] = await server.sql('select name, email, confirmed_email from account where id = $1', [sub]);
    expect(row).toEqual({ name: 'Ada Byron', email: other, confirmed_email: other });
    expect(await eventsOf(sub)).toContain('account.updated');
  });

  it('stay when another account has the address, or the person is an administrator', async () => {
    await configure(byKey);
    const [{ email, certificate }, { email: anothers }] = [await ada(), await ada()];
    await server.manage('POST', 'users', { username: randomUUID(), name: 'Other', email: anothers });
    const { sub } = await claimsOf(await visit(certificate));

    await visit(await renewed(anothers, certificate, 'Ada'));
    const [kept] = await server.sql('select name, email from account where id = $1', [sub]);
    expect(kept).toEqual({ name: 'Ada', email });

    await server.sql(`update account set role = 'manager' where id = $1`, [sub]);
    await visit(await renewed(`free-${email}`, certificate, 'Boss'));
    const [manager] = await server.sql('select name, email from account where id = $1', [sub]);
    expect(manager).toEqual({ name: 'Ada', email });
  });
});
