import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../../testing/index.js';
import { searchOf } from '../account-search.js';
import { signInBySubject } from './sign-in-by-subject.js';

interface Subjects {
  readonly subject: string;
  readonly alias: string | null;
  readonly formerSubject: string | null;
}

const fragment = signInBySubject(3, 'good');
const text = `with good as (
    select $1::uuid as method_id, $2::jsonb as search, now() as proved_at, false as stale
  ), ${fragment.text} select account_id, ambiguous, source, code from matched`;

describe('a sign-in by issuer and subject', () => {
  let server: TestServer;
  let methodId: string;
  beforeAll(async () => {
    server = await TestServer.start();
    methodId = await server.method();
  });
  afterAll(() => server?.stop());

  /** Random, so that each test has people of its own. */
  const someone = (): { subject: string; alias: string; formerSubject: string } => ({
    subject: `s:${randomUUID()}`,
    alias: `a:${randomUUID()}`,
    formerSubject: `f:${randomUUID()}`,
  });
  const stored = async (subject: string, alias: string | null = null): Promise<string> => {
    const accountId = await server.account({ password: null });
    await server.sql(
      `insert into identifier (account_id, method_id, subject, alias, label) values ($1, $2, $3, $4, 'card')`,
      [accountId, methodId, subject, alias],
    );
    return accountId;
  };
  const subjectsOf = (accountId: string) =>
    server.sql('select subject, alias from identifier where account_id = $1', [accountId]);
  const signIn = async ({ subject, alias, formerSubject }: Subjects): Promise<string | undefined> => {
    const search = searchOf({ methodId, subject, alias, formerSubject, label: '', certificate: null });
    const values = [methodId, JSON.stringify(search), ...fragment.values({ type: 'sign_in.succeeded' })];
    return (await server.sql<{ account_id: string }>(text, values))[0]?.account_id;
  };

  it('recognizes a subject of earlier versions, and replaces it in the same statement', async () => {
    const ada = someone();
    const accountId = await stored(ada.formerSubject);

    expect(await signIn(ada)).toBe(accountId);

    expect(await subjectsOf(accountId)).toEqual([{ subject: ada.subject, alias: ada.alias }]);
    // The certificate was issued anew, and its names were written with another string type.
    expect(await signIn({ ...ada, formerSubject: someone().formerSubject })).toBe(accountId);
  });

  it('recognizes a person below a new root by the issuing CA, and by the root after the issuing CA got a new key', async () => {
    const ada = someone();
    const accountId = await stored(ada.subject, ada.alias);
    const newRoot = { ...someone(), subject: ada.subject };
    const newKey = { ...someone(), alias: newRoot.alias };

    for (const step of [newRoot, newKey]) expect(await signIn(step)).toBe(accountId);

    expect(await subjectsOf(accountId)).toEqual([{ subject: newKey.subject, alias: newKey.alias }]);
  });

  it('keeps the accounts of two people whose names earlier versions told apart', async () => {
    const [ada, eve] = [someone(), someone()];
    const eves = { ...ada, formerSubject: eve.formerSubject };
    const [adasAccount, evesAccount] = [await stored(ada.formerSubject), await stored(eve.formerSubject)];

    for (let round = 0; round < 2; round += 1) {
      expect(await signIn(ada)).toBe(adasAccount);
      expect(await signIn(eves)).toBe(evesAccount);
    }

    expect(await subjectsOf(evesAccount)).toEqual([{ subject: eve.formerSubject, alias: null }]);
  });

  it('survives twenty first sign-ins of one person at once', async () => {
    const ada = someone();
    const accountId = await stored(ada.formerSubject);

    const accounts = await Promise.all(Array.from({ length: 20 }, () => signIn(ada)));

    expect(new Set(accounts)).toEqual(new Set([accountId]));
    expect(await subjectsOf(accountId)).toEqual([{ subject: ada.subject, alias: ada.alias }]);
  });

  it('changes nothing for a method with one subject only', async () => {
    const subject = `x509-sha256:${randomUUID()}`;
    const accountId = await stored(subject);

    expect(await signIn({ subject, alias: null, formerSubject: null })).toBe(accountId);
    expect(await signIn({ subject: 'other', alias: null, formerSubject: null })).toBeUndefined();
    expect(await subjectsOf(accountId)).toEqual([{ subject, alias: null }]);
  });

  it('does not touch the identifier of a blocked account', async () => {
    const ada = someone();
    const accountId = await stored(ada.formerSubject);
    await server.sql(`update account set status = 'blocked' where id = $1`, [accountId]);

    expect(await signIn(ada)).toBe(accountId);

    expect(await subjectsOf(accountId)).toEqual([{ subject: ada.formerSubject, alias: null }]);
  });
});
