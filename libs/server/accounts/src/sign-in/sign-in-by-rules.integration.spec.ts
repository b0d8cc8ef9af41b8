import { randomUUID } from 'node:crypto';
import type { Candidate, PresentedIdentifier } from '@postern/provider-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../../testing/index.js';
import { accountsFoundBy, searchOf } from '../account-search.js';
import { AccountIdentifierLookup } from '../identifiers/account-identifier-lookup.js';
import { signInBySubject } from './sign-in-by-subject.js';

interface Matched extends Record<string, unknown> {
  readonly account_id: string;
  readonly identifier_id: string | null;
  readonly status: string;
  readonly ambiguous: boolean;
  readonly source: string;
  readonly code: string | null;
  readonly acr: string | null;
  readonly otherwise: readonly { readonly rule: string; readonly account: string }[] | null;
}

const fragment = signInBySubject(3, 'good');
const text = `with good as (select $1::uuid as method_id, $2::jsonb as search, now() as proved_at, false as stale),
  ${fragment.text} select * from matched`;

describe('a sign-in by rules', () => {
  let server: TestServer;
  let methodId: string;
  beforeAll(async () => {
    server = await TestServer.start();
    methodId = await server.method();
  });
  afterAll(() => server?.stop());

  const name = (): string => `user-${randomUUID()}`;
  const rule = (rank: number, source: string, more: Partial<Candidate>): Candidate => ({
    ...{ rank, source, affinity: 'low', field: 'username', value: '' },
    ...more,
  });
  const upn = (rank: number, value: string, more: Partial<Candidate> = {}) => rule(rank, 'san-upn', { value, ...more });
  const email = (rank: number, value: string, more: Partial<Candidate> = {}) =>
    rule(rank, 'san-email', { value, field: 'email', ...more });
  const linked = (rank: number, value: string, more: Partial<Candidate> = {}) =>
    rule(rank, 'certificate', { value, field: 'linked', affinity: 'high', ...more });
  const identifierOf = (...candidates: readonly Candidate[]): PresentedIdentifier => ({
    ...{ methodId, subject: `s:${randomUUID()}`, candidates, label: '', certificate: null },
  });

  const signIn = async (...candidates: readonly Candidate[]): Promise<Matched | undefined> => {
    const search = JSON.stringify(searchOf(identifierOf(...candidates)));
    const [row] = await server.sql<Matched>(text, [
      methodId,
      search,
      ...fragment.values({ type: 'sign_in.succeeded' }),
    ]);
    return row;
  };
  const link = async (accountId: string, subject: string): Promise<void> => {
    await server.sql(
      `insert into identifier (account_id, method_id, subject, source, label) values ($1, $2, $3, 'certificate', 'card')`,
      [accountId, methodId, subject],
    );
  };
  const events = (accountId: string) =>
    server.sql<{ details: object }>('select details from audit_event where account_id = $1', [accountId]);

  it('finds an account by its username, as it is typed at the form, without any identifier', async () => {
    const username = name();
    const accountId = await server.account({ username, password: null });

    expect(await signIn(upn(0, ` ${username.toUpperCase()} `))).toMatchObject({
      ...{ account_id: accountId, identifier_id: null, source: 'san-upn', ambiguous: false },
    });
    expect(await events(accountId)).toEqual([{ details: { rule: 'san-upn', field: 'username' } }]);
  });

  const keyField = async (certificateKey = true): Promise<string> => {
    const key = `f_${randomUUID().replaceAll('-', '').slice(0, 20)}`;
    await server.sql(
      `insert into profile_field (key, kind, labels, certificate_key) values ($1, 'list', '{"en":"x"}', $2)`,
      [key, certificateKey],
    );
    return key;
  };
  const give = async (accountId: string, key: string, values: readonly string[], typed = false): Promise<void> => {
    await server.sql(
      `insert into profile_field_value (account_id, field_id, position, value, folded, typed_by_person)
       select $1, f.id, v.position - 1, to_jsonb(v.value), lower(v.value), $4
       from profile_field f, unnest($3::text[]) with ordinality as v(value, position) where f.key = $2`,
      [accountId, key, values, typed],
    );
  };
  const byField = (rank: number, key: string, value: string): Candidate =>
    rule(rank, 'san-upn', { field: `field:${key}`, value });

  it('finds an account by a profile field that identifies certificates, in any spelling', async () => {
    const key = await keyField();
    const accountId = await server.account();
    await give(accountId, key, ['other', 'A-1']);

    expect(await signIn(byField(0, key, ' \uff21-1'))).toMatchObject({ account_id: accountId, ambiguous: false });
    expect(await events(accountId)).toEqual([{ details: { rule: 'san-upn', field: `field:${key}` } }]);
    // Two values of one certificate, both of one person.
    expect(await signIn(byField(0, key, 'a-1'), byField(0, key, 'other'))).toMatchObject({ ambiguous: false });
  });

  it('signs in nobody by the value of two people, of a blocked one, or one that its person typed', async () => {
    const key = await keyField();
    const [ada, eve, bob, mallory] = await Promise.all([1, 2, 3, 4].map(() => server.account()));
    await give(ada!, key, ['both']);
    await give(eve!, key, ['both']);
    await give(bob!, key, ['blocked']);
    await server.sql(`update account set status = 'blocked' where id = $1`, [bob]);
    await give(mallory!, key, ['typed'], true);

    expect(await signIn(byField(0, key, 'both'))).toMatchObject({ ambiguous: true });
    expect(await signIn(byField(0, key, 'blocked'))).toMatchObject({ status: 'blocked' });
    expect(await signIn(byField(0, key, 'typed'))).toBe(undefined);
    for (const accountId of [ada, eve, bob, mallory]) expect(await events(accountId!)).toEqual([]);
  });

  it('finds nobody by a field that identifies no certificates, or that there is not', async () => {
    const key = await keyField(false);
    await give(await server.account(), key, ['a']);

    expect(await signIn(byField(0, key, 'a'))).toBe(undefined);
    expect(await signIn(byField(0, 'no_such_field', 'a'))).toBe(undefined);
  });

  it('finds the same accounts in dry runs', async () => {
    const key = await keyField();
    const accountId = await server.account();
    await give(accountId, key, ['dry']);
    const [found] = await server.app
      .get(AccountIdentifierLookup, { strict: false })
      .find([identifierOf(byField(0, key, 'DRY'))]);

    expect(found).toMatchObject([{ account: { id: accountId }, field: `field:${key}`, rank: 0 }]);
  });

  it('looks up each candidate by an index, also the value of a profile field among many', async () => {
    const key = await keyField();
    await server.sql(
      `with many as (
         insert into account (username, name) select 'fielded-' || n, 'Many' from generate_series(1, 5000) n returning id
       ) insert into profile_field_value (account_id, field_id, position, value, folded)
       select many.id, f.id, 0, to_jsonb(many.id::text), many.id::text from many, profile_field f where f.key = $1`,
      [key],
    );
    await server.sql('analyze account, profile_field_value, profile_field');
    const candidates = JSON.stringify(searchOf(identifierOf(byField(0, key, 'a'))).candidates);

    const plan = await server.sql<{ 'QUERY PLAN': string }>(`explain (costs off) ${accountsFoundBy(1, 2)}`, [
      methodId,
      candidates,
    ]);

    const lines = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(lines).toContain('profile_field_value_folded');
    expect(lines).not.toMatch(/Seq Scan on (account|profile_field_value)/);
  });

  it('finds an account by its confirmed address, and by another one only where the method says so', async () => {
    const [confirmed, claimed] = [`${name()}@example.test`, `${name()}@example.test`];
    const ada = await server.account({ email: confirmed, confirmed: true });
    const eve = await server.account({ email: claimed });

    expect((await signIn(email(0, confirmed)))?.account_id).toBe(ada);
    expect(await signIn(email(0, claimed))).toBeUndefined();
    expect((await signIn(email(0, claimed, { unconfirmed: true })))?.account_id).toBe(eve);
  });

  it('uses the first rule that finds an account, and reports what later ones would have found', async () => {
    const [username, subject] = [name(), `s:${randomUUID()}`];
    const [ada, eve] = [await server.account(), await server.account({ username })];
    await link(ada, subject);

    const found = await signIn(linked(0, 's:unknown'), linked(2, subject), upn(4, username));

    expect(found).toMatchObject({ account_id: ada, source: 'certificate' });
    expect(await events(ada)).toEqual([
      {
        details: {
          ...{ rule: 'certificate', field: 'linked' },
          otherwise: [{ rule: 'san-upn', field: 'username', account: eve }],
        },
      },
    ]);
    expect((await signIn(upn(0, username), linked(2, subject)))?.account_id).toBe(eve);
  });

  it('is refused when one rule finds two accounts, in either order and whatever later rules find', async () => {
    const [one, two] = [name(), name()];
    const [ada, eve] = [await server.account({ username: one }), await server.account({ username: two })];

    for (const values of [
      [one, two],
      [two, one],
    ]) {
      expect(await signIn(...values.map((value) => upn(0, value)), linked(2, 's:x'))).toMatchObject({
        ambiguous: true,
      });
    }
    expect(await signIn(upn(0, one), upn(0, one))).toMatchObject({ account_id: ada, ambiguous: false });
    expect(await events(eve)).toEqual([]);
  });

  it('is refused when several accounts have the same unconfirmed address', async () => {
    const address = `${name()}@example.test`;
    for (let count = 0; count < 2; count += 1) await server.account({ email: address });

    expect(await signIn(email(0, address, { unconfirmed: true }))).toMatchObject({ ambiguous: true });
  });

  it('stops at a blocked account instead of trying a later rule', async () => {
    const [blocked, other] = [name(), name()];
    const accountId = await server.account({ username: blocked });
    await server.account({ username: other });
    await server.sql(`update account set status = 'blocked' where id = $1`, [accountId]);

    expect(await signIn(upn(0, blocked), upn(2, other))).toMatchObject({ account_id: accountId, status: 'blocked' });
    expect(await events(accountId)).toEqual([]);
  });

  it('is refused where a rule refuses, and has the level of the rule that decided', async () => {
    const username = name();
    const accountId = await server.account({ username });

    expect(await signIn(upn(0, username, { code: 'certificate.affinity_too_low' }))).toMatchObject({
      code: 'certificate.affinity_too_low',
    });
    expect(await events(accountId)).toEqual([]);
    expect(await signIn(upn(0, username, { acr: 'urn:postern:acr:certificate-low', amr: ['pop'] }))).toMatchObject({
      ...{ acr: 'urn:postern:acr:certificate-low', amr: ['pop'] },
    });
  });

  it('finds identifiers of its own method only', async () => {
    const subject = `s:${randomUUID()}`;
    const elsewhere = await server.method();
    await server.sql(`insert into identifier (account_id, method_id, subject, label) values ($1, $2, $3, 'card')`, [
      await server.account(),
      elsewhere,
      subject,
    ]);

    expect(await signIn(linked(0, subject))).toBeUndefined();
  });

  it('has the same outcome as the dry run', async () => {
    const [username, subject] = [name(), `s:${randomUUID()}`];
    const [ada, eve] = [await server.account(), await server.account({ username })];
    await link(ada, subject);
    const lookup = server.app.get(AccountIdentifierLookup, { strict: false });

    const found = await lookup.find([
      identifierOf(upn(0, username), linked(2, subject)),
      identifierOf(upn(0, 'nobody')),
      identifierOf(linked(0, subject)),
    ]);

    expect(found.map((all) => all.map(({ account, rank, source }) => [account.id, rank, source]))).toEqual([
      [
        [eve, 0, 'san-upn'],
        [ada, 2, 'certificate'],
      ],
      [],
      [[ada, 0, 'certificate']],
    ]);
  });

  it('uses an index for every rule, among many accounts', async () => {
    await server.sql(
      `insert into account (username, name, email) select 'many-' || n, 'Many', 'many-' || n || '@example.test' from generate_series(1, 20000) n`,
    );
    await server.sql(
      `insert into identifier (account_id, method_id, subject, label)
       select id, $1, 's:' || username, 'card' from account where username like 'many-%'`,
      [methodId],
    );
    await server.sql('analyze account');
    await server.sql('analyze identifier');
    const search = searchOf(
      identifierOf(
        linked(0, 's:many-7', { alias: 'a:many-7' }),
        upn(2, 'many-8'),
        email(4, 'x', { unconfirmed: true }),
      ),
    );

    const plan = await server.sql<{ 'QUERY PLAN': string }>(`explain (costs off) ${text}`, [
      ...[methodId, JSON.stringify(search)],
      ...fragment.values({ type: 'sign_in.succeeded' }),
    ]);

    const lines = plan.map((row) => row['QUERY PLAN']).join('\n');
    for (const index of ['identifier_method_subject', 'identifier_method_alias', 'account_username'])
      expect(lines).toContain(index);
    for (const index of ['account_confirmed_email_unique', 'account_email']) expect(lines).toContain(index);
    expect(lines).not.toMatch(/Seq Scan on (account|identifier)/);
  });
});
