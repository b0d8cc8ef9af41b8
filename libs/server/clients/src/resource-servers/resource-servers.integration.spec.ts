import type { TestApi } from '@postern/management/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient, startClientsApi } from '../../testing/index.js';
import { ManagementApiSeeder } from '../index.js';

describe('APIs', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startClientsApi();
    await api.get(ManagementApiSeeder).ensure('https://id.test');
  });
  afterAll(() => api?.stop());
  const root = '/api/v2/resource-servers';
  let count = 0;
  const newIdentifier = () => `https://api-${(count += 1)}.test`;
  const create = (body: object) => api.call('POST', root, { body });
  const patch = (id: string, body: object) => api.call('PATCH', `${root}/${id}`, { body });
  const events = (identifier: string) =>
    api.sql<{ type: string; details: object }>(
      `select type, details from audit_event where details ->> 'identifier' = $1 order by id`,
      [identifier],
    );

  it('are registered with an audience and scopes, and read', async () => {
    const identifier = newIdentifier();
    const { client_id } = await createClient(api, { app_type: 'non_interactive', redirect_uris: [] });

    const { status, body } = await create({
      ...{ name: ' Invoices ', identifier, access_token_format: 'opaque', access_token_ttl: 300, client_id },
      scopes: [{ value: 'read:invoices', description: 'See invoices' }, { value: 'pay' }],
    });

    expect(status).toBe(201);
    expect(body).toEqual({
      ...{ id: expect.any(String), name: 'Invoices', identifier, access_token_format: 'opaque', signing_alg: 'ES256' },
      ...{ token_lifetime: 300, is_system: false },
      ...{ access_token_ttl: 300, client_id, built_in: false },
      scopes: [
        { value: 'read:invoices', description: 'See invoices' },
        { value: 'pay', description: null },
      ],
      ...{ created_at: expect.stringMatching(/Z$/), updated_at: expect.stringMatching(/Z$/) },
    });
    expect((await api.call('GET', `${root}/${body.id}`)).body).toEqual(body);
    expect(await events(identifier)).toEqual([
      { type: 'resource_server.created', details: expect.objectContaining({ name: 'Invoices' }) },
    ]);
  });

  it('have an identifier each', async () => {
    const identifier = newIdentifier();
    const both = await Promise.all([create({ name: 'One', identifier }), create({ name: 'Other', identifier })]);

    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(both.find(({ status }) => status === 409)?.body.code).toBe('resource_server.identifier_taken');
  });

  it.each([
    ['identifier', { identifier: 'invoices' }],
    ['identifier', { identifier: 'https://api.test/#part' }],
    ['identifier', { identifier: 'https://api.test/ one' }],
    ['identifier', { identifier: `https://api.test/${'x'.repeat(500)}` }],
    ['name', { name: '' }],
    ['scopes.0.value', { scopes: [{ value: 'two words' }] }],
    ['scopes.0.value', { scopes: [{ value: 'openid' }] }],
    ['scopes', { scopes: [{ value: 'a' }, { value: 'a' }] }],
    ['access_token_format', { access_token_format: 'paseto' }],
    ['signing_alg', { signing_alg: 'HS256' }],
    ['access_token_ttl', { access_token_ttl: 5 }],
    ['client_id', { client_id: 'nobody' }],
    ['built_in', { built_in: true }],
  ])('are refused with a wrong %s, and nothing is stored: %j', async (path, wrong) => {
    const identifier = newIdentifier();
    const { status, body } = await create({ name: 'Wrong', identifier, ...wrong });

    expect([status, body.code]).toEqual([422, 'request.invalid']);
    expect(body.errors.map((error: { path: string }) => error.path)).toContain(path);
    expect(await events(identifier)).toEqual([]);
  });

  it('may be named by a URN', async () => {
    expect((await create({ name: 'Urn', identifier: `urn:example:${count}` })).status).toBe(201);
  });

  it('change in the given fields, but never their identifier', async () => {
    const identifier = newIdentifier();
    const { id, ...before } = (await create({ name: 'Before', identifier, scopes: [{ value: 'a' }] })).body;

    const { status, body } = await patch(id, { name: 'After', signing_alg: 'RS256', client_id: null });
    const refused = await patch(id, { identifier: newIdentifier() });

    expect([status, refused.status]).toEqual([200, 422]);
    expect(body).toEqual({ ...before, id, name: 'After', signing_alg: 'RS256', updated_at: expect.any(String) });
    expect((await events(identifier)).at(-1)).toEqual({
      type: 'resource_server.updated',
      details: expect.objectContaining({ changed: ['name', 'signing_alg'] }),
    });
  });

  it('are deleted with their grants', async () => {
    const identifier = newIdentifier();
    const { id } = (await create({ name: 'Gone', identifier })).body;
    const { client_id } = await createClient(api);
    const grant = await api.call('POST', '/api/v2/client-grants', { body: { client_id, audience: identifier } });

    expect((await api.call('DELETE', `${root}/${id}`)).status).toBe(204);

    expect((await api.call('GET', `${root}/${id}`)).body.code).toBe('resource_server.not_found');
    expect((await api.call('GET', `/api/v2/client-grants/${grant.body.id}`)).body.code).toBe('client_grant.not_found');
    expect((await events(identifier)).at(-1)?.type).toBe('resource_server.deleted');
  });

  it('are kept when their application is deleted', async () => {
    const { client_id } = await createClient(api);
    const { id } = (await create({ name: 'Orphan', identifier: newIdentifier(), client_id })).body;

    await api.call('DELETE', `/api/v2/clients/${client_id}`);

    expect((await api.call('GET', `${root}/${id}`)).body.client_id).toBeNull();
  });

  it("show Postern's own first, which follows its origin and can neither be changed nor deleted", async () => {
    await Promise.all([1, 2].map(() => api.get(ManagementApiSeeder).ensure('https://new.test')));

    const { items } = (await api.call('GET', root)).body;
    const [own] = items;
    expect(items.filter((item: { built_in: boolean }) => item.built_in)).toHaveLength(1);
    expect(own).toMatchObject({ identifier: 'https://new.test/api/v2', built_in: true, access_token_format: 'opaque' });
    expect(own.scopes).toContainEqual({ value: 'read:clients', description: null });
    const answers = await Promise.all([
      patch(own.id, { name: 'Mine' }),
      api.call('DELETE', `${root}/${own.id}`),
      api.call('POST', '/api/v2/client-grants', { body: { client_id: 'any', audience: own.identifier } }),
    ]);
    for (const { status, body } of answers) expect([status, body.code]).toEqual([409, 'resource_server.built_in']);
  });

  it('are searched by name and identifier, a page at a time', async () => {
    for (const name of ['Needle one', 'Needle two', 'Needle three'])
      await create({ name, identifier: newIdentifier() });

    const found = (await api.call('GET', `${root}?search=needle&pageSize=2&page=1`)).body;

    expect(found).toMatchObject({ total: 3, page: 1, pageSize: 2 });
    expect(found.items.map(({ name }: { name: string }) => name)).toEqual(['Needle two']);
    expect((await api.call('GET', `${root}?search=api-1.test`)).body.total).toBe(1);
  });

  it.each([
    ['GET', '', 'read:resource_servers'],
    ['POST', '', 'create:resource_servers'],
    ['PATCH', '/2b7c5a52-3f1b-4ac1-8d7e-1c9b6f6a0b11', 'update:resource_servers'],
    ['DELETE', '/2b7c5a52-3f1b-4ac1-8d7e-1c9b6f6a0b11', 'delete:resource_servers'],
  ] as const)('are not for tokens without the scope: %s%s needs %s', async (method, path, scope) => {
    const token = api.tokens.issue({ scopes: ['read:clients'] });

    const { status, headers } = await api.call(method, `${root}${path}`, { token, body: {} });

    expect(status).toBe(403);
    expect(headers['www-authenticate']).toContain(scope);
  });
});
