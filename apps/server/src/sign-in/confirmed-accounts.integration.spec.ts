import { randomUUID } from 'node:crypto';
import type { Issued } from '@postern/dev-pki';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Browser } from '../../testing/browser.js';
import { type NewAccountsFixture, startNewAccounts } from '../../testing/new-accounts.js';

let fixture: NewAccountsFixture;
let { server, holders, configure, ada, visit, claimsOf, offerOf, confirm, goOn, accountOf, accounts } =
  {} as NewAccountsFixture;

beforeAll(async () => {
  fixture = await startNewAccounts();
  ({ server, holders, configure, ada, visit, claimsOf, offerOf, confirm, goOn, accountOf, accounts } = fixture);
});
afterAll(() => fixture?.server.stop());
beforeEach(() => fixture.reset());

describe('two simultaneous visitors', () => {
  it('with one certificate get one account, and both are signed in', async () => {
    const { certificate } = await ada();
    const before = await accounts();

    const visits = await Promise.all([visit(certificate), visit(certificate)]);
    const subs = await Promise.all(visits.map(async (visited) => (await claimsOf(visited)).sub));

    expect(new Set(subs).size).toBe(1);
    expect(await accounts()).toBe(before + 1);
  });

  it('of one address get one account, and the second is asked', async () => {
    const email = `twin-${randomUUID()}@example.test`;
    const subjectAlternativeNames = [{ type: 'email' as const, value: email }];
    const twins = await Promise.all([0, 1].map(() => holders.unlinked({ subjectAlternativeNames })));

    const visits = await Promise.all(twins.map((certificate) => visit(certificate)));

    expect(visits.filter(({ code }) => code !== null)).toHaveLength(1);
    expect(
      visits.map(({ page }) => page?.attempt?.newAccount?.taken).filter((taken) => taken !== undefined),
    ).toHaveLength(1);
  });

  it('who confirm get only as many accounts as the daily limit allows', async () => {
    const [today] = await server.sql<{ created: number }>(
      'select sum(created)::int as created from new_accounts_of_day',
    );
    await configure({ newAccounts: 'after_confirmation', newPerDay: String(today!.created + 1) });
    const visits = await Promise.all([ada(), ada(), ada()].map(async (one) => visit((await one).certificate)));

    const answers = await Promise.all(visits.map((visited) => confirm(visited)));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403]);
    expect(answers.filter(({ body }) => body.code === 'account.too_many_new')).toHaveLength(2);
    expect(await server.sql(`select 1 from audit_event where type = 'account.too_many_new'`)).toHaveLength(1);
    // Two at once again: the page says why.
    await configure({ newAccounts: 'at_once' });
    expect((await visit((await ada()).certificate)).page?.attempt?.code).toBe('account.too_many_new');
  });
});

describe('an account that its holder confirms', () => {
  const asking = () => configure({ newAccounts: 'after_confirmation' });

  it('is shown before, and gets the name that they type', async () => {
    await asking();
    const { email, certificate } = await ada();
    const before = await accounts();
    const visited = await visit(certificate);
    expect(await accounts()).toBe(before);
    expect(offerOf(visited.page)).toMatchObject({
      ...{ username: email, name: 'Ada Lovelace', email, emailVerified: true, taken: null, creatable: true },
    });

    const { body } = await confirm(visited, { name: 'Ada King', language: 'de' });

    const claims = await claimsOf(await goOn(visited, (body as { location: string }).location));
    expect(claims.preferred_username).toBe(email);
    expect(await accountOf(email)).toMatchObject({ name: 'Ada King', locale: 'de' });
    expect((await visit(certificate)).code).not.toBeNull();
  });

  it('is created once, however often they press', async () => {
    await asking();
    const visited = await visit((await ada()).certificate);
    const before = await accounts();

    const answers = await Promise.all([confirm(visited), confirm(visited)]);

    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(1);
    expect(await accounts()).toBe(before + 1);
  });

  const switchOffForAMoment = async () => {
    for (const enabled of [false, true])
      await server.manage('PATCH', `sign-in-methods/${holders.methodId}`, { enabled });
  };
  const block = async ({ pem }: Issued) => {
    const { status, text } = await server.manage('POST', 'revocation/blocks', { certificate: pem, reason: 'lost' });
    if (status !== 201) throw new Error(text);
  };
  it.each([
    ['the method was off for a moment', switchOffForAMoment, 401],
    ['the method creates none any more', () => configure({ newAccounts: 'off' }), 400],
    ['the method makes another one of it', () => configure({ newEmail: 'none' }), 409],
    ['the certificate was blocked', block, 422],
  ])('is not created when %s since', async (_what, happens: (certificate: Issued) => Promise<void>, status) => {
    await asking();
    const { certificate } = await ada();
    const visited = await visit(certificate);
    const before = await accounts();

    await happens(certificate);

    expect((await confirm(visited)).status).toBe(status);
    expect(await accounts()).toBe(before);
  });

  it('is not created from another browser', async () => {
    await asking();
    const visited = await visit((await ada()).certificate);

    expect((await confirm({ ...visited, browser: new Browser() })).status).toBe(404);
  });
});
