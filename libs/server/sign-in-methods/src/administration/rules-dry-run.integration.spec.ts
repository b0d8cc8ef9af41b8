import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@postern/database/testing';
import type { TestApi } from '@postern/management/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMethod, startMethodsApi } from '../../testing/index.js';
import { type FoundAccount, IdentifierLookup } from '../index.js';

let database: TestDatabase;
let api: TestApi;
let id: string;
beforeAll(async () => {
  database = await createTestDatabase();
  api = await startMethodsApi(database.url);
});
afterAll(async () => {
  await api?.stop();
  await database?.drop();
});
beforeEach(async () => {
  await api.sql('delete from identifier');
  id = (await createMethod(api)).id;
});
afterEach(() => vi.restoreAllMocks());

/** Links a certificate, which is a text to the test's provider. */
const link = async (text: string): Promise<string> => {
  const username = randomUUID();
  const [row] = await api.sql<{ id: string }>(
    `with a as (insert into account (username, name) values ($1, $1) returning id),
       c as (insert into certificate (sha256, der, summary, not_before, not_after)
         values ($2, $3, '{"name": "card"}', '2000-01-01', '2100-01-01') returning id)
     insert into identifier (account_id, method_id, subject, label, certificate_id)
     select a.id, $4, $5, 'card', c.id from a, c returning account_id as id`,
    [username, randomBytes(32), Buffer.from(text), id, createHash('sha256').update(text).digest('hex')],
  );
  return row!.id;
};
const found = (accountId: string, more: Partial<FoundAccount> = {}): FoundAccount => ({
  account: { id: accountId, username: 'u', name: 'n', status: 'active' },
  ...({ source: 'san-upn', field: 'username', affinity: 'low' } as const),
  ...{ rank: 0, kept: false, code: null, acr: null },
  ...more,
});
const affected = (body: object = {}) => api.call('POST', `/api/v2/sign-in-methods/${id}/affected`, { body });

describe('a dry run over all certificates', () => {
  it('counts the accounts that the rules find, and separately those that only earlier links find', async () => {
    const owners = new Map<string, string>();
    for (const text of ['found', 'kept', 'other', 'ambiguous', 'nobody', 'expired']) owners.set(text, await link(text));
    const finds: Readonly<Record<string, readonly FoundAccount[]>> = {
      found: [found(owners.get('found')!), found(owners.get('found')!, { kept: true, rank: -1 })],
      kept: [found(owners.get('kept')!, { kept: true, rank: -1 })],
      other: [found(owners.get('found')!)],
      ambiguous: [found(owners.get('found')!), found(owners.get('other')!)],
    };
    vi.spyOn(api.get(IdentifierLookup), 'find').mockImplementation(async (identifiers) =>
      identifiers.map(({ label }) => finds[label] ?? []),
    );

    const { status, body } = await affected();

    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ checked: 6, total: 6, found: 1, kept: 1, others: 1, ambiguous: 1, notFound: 1, refused: 1, next: null },
    });
    const examples = body.examples as { readonly outcome: string; readonly account: { readonly id: string } }[];
    expect(examples.map(({ outcome }) => outcome)).toEqual(['ambiguous', 'other', 'not_found']);
    expect(new Map(examples.map(({ outcome, account }) => [outcome, account.id]))).toEqual(
      new Map([
        ['other', owners.get('other')],
        ['ambiguous', owners.get('ambiguous')],
        ['not_found', owners.get('nobody')],
      ]),
    );
  });

  it('looks at a hundred at a time, each once, and stores nothing', async () => {
    for (let count = 0; count < 120; count += 1) await link(`card ${count}`);
    const events = await api.sql('select count(*) from audit_event');

    const first = (await affected()).body;
    const second = (await affected({ after: first.next })).body;

    expect([first.checked, first.total, second.checked, second.next]).toEqual([100, 120, 20, null]);
    expect(await api.sql('select count(*) from audit_event')).toEqual(events);
  });

  it('tries settings that are not stored', async () => {
    await link('card');

    expect((await affected({ params: { trustAnchors: ['nobody'] } })).body).toMatchObject({ refused: 1, notFound: 0 });
    expect((await affected({ params: { trustAnchors: 'x' } })).status).toBe(422);
    expect((await affected({ after: 'x' })).status).toBe(422);
  });
});

describe('recently presented certificates', () => {
  const show = async (name: string, code: string | null, secondsAgo: number, methodId = id): Promise<void> => {
    await api.sql(
      `insert into handoff (id, purpose, method_id, interaction_uid, code, certificate_der, certificate_summary, created_at, expires_at)
       values ($1, 'sign_in', $2, 'x', $3, $4, $5, now() - make_interval(secs => $6), now())`,
      [randomUUID(), methodId, code, Buffer.from(name), { name, sha256: name }, secondsAgo],
    );
  };
  const presented = () => api.call('GET', `/api/v2/sign-in-methods/${id}/presented`);

  it('are listed newest first, each once by its last use, refused or not, for this method only', async () => {
    await show('ada', 'certificate.expired', 30);
    await show('eve', 'certificate.untrusted', 20);
    await show('ada', null, 10);
    await show('elsewhere', null, 5, (await createMethod(api, { name: 'Other' })).id);

    const { body } = await presented();

    expect(body).toMatchObject([
      { certificate: { name: 'ada' }, code: null },
      { certificate: { name: 'eve' }, code: 'certificate.untrusted' },
    ]);
    expect(body[0].pem).toMatch(/^-----BEGIN CERTIFICATE-----\n.+\n-----END CERTIFICATE-----\n$/);
  });

  it('are twenty at most, and need the right to read users', async () => {
    for (let count = 0; count < 25; count += 1) await show(`card ${count}`, null, count);
    expect((await presented()).body).toHaveLength(20);

    const token = api.tokens.issue({ scopes: ['read:sign_in_methods'] });
    expect((await api.call('GET', `/api/v2/sign-in-methods/${id}/presented`, { token })).status).toBe(403);
  });
});
