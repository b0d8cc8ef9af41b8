import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Role } from '@postern/contracts';
import type { TestApi } from '@postern/management/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMethod, startMethodsApi } from '../../testing/index.js';

/** As the test provider makes it. */
const subjectOf = (text: string): string => createHash('sha256').update('certificate').update(text).digest('hex');

describe('a change that would lock owners out', () => {
  let api: TestApi;
  let password: string;
  let card: string;
  beforeEach(async () => {
    api = await startMethodsApi();
    password = (await api.sql<{ id: string }>('select id from sign_in_method where built_in'))[0]!.id;
    card = (await createMethod(api, { enabled: true })).id;
  });
  afterEach(async () => {
    await api?.stop();
  });

  const person = async (username: string, role: Role, hash: string | null = 'hash'): Promise<string> => {
    const [row] = await api.sql<{ id: string }>(
      'insert into account (username, name, role, password_hash) values ($1, initcap($1), $2, $3) returning id',
      [username, role, hash],
    );
    return row!.id;
  };
  /** The test provider judges the text: it refuses "expired". */
  const link = async (accountId: string, text: string = randomUUID(), notAfter = '2100-01-01'): Promise<void> => {
    await api.sql(
      `with c as (insert into certificate (sha256, der, summary, not_before, not_after)
         values ($1, $2, '{}', '2000-01-01', $3) returning id)
       insert into identifier (account_id, method_id, subject, label, certificate_id)
       select $4, $5, $6, 'Card', c.id from c`,
      [randomBytes(32), Buffer.from(text), notAfter, accountId, card, subjectOf(text)],
    );
  };
  const as = (accountId: string, role: Role) => api.tokens.issue({ accountId, role });
  const change = (token: string, id: string, body: object) =>
    api.call('PATCH', `/api/v2/sign-in-methods/${id}`, { token, body });
  const lockedOut = (...names: string[]) => ({
    status: 409,
    body: {
      code: 'sign_in_method.locks_out_owners',
      errors: names.map((name) => expect.objectContaining({ message: expect.stringContaining(name) })),
    },
  });

  it('is refused when no owner could sign in any more, and names them', async () => {
    const owner = await person('olga', 'owner');

    expect(await change(as(owner, 'owner'), password, { enabled: false })).toMatchObject(lockedOut('Olga (olga)'));
    await link(owner);
    expect((await change(as(owner, 'owner'), password, { enabled: false })).status).toBe(200);
  });

  it('is refused when the only other way is a certificate that has expired', async () => {
    const owner = await person('olga', 'owner');
    await link(owner, 'card', '2020-01-01');

    expect(await change(as(owner, 'owner'), password, { enabled: false })).toMatchObject(lockedOut('Olga'));
  });

  it('is refused when new settings no longer accept the certificate of the last owner', async () => {
    const owner = await person('olga', 'owner', null);
    await link(owner);
    const settings = (...trustAnchors: string[]) => change(as(owner, 'owner'), card, { params: { trustAnchors } });

    expect(await settings('nobody')).toMatchObject(lockedOut('Olga'));
    expect((await settings('another')).status).toBe(200);
    await api.sql(`update certificate set der = 'expired'`);
    // The certificate was useless before this change, so the change locks nobody out.
    expect((await settings('nobody')).status).toBe(200);
  });

  it("is refused when the last owner's link has another source than the new settings", async () => {
    const owner = await person('olga', 'owner', null);
    await link(owner);

    expect(await change(as(owner, 'owner'), card, { params: { identifyBy: 'public-key' } })).toMatchObject(
      lockedOut('Olga'),
    );
  });

  it('is made by an owner only, even when another owner can still sign in', async () => {
    const owner = await person('olga', 'owner', null);
    await link(owner);
    await person('oscar', 'owner');
    const administrator = as(await person('adam', 'administrator'), 'administrator');

    expect(await change(administrator, card, { enabled: false })).toMatchObject(lockedOut('Olga'));
    expect(await change(administrator, password, { enabled: false })).toMatchObject(lockedOut('Oscar'));
    expect((await change(as(owner, 'owner'), card, { enabled: false })).status).toBe(200);
  });

  it('stores nothing when refused', async () => {
    const owner = await person('olga', 'owner');

    await change(as(owner, 'owner'), password, { enabled: false, name: 'Renamed' });

    expect(await api.sql('select name, enabled from sign_in_method where built_in')).toMatchObject([{ enabled: true }]);
    expect(await api.sql(`select 1 from audit_event where type = 'sign_in_method.updated'`)).toEqual([]);
  });

  it('is refused when two callers disable the last two methods at once', async () => {
    const owner = await person('olga', 'owner');
    await link(owner);
    const token = as(owner, 'owner');
    const spare = (await createMethod(api, { name: 'Spare', enabled: true })).id as string;

    for (let round = 0; round < 5; round += 1) {
      const answers = await Promise.all([password, card].map((id) => change(token, id, { enabled: false })));

      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      await api.sql('update sign_in_method set enabled = true where id <> $1', [spare]);
    }
  });

  it('is predicted by name, owners first', async () => {
    const owner = await person('zoe', 'owner');
    await link(owner);
    await link(await person('adam', 'member', null));
    await link(await person('olga', 'owner', null));

    const { body } = await api.call('GET', `/api/v2/sign-in-methods/${card}/lock-out`);

    expect(body).toEqual({
      people: [
        expect.objectContaining({ username: 'olga', name: 'Olga' }),
        expect.objectContaining({ username: 'adam' }),
      ],
      total: 2,
    });
    expect((await api.call('GET', `/api/v2/sign-in-methods/${randomUUID()}/lock-out`)).body.code).toBe(
      'sign_in_method.not_found',
    );
    const token = api.tokens.issue({ scopes: ['read:sign_in_methods'] });
    expect((await api.call('GET', `/api/v2/sign-in-methods/${card}/lock-out`, { token })).status).toBe(403);
  });

  it('is refused for a change or deletion of what proves an owner, unless an owner makes it', async () => {
    const owner = await person('olga', 'owner');
    await link(owner);
    const administrator = as(await person('adam', 'administrator'), 'administrator');
    const params = { trustAnchors: ['a CA of my own'] };

    expect(await change(administrator, card, { params })).toMatchObject({
      status: 403,
      body: { code: 'token.insufficient_role' },
    });
    expect((await api.call('DELETE', `/api/v2/sign-in-methods/${card}`, { token: administrator })).status).toBe(403);
    expect((await change(administrator, card, { name: 'Renamed', params: { trustAnchors: ['anchor'] } })).status).toBe(
      200,
    );
    expect((await change(as(owner, 'owner'), card, { params })).status).toBe(200);
    expect((await api.call('DELETE', `/api/v2/sign-in-methods/${card}`, { token: as(owner, 'owner') })).status).toBe(
      204,
    );
  });

  it('protects an owner for whose certificate the method waits as well', async () => {
    await api.sql(
      `insert into awaited_identifier (account_id, method_id, subject, label) values ($1, $2, 'upn:olga', 'olga')`,
      [await person('olga', 'owner'), card],
    );
    const administrator = as(await person('adam', 'administrator'), 'administrator');

    expect(await change(administrator, card, { params: { trustAnchors: ['a CA of my own'] } })).toMatchObject({
      status: 403,
      body: { code: 'token.insufficient_role' },
    });
  });

  it('protects administrators from programs as well', async () => {
    await link(await person('adam', 'administrator'));
    const scopes = ['update:sign_in_methods', 'delete:sign_in_methods'];
    const params = { trustAnchors: ['a CA of my own'] };

    expect((await change(api.tokens.issue({ scopes }), card, { params })).status).toBe(403);
    expect(
      (await change(api.tokens.issue({ scopes: [...scopes, 'update:administrators'] }), card, { params })).status,
    ).toBe(200);
  });
});

describe('a method whose rules find anybody by a name', () => {
  let api: TestApi;
  let administrator: string;
  let owner: string;
  beforeAll(async () => {
    api = await startMethodsApi();
    const person = async (role: Role) => {
      const [row] = await api.sql<{ id: string }>(
        'insert into account (username, name, role) values ($1, $1, $1) returning id',
        [role],
      );
      return api.tokens.issue({ accountId: row!.id, role });
    };
    owner = await person('owner');
    administrator = await person('administrator');
  });
  afterAll(() => api?.stop());
  const create = (token: string, anybody: boolean) =>
    api.call('POST', '/api/v2/sign-in-methods', {
      token,
      body: { type: 'card', name: 'Card', params: { trustAnchors: ['own CA'], anybody } },
    });
  const change = (token: string, id: string, params: object) =>
    api.call('PATCH', `/api/v2/sign-in-methods/${id}`, { token, body: { params } });
  const refused = { status: 403, body: { code: 'token.insufficient_role' } };

  it('can be created only by a caller who may change all accounts, because it could sign in as an owner', async () => {
    expect(await create(administrator, true)).toMatchObject(refused);
    expect((await create(owner, true)).status).toBe(201);
  });

  it('can be changed, or changed into one, only by such a caller', async () => {
    const { id } = (await create(administrator, false)).body;

    expect(await change(administrator, id, { anybody: true })).toMatchObject(refused);
    expect((await change(owner, id, { anybody: true })).status).toBe(200);
    expect(await change(administrator, id, { trustAnchors: ['another CA'] })).toMatchObject(refused);
    expect(await change(administrator, id, { anybody: false })).toMatchObject(refused);
    expect((await change(owner, id, { anybody: false })).status).toBe(200);
    expect((await change(administrator, id, { trustAnchors: ['another CA'] })).status).toBe(200);
  });
});
