import { inEachLanguage } from '@postern/contracts';
import type { TestApi } from '@postern/management/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NotedSessions } from '../../testing/index.js';
import { createMethod, linkIdentifier, startMethodsApi } from '../../testing/index.js';
import { MethodSeeder, SessionsOfMethod } from '../index.js';

describe('sign-in methods API', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startMethodsApi();
  });
  afterAll(() => api?.stop());
  const path = (id = '') => `/api/v2/sign-in-methods/${id}`;
  const post = (body: object) => api.call('POST', path().slice(0, -1), { body });
  const patch = (id: string, body: object) => api.call('PATCH', path(id), { body });
  const events = (id: string) =>
    api.sql<{ type: string; details: Record<string, unknown> }>(
      'select type, details, actor_id, address from audit_event where method_id = $1 order by id',
      [id],
    );

  it('creates, reads, changes, lists and deletes a method', async () => {
    const created = await createMethod(api, { name: 'Company card', description: 'Two\nlines', public: true });
    expect(created).toMatchObject({
      ...{
        type: 'card',
        owner: 'system',
        name: 'Company card',
        description: 'Two\nlines',
        icon: 'data:image/svg+xml,%3Csvg%2F%3E',
      },
      ...{ logoUrl: null, public: true, publicity: 'private', enabled: false, group: 'main', position: 0 },
      ...{ params: { trustAnchors: ['anchor'], identifyBy: 'certificate' }, problem: null, problemDetail: null },
      ...{ builtIn: false, identifierCount: 0 },
    });

    const changed = await patch(created.id, { enabled: true, description: null, group: 'other', position: 7 });
    expect(changed).toMatchObject({
      status: 200,
      body: { enabled: true, description: null, group: 'other', position: 7 },
    });
    expect((await api.call('GET', path(created.id))).body).toEqual(changed.body);
    const { body: list } = await api.call('GET', '/api/v2/sign-in-methods');
    expect(list.map(({ name }: { name: string }) => name)).toEqual([null, 'Company card']);

    expect((await api.call('DELETE', path(created.id))).status).toBe(204);
    expect(await api.call('GET', path(created.id))).toMatchObject({
      status: 404,
      body: { code: 'sign_in_method.not_found' },
    });
    expect((await events(created.id)).map(({ type }) => type)).toEqual([
      ...['sign_in_method.created', 'sign_in_method.updated', 'sign_in_method.deleted'],
    ]);
  });

  it('records who changed what, without the settings themselves', async () => {
    const [account] = await api.sql<{ id: string }>(
      `insert into account (username, name) values ('root', 'Root') returning id`,
    );
    const token = api.tokens.issue({ accountId: account!.id, role: 'administrator' });
    const { id } = await createMethod(api);

    await api.call('PATCH', path(id), { token, body: { enabled: true, params: { trustAnchors: ['secret anchor'] } } });

    const recorded = (await events(id)).at(-1);
    expect(recorded).toMatchObject({
      ...{ type: 'sign_in_method.updated', actor_id: account!.id, address: '127.0.0.1' },
      details: {
        name: 'Card',
        type: 'card',
        changed: ['enabled', 'params'],
        enabled: true,
        before: { enabled: false },
      },
    });
    expect(JSON.stringify(recorded)).not.toContain('anchor');
  });

  it.each([
    ['a name of blanks', { name: '  ' }, 'name'],
    ['a name with blanks at its ends', { name: ' Card' }, 'name'],
    ['a name of 51 characters', { name: 'x'.repeat(51) }, 'name'],
    ['no name', { name: null }, 'name'],
    ['a long description', { description: 'x'.repeat(256) }, 'description'],
    ['an unknown publicity', { publicity: 'secret' }, 'publicity'],
    ['an unknown field', { owner: 'application' }, 'owner'],
    ['an unknown setting', { params: { trustAnchors: [], admin: true } }, 'params.admin'],
    ['a wrong setting', { params: { identifyBy: 'name' } }, 'params.identifyBy'],
    ['a wrong setting within a setting', { params: { limits: { days: 'x' } } }, 'params.limits.days'],
    ['a wrong item of a setting', { params: { trustAnchors: [5] } }, 'params.trustAnchors'],
  ])('refuses %s', async (_, part, field) => {
    const before = (await api.sql('select id from sign_in_method')).length;
    const answer = await post({ type: 'card', name: 'Card', ...part });

    expect(answer).toMatchObject({ status: 422, body: { code: 'request.invalid' } });
    expect(answer.body.errors.map((error: { path: string }) => error.path)).toEqual([field]);
    expect(await api.sql('select id from sign_in_method')).toHaveLength(before);
  });

  it("returns the provider's own refusal, and stores nothing", async () => {
    const answer = await post({ type: 'card', name: 'Card', params: { trustAnchors: ['private key'] } });

    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'certificate.private_key_given', errors: [{ path: 'params.trustAnchors.0', message: 'is a key' }] },
    });
    expect(await api.sql(`select 1 from sign_in_method where params::text like '%private key%'`)).toEqual([]);
  });

  it('keeps absent settings, in the form that the provider gave them', async () => {
    const { id } = await createMethod(api, { params: { trustAnchors: [' anchor '], identifyBy: 'public-key' } });

    const { body } = await patch(id, { params: { trustAnchors: ['a', 'b'] } });

    expect(body.params).toEqual({ trustAnchors: ['a', 'b'], identifyBy: 'public-key' });
  });

  it('reports why a method cannot work', async () => {
    expect((await createMethod(api, { params: {} })).problem).toBe('sign_in_method.no_trust_anchor');
  });

  it('lists the types with their settings, and cannot create built-in or unknown ones', async () => {
    const { body } = await api.call('GET', '/api/v2/sign-in-methods/types');

    expect(body.map(({ type }: { type: string }) => type)).toEqual(['card', 'password']);
    expect(await post({ type: 'password', name: 'Two' })).toMatchObject({
      status: 409,
      body: { code: 'sign_in_method.built_in' },
    });
    expect(await post({ type: 'x', name: 'X' })).toMatchObject({
      status: 422,
      body: { code: 'provider.unknown_type' },
    });
  });

  it('returns the name of each type in each language without authentication', async () => {
    const { status, body } = await api.call('GET', path('type-names'), { token: null });

    expect(status).toBe(200);
    expect(body).toEqual({
      card: inEachLanguage(() => 'Card'),
      password: inEachLanguage(() => 'Username and password'),
    });
  });

  it('names the built-in method and removes its name; any other keeps one', async () => {
    const { id: card } = await createMethod(api);
    const [builtIn] = await api.sql<{ id: string }>('select id from sign_in_method where built_in');

    expect((await patch(builtIn!.id, { name: 'Passphrase' })).body).toMatchObject({ name: 'Passphrase' });
    expect((await patch(builtIn!.id, { enabled: true })).body).toMatchObject({ name: 'Passphrase' });
    expect((await patch(builtIn!.id, { name: null })).body).toMatchObject({ type: 'password', name: null });
    expect((await events(builtIn!.id)).at(-1)!.details).toMatchObject({ name: null, before: { name: 'Passphrase' } });
    expect((await patch(builtIn!.id, { name: '' })).status).toBe(422);
    expect(await patch(card, { name: null })).toMatchObject({
      status: 422,
      body: { code: 'request.invalid', errors: [{ path: 'name' }] },
    });
  });

  it('may recognize people by something else while identifiers are linked, and counts them by what they were made of', async () => {
    const { id } = await createMethod(api);
    await linkIdentifier(api, id, 'linked');
    await api.sql(`update identifier set source = 'certificate' where method_id = $1`, [id]);
    for (const username of ['by-key', 'also-by-key']) await linkIdentifier(api, id, username);
    await api.sql(`update identifier set source = 'public-key' where method_id = $1 and source is null`, [id]);

    expect((await patch(id, { params: { identifyBy: 'public-key' } })).body).toMatchObject({
      params: { identifyBy: 'public-key' },
      identifierCount: 3,
      identifierSources: [
        { source: 'public-key', count: 2 },
        { source: 'certificate', count: 1 },
      ],
    });
  });

  it('deletes a method with its identifiers after ending the sessions through them', async () => {
    const { id } = await createMethod(api);
    const accountId = await linkIdentifier(api, id, 'gone');

    await api.call('DELETE', path(id));

    expect((api.get(SessionsOfMethod) as NotedSessions).ended).toContainEqual({ methodId: id, identifiers: 1 });
    expect(await api.sql('select 1 from identifier where account_id = $1', [accountId])).toEqual([]);
  });

  it('needs the scope of each operation', async () => {
    const { id } = await createMethod(api);
    const token = api.tokens.issue({ scopes: ['read:sign_in_methods'] });
    const call = async (...[method, to]: Parameters<TestApi['call']>) =>
      (await api.call(method, to, { token, body: method === 'GET' || method === 'DELETE' ? undefined : {} })).status;

    expect(await call('GET', '/api/v2/sign-in-methods')).toBe(200);
    expect(await call('GET', path('types'))).toBe(200);
    expect(await call('POST', '/api/v2/sign-in-methods')).toBe(403);
    expect(await call('PATCH', path(id))).toBe(403);
    expect(await call('DELETE', path(id))).toBe(403);
    expect(await call('POST', path(`${id}/test`))).toBe(403);
  });

  it('answers malformed ids like unknown ones', async () => {
    for (const id of ['x', '00000000-0000-0000-0000-000000000000', '%00']) {
      expect(await api.call('GET', path(id)), id).toMatchObject({
        status: 404,
        body: { code: 'sign_in_method.not_found' },
      });
    }
  });

  it('seeds a method once, and updates its settings without enabling or disabling it', async () => {
    const seeder = api.get(MethodSeeder);
    const seed = { type: 'card', name: 'Sample', enabled: true, public: true };

    const id = await seeder.seed({ ...seed, params: { trustAnchors: ['old'] } });
    await patch(id, { enabled: false });
    const again = await seeder.seed({ ...seed, params: { trustAnchors: ['new'] } });

    expect(again).toBe(id);
    expect((await api.call('GET', path(id))).body).toMatchObject({ enabled: false, params: { trustAnchors: ['new'] } });
  });
});
