import { panelClientId } from '@postern/contracts';
import type { TestApi } from '@postern/management/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMethod, startMethodsApi } from '../../testing/index.js';
import { SignInMethods } from '../index.js';

describe('identifiers that a list requires', () => {
  let api: TestApi;
  let card: string;
  let badge: string;
  let password: string;
  beforeAll(async () => {
    api = await startMethodsApi();
    password = (await api.sql<{ id: string }>('select id from sign_in_method where built_in'))[0]!.id;
  });
  afterAll(() => api?.stop());
  beforeEach(async () => {
    await api.sql('delete from sign_in_method where not built_in');
    await api.sql('delete from sign_in_placement');
    await api.sql('truncate audit_event');
    for (const client of ['shop', 'office', panelClientId])
      await api.sql(
        `insert into client (client_id, name, app_type, first_party, metadata) values ($1, $1, 'regular_web', true, '{}') on conflict do nothing`,
        [client],
      );
    card = (await createMethod(api, { name: 'Card', public: true, enabled: true })).id;
    badge = (await createMethod(api, { name: 'Badge', public: true, enabled: true })).id;
    api.announce('sign_in_method');
  });
  const path = (client: string) => `/api/v2/clients/${client}/sign-in-methods`;
  const place = (client: string, id: string, body: object, token?: string) =>
    api.call('PATCH', `${path(client)}/${id}`, { body, ...(token !== undefined && { token }) });
  const set = (id: string, body: object) => api.call('PATCH', `/api/v2/sign-in-methods/${id}`, { body });
  const required = async (client: string) =>
    (await api.get(SignInMethods).requiredAt(client)).map(
      ({ method, requirement, from, offered }) =>
        `${method.name} ${requirement}${from ? ` from ${from.toISOString()}` : ''}${offered ? '' : ' off'}`,
    );

  it('are those of the default list, until the application has a list of its own', async () => {
    await set(card, { required: 'each' });
    expect(await required('shop')).toEqual(['Card each']);

    const { body } = await place('shop', badge, { required: 'one', requiredFrom: '2027-01-01T00:00:00Z' });
    expect(body.methods.find(({ id }: { id: string }) => id === badge)).toMatchObject({
      ...{ required: 'one', requiredFrom: '2027-01-01T00:00:00.000Z', requirable: true },
    });
    await set(card, { required: null });

    expect(await required('shop')).toEqual(['Card each', 'Badge one from 2027-01-01T00:00:00.000Z']);
    expect(await required('office')).toEqual([]);
    await api.call('DELETE', path('shop'));
    expect(await required('shop')).toEqual([]);
  });

  it('stay when something else of the row changes, and lose their date with themselves', async () => {
    await place('shop', card, { required: 'each', requiredFrom: '2027-01-01T00:00:00Z' });
    await place('shop', card, { group: 'other' });
    await place('shop', card, { required: 'one' });
    expect(await required('shop')).toEqual(['Card one from 2027-01-01T00:00:00.000Z']);
    await place('shop', card, { required: null });
    expect(await required('shop')).toEqual([]);
    expect(await place('shop', card, { requiredFrom: '2027-01-01T00:00:00Z' })).toMatchObject({
      ...{ status: 422, body: { errors: [{ path: 'requiredFrom' }] } },
    });
  });

  it('say when their method is off', async () => {
    await place('shop', card, { required: 'each', enabled: false });
    expect(await required('shop')).toEqual(['Card each off']);
  });

  it.each([
    ['a method whose identifiers nobody links', () => password],
    [
      'a private method, which only the panel may offer',
      async () => (await createMethod(api, { name: 'Own', public: false })).id,
    ],
  ])('are never of %s', async (_, method) => {
    const answer = { status: 422, body: { code: 'request.invalid', errors: [{ path: 'required' }] } };
    const id = await method();
    expect(await place(panelClientId, id, { required: 'each' })).toMatchObject(answer);
    expect(await set(id, { required: 'each' })).toMatchObject(answer);
  });

  it('are never of a method that an application has for itself', async () => {
    const own = await api.call('POST', path('shop'), {
      body: { type: 'card', name: 'Own', params: { trustAnchors: ['a'] } },
    });
    expect((await place('shop', own.body.id, { required: 'each' })).status).toBe(422);
    expect((await set(own.body.id, { required: 'each' })).status).toBe(422);
  });

  it('end when their method becomes private, at the panel too', async () => {
    await set(card, { required: 'each' });
    await place('shop', card, { required: 'each' });
    await place(panelClientId, card, { required: 'each' });
    expect((await set(card, { public: false })).body).toMatchObject({ required: null, requirable: false });
    await set(card, { public: true });
    for (const client of ['shop', 'office', panelClientId]) expect(await required(client)).toEqual([]);
  });

  it('end with their method', async () => {
    await place('shop', card, { required: 'each' });
    expect((await api.call('DELETE', `/api/v2/sign-in-methods/${card}`)).status).toBe(204);
    expect(await required('shop')).toEqual([]);
  });

  it('are in the event log, before and after', async () => {
    await place('shop', card, { required: 'each' });
    await set(badge, { required: 'one' });
    const events = await api.sql(
      `select type, client_id as client, method_id as method, details from audit_event where type <> 'sign_in_method.created' order by id`,
    );
    expect(events).toMatchObject([
      {
        type: 'sign_in_method.placed',
        client: 'shop',
        method: card,
        details: { required: 'each', before: { required: null } },
      },
      { type: 'sign_in_method.updated', method: badge, details: { required: 'one', before: { required: null } } },
    ]);
  });

  it('need the scopes of both to be changed', async () => {
    for (const scopes of [['update:clients'], ['update:sign_in_methods']] as const) {
      const token = api.tokens.issue({ scopes: [...scopes] });
      expect((await place('shop', card, { required: 'each' }, token)).status).toBe(403);
    }
  });

  it.each([
    [{ required: 'all' }, 'required'],
    [{ required: 'each', requiredFrom: 'tomorrow' }, 'requiredFrom'],
    [{ required: 'each', requiredFrom: '2027-01-01' }, 'requiredFrom'],
  ])('refuses %o', async (body, at) => {
    expect(await place('shop', card, body)).toMatchObject({ status: 422, body: { errors: [{ path: at }] } });
  });
});
