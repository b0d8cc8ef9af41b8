import { panelClientId } from '@postern/contracts';
import type { TestApi } from '@postern/management/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMethod, startMethodsApi } from '../../testing/index.js';
import { SignInMethods } from '../index.js';

const insertClient = `insert into client (client_id, name, app_type, first_party, metadata) values ($1, $1, 'regular_web', true, '{}')
  on conflict do nothing`;

describe("an application's list of sign-in methods", () => {
  let api: TestApi;
  let card: string;
  let other: string;
  let password: string;
  beforeAll(async () => {
    api = await startMethodsApi();
    password = (await api.sql<{ id: string }>('select id from sign_in_method where built_in'))[0]!.id;
  });
  afterAll(() => api?.stop());
  beforeEach(async () => {
    await api.sql('delete from sign_in_method where not built_in');
    await api.sql('delete from sign_in_placement');
    await api.sql('update client set organization_id = null');
    await api.sql('delete from organization');
    await api.sql('update sign_in_method set enabled = true');
    await api.sql('truncate audit_event');
    for (const client of ['shop', 'office', panelClientId]) await api.sql(insertClient, [client]);
    card = (await createMethod(api, { name: 'Card', enabled: true })).id;
    other = (await createMethod(api, { name: 'Other', group: 'other' })).id;
    api.announce('sign_in_method');
  });
  const path = (client: string) => `/api/v2/clients/${client}/sign-in-methods`;
  const place = (client: string, id: string, body: object, token?: string) =>
    api.call('PATCH', `${path(client)}/${id}`, { body, ...(token !== undefined && { token }) });
  const list = async (client: string) => {
    const { body } = await api.call('GET', path(client));
    const rows = body.methods.map(
      (row: { name: string | null; enabled: boolean; group: string }) =>
        `${row.name ?? 'password'} ${row.enabled ? row.group : 'off'}`,
    );
    return [body.follows ? 'follows' : 'own', ...rows];
  };
  const offered = async (client: string) =>
    (await api.get(SignInMethods).offeredAt(client)).map(({ name }) => name ?? 'password');
  const organizations = (...slugs: string[]) =>
    Promise.all(
      slugs.map(async (slug) => {
        const text = `insert into organization (slug, name) values ($1, $1) on conflict (slug) do update set name = $1 returning id`;
        return (await api.sql<{ id: string }>(text, [slug]))[0]!.id;
      }),
    );
  const ofOrganization = async (
    name: string,
    owner: string | undefined,
    { public: isPublic, enabled }: { readonly public: boolean; readonly enabled: boolean },
  ): Promise<string> => {
    const text = `insert into sign_in_method (type, name, organization_id, public, enabled) values ('card', $1, $2, $3, $4) returning id`;
    return (await api.sql<{ id: string }>(text, [name, owner, isPublic, enabled]))[0]!.id;
  };
  const events = () =>
    api.sql<{ details: object }>(
      `select client_id as client, method_id as method, details - 'type' as details from audit_event
       where type = 'sign_in_method.placed' order by id`,
    );

  it('follows the default list until something is changed there', async () => {
    expect(await list('shop')).toEqual(['follows', 'Card main', 'password main', 'Other off']);
    await api.call('PATCH', `/api/v2/sign-in-methods/${other}`, { body: { enabled: true } });
    expect(await offered('shop')).toEqual(['Card', 'password', 'Other']);

    expect(await place('shop', card, { enabled: false })).toMatchObject({ status: 200, body: { follows: false } });
    await api.call('PATCH', `/api/v2/sign-in-methods/${other}`, { body: { enabled: false } });

    expect(await offered('shop')).toEqual(['password', 'Other']);
    expect(await offered('office')).toEqual(['Card', 'password']);
    expect(await events()).toMatchObject([
      { client: 'shop', method: card, details: { name: 'Card', enabled: false, before: { enabled: true } } },
    ]);
  });

  it('follows it again when its own list is deleted', async () => {
    await place('shop', card, { enabled: false });

    expect((await api.call('DELETE', path('shop'))).body.follows).toBe(true);
    expect(await offered('shop')).toEqual(['Card', 'password']);
    await api.call('DELETE', path('shop'));
    expect((await events()).map(({ details }) => details)).toMatchObject([{ enabled: false }, { follows: true }]);
  });

  it('has an order and groups of its own', async () => {
    await place('shop', other, { enabled: true, group: 'main', position: 0 });
    expect(await list('shop')).toEqual(['own', 'Other main', 'Card main', 'password main']);

    await place('shop', other, { position: 1 });
    expect(await list('shop')).toEqual(['own', 'Card main', 'Other main', 'password main']);
    await place('shop', card, { position: 999 });
    await place('shop', password, { group: 'other' });
    expect(await list('shop')).toEqual(['own', 'Other main', 'Card main', 'password other']);
    expect(await list('office')).toEqual(['follows', 'Card main', 'password main', 'Other off']);
  });

  it('has methods that came later at its end, switched off', async () => {
    await place('shop', card, { enabled: false });
    await createMethod(api, { name: 'Later', enabled: true });

    expect(await list('shop')).toEqual(['own', 'Card off', 'password main', 'Later off', 'Other off']);
    expect(await offered('office')).toContain('Later');
  });

  it('has the password on, and says why, when it would be empty', async () => {
    await place('shop', password, { enabled: false });
    await place('shop', card, { enabled: false });

    const { body } = await api.call('GET', path('shop'));
    expect(body.methods.find((row: { builtIn: boolean }) => row.builtIn)).toMatchObject({
      enabled: true,
      fallback: true,
    });
    expect((await events()).at(-1)).toMatchObject({
      method: password,
      details: { enabled: true, because: 'the list would have been empty' },
    });
    await place('shop', card, { enabled: true });
    await place('shop', password, { enabled: true });
    expect((await list('shop')).slice(1, 3)).toEqual(['Card main', 'password main']);
    expect((await api.call('GET', path('shop'))).body.methods[1].fallback).toBe(false);
  });

  it('loses a method that is no longer public, or is deleted; the applications are named before', async () => {
    for (const [loss, id] of [
      [() => api.call('PATCH', `/api/v2/sign-in-methods/${card}`, { body: { public: false } }), card],
      [() => api.call('DELETE', `/api/v2/sign-in-methods/${other}`), other],
    ] as const) {
      await place('shop', id, { enabled: true });
      await place('shop', password, { enabled: false });
      const others = id === card ? ['office'] : [];
      expect((await api.call('GET', `/api/v2/sign-in-methods/${id}/applications`)).body).toEqual({
        applications: [...others, 'shop'].map((name) => ({ clientId: name, name })),
        total: others.length + 1,
      });

      await loss();

      expect(await offered('shop')).toEqual(['password']);
      expect((await events()).map(({ details }) => details)).toContainEqual(expect.objectContaining({ taken: true }));
    }
    expect(await offered('office')).toEqual(['password']);
    expect(await offered(panelClientId)).toEqual(['Card', 'password']);
  });

  it('refuses what it cannot do', async () => {
    const hidden = (await createMethod(api, { name: 'Hidden', public: false })).id;

    expect((await place('shop', hidden, { enabled: true })).body.code).toBe('sign_in_method.not_found');
    expect((await place(panelClientId, hidden, { enabled: true })).status).toBe(200);
    for (const body of [{ mandatory: true }, { position: -1 }, { group: 'disabled' }, { enabled: null }]) {
      expect((await place('shop', card, body)).status).toBe(422);
    }
  });

  it('has methods of the application, which no other application can have', async () => {
    const body = { type: 'card', name: 'Own', enabled: true, params: { trustAnchors: ['own'] } };
    const created = await api.call('POST', path('shop'), { body });
    expect(created).toMatchObject({ status: 201, body: { owner: 'application', clientId: 'shop', public: false } });
    const own = created.body.id;

    expect(await list('shop')).toEqual(['own', 'Card main', 'password main', 'Own main', 'Other off']);
    expect(await offered('office')).not.toContain('Own');
    expect((await place('office', own, { enabled: true })).body.code).toBe('sign_in_method.not_found');
    const { body: all } = await api.call('GET', '/api/v2/sign-in-methods');
    expect(all.map(({ name }: { name: string }) => name)).not.toContain('Own');
    for (const change of [{ public: true }, { enabled: true }, { position: 0 }, { group: 'other' }]) {
      expect((await api.call('PATCH', `/api/v2/sign-in-methods/${own}`, { body: change })).status).toBe(422);
    }
    expect((await api.call('PATCH', `/api/v2/sign-in-methods/${own}`, { body: { name: 'Ours' } })).status).toBe(200);
    expect((await api.call('POST', path(panelClientId), { body })).body.code).toBe('client.built_in');

    await api.call('DELETE', path('shop'));
    expect(await offered('shop')).toEqual(['Card', 'password']);
    await api.sql(`delete from client where client_id = 'shop'`);
    expect(await api.sql('select 1 from sign_in_method where id = $1', [own])).toEqual([]);
  });

  it('has public methods of its organization, and loses them when it moves to another', async () => {
    const [north, south] = await organizations('north', 'south');
    await api.sql(`update client set organization_id = $1 where client_id = 'shop'`, [north]);
    const pass = await ofOrganization('North pass', north, { public: true, enabled: false });
    await ofOrganization('North by default', north, { public: true, enabled: true });
    await ofOrganization('North, private', north, { public: false, enabled: true });
    await ofOrganization('South pass', south, { public: true, enabled: true });
    for (const table of ['sign_in_method', 'client']) api.announce(table);

    expect(await offered('shop')).toEqual(['Card', 'North by default', 'password']);
    expect(await offered('office')).toEqual(['Card', 'password']);
    expect((await place('office', pass, { enabled: true })).body.code).toBe('sign_in_method.not_found');
    await place('shop', pass, { enabled: true });
    for (const id of [card, password]) await place('shop', id, { enabled: false });
    const { body } = await api.call('GET', path('shop'));
    expect(body.methods.find(({ id }: { id: string }) => id === pass)).toMatchObject({ owner: 'organization' });

    await api.sql(`update client set organization_id = $1 where client_id = 'shop'`, [south]);
    for (const table of ['sign_in_placement', 'client']) api.announce(table);

    expect(await offered('shop')).toEqual(['password']);
  });

  it('answers unknown applications and methods, and needs the scopes of both', async () => {
    for (const method of ['GET', 'DELETE'] as const)
      expect((await api.call(method, path('nobody'))).body.code).toBe('client.not_found');
    expect((await place('nobody', card, { enabled: true })).body.code).toBe('client.not_found');
    expect((await place('shop', '6f1c1f6e-0000-4000-8000-000000000000', {})).body.code).toBe(
      'sign_in_method.not_found',
    );
    expect((await place('shop', 'text', {})).body.code).toBe('sign_in_method.not_found');
    for (const scopes of [['update:clients'], ['update:sign_in_methods']] as const) {
      const token = api.tokens.issue({ scopes: [...scopes] });
      expect((await place('shop', card, { enabled: false }, token)).status).toBe(403);
    }
  });

  it("keeps owners able to administer: the panel's own list is judged like the default list", async () => {
    await api.sql('delete from account');
    await api.sql(`insert into account (username, name, role, password_hash) values ('olga', 'Olga', 'owner', 'x')`);

    expect(await place(panelClientId, password, { enabled: false })).toMatchObject({
      status: 409,
      body: { code: 'sign_in_method.locks_out_owners' },
    });
    expect(await list(panelClientId)).toContain('password main');
    expect((await place('shop', password, { enabled: false })).status).toBe(200);
  });

  it('keeps one method on when two callers switch the last two off at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      await place('shop', card, { enabled: true });
      await place('shop', password, { enabled: true });
      await Promise.all([place('shop', card, { enabled: false }), place('shop', password, { enabled: false })]);
      expect(await offered('shop')).toEqual(['password']);
    }
  });

  it("leaves the panel's list no more empty than others when its last method is deleted", async () => {
    await api.sql('delete from account');
    await place(panelClientId, card, { enabled: true });
    for (const id of [other, password]) await place(panelClientId, id, { enabled: false });

    expect((await api.call('DELETE', `/api/v2/sign-in-methods/${card}`)).status).toBe(204);

    expect(await list(panelClientId)).toContain('password main');
    expect(await offered(panelClientId)).toEqual(['password']);
  });

  it('is judged alike by the server and by the database', async () => {
    const own = await api.call('POST', path('shop'), {
      body: { type: 'card', name: 'Own', enabled: true, params: { trustAnchors: ['own'] } },
    });
    await createMethod(api, { name: 'Hidden', public: false, enabled: true });
    const [north, south] = await organizations('north', 'south');
    const pass = await ofOrganization('North pass', north, { public: true, enabled: false });
    await ofOrganization('North by default', north, { public: true, enabled: true });
    await ofOrganization('North, private', north, { public: false, enabled: true });
    await ofOrganization('South pass', south, { public: true, enabled: true });
    const change = async (table: string, statement: string, ...values: unknown[]): Promise<void> => {
      await api.sql(statement, values);
      for (const each of [table, 'sign_in_placement']) api.announce(each);
    };
    const move = (client: string, to: string | null) =>
      change('client', 'update client set organization_id = $2 where client_id = $1', client, to);
    const states = [
      () => undefined,
      () => place('office', card, { enabled: false }),
      () => place(panelClientId, other, { enabled: true }),
      () => place('shop', own.body.id, { enabled: false }),
      () => move('shop', north!),
      () => place('shop', pass, { enabled: true }),
      () => move('office', south!),
      () => change('sign_in_method', 'update sign_in_method set public = not public where id = $1', pass),
      () => move('shop', south!),
      () => api.call('DELETE', path('shop')),
      () => move('shop', north!),
      () => place('shop', pass, { enabled: true }),
      () => change('organization', `update organization set status = 'suspended'`),
    ];
    for (const change of states) {
      await change();
      for (const client of ['shop', 'office', panelClientId, 'unknown']) {
        const rows = await api.sql<{ id: string }>(
          'select id from sign_in_method where sign_in_method_offered(id, $1)',
          [client],
        );
        const known = await api.get(SignInMethods).offeredAt(client);
        expect(rows.map(({ id }) => id).sort()).toEqual(known.map(({ id }) => id).sort());
      }
    }
  });
});
