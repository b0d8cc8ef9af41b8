import { randomUUID } from 'node:crypto';
import type { Candidate, PresentedIdentifier } from '@postern/provider-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../../testing/index.js';
import { searchOf } from '../account-search.js';
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
