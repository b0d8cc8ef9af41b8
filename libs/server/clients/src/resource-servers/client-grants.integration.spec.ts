import type { TestApi } from '@postern/management/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createClient, startClientsApi } from '../../testing/index.js';

describe('grants of applications for APIs', () => {
  let api: TestApi;
  let client_id: string;
  let audience: string;
  let apiId: string;
  let count = 0;
  beforeAll(async () => {
    api = await startClientsApi();
  });
  afterAll(() => api?.stop());
  beforeEach(async () => {
    audience = `https://granted-${(count += 1)}.test`;
    const scopes = ['read', 'write', 'admin'].map((value) => ({ value }));
    const answer = await api.call('POST', '/api/v2/resource-servers', {
      body: { name: 'Granted', identifier: audience, scopes },
    });
    apiId = answer.body.id;
    client_id = (await createClient(api)).client_id;
  });
  const root = '/api/v2/client-grants';
  const create = (body: object = {}) => api.call('POST', root, { body: { client_id, audience, ...body } });
  const patch = (id: string, body: object) => api.call('PATCH', `${root}/${id}`, { body });
  const events = () =>
    api.sql<{ type: string; details: object }>(
      `select type, details from audit_event where client_id = $1 and type like 'client_grant.%' order by id`,
      [client_id],
    );

  it('hold scopes, and allow acting for people only if set', async () => {
    const { status, body } = await create({ scope: ['read', 'write'] });

    expect(status).toBe(201);
    expect(body).toEqual({
      ...{ id: expect.any(String), client_id, audience, scope: ['read', 'write'], on_behalf_of: false },
      ...{ created_at: expect.stringMatching(/Z$/), updated_at: expect.stringMatching(/Z$/) },
    });
    expect((await api.call('GET', `${root}/${body.id}`)).body).toEqual(body);
    expect(await events()).toEqual([
      { type: 'client_grant.created', details: expect.objectContaining({ audience, scope: ['read', 'write'] }) },
    ]);
  });

  it('are one per application and API, even when two are made at once', async () => {
    const both = await Promise.all([create(), create()]);

    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(both.find(({ status }) => status === 409)?.body.code).toBe('client_grant.duplicate');
  });

  it.each([
    [404, 'resource_server.not_found', { audience: 'https://nowhere.test' }],
    [422, 'request.invalid', { client_id: 'nobody' }],
    [422, 'request.invalid', { scope: ['read', 'delete'] }],
    [422, 'request.invalid', { scope: ['read', 'read'] }],
    [422, 'request.invalid', { on_behalf_of: 'yes' }],
    [422, 'request.invalid', { scope: null }],
  ])('are refused with %i %s: %j', async (status, code, wrong) => {
    const answer = await create(wrong);

    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await events()).toEqual([]);
  });

  it('change in the given fields', async () => {
    const { id, ...before } = (await create({ scope: ['read'] })).body;

    const allowed = await patch(id, { on_behalf_of: true });
    const widened = await patch(id, { scope: ['admin'] });
    const refused = await patch(id, { scope: ['other'] });

    expect(allowed.body).toEqual({ ...before, id, on_behalf_of: true, updated_at: expect.any(String) });
    expect(widened.body).toMatchObject({ scope: ['admin'], on_behalf_of: true });
    expect(refused.body.errors[0].path).toBe('scope.0');
    expect((await patch(id, { audience: 'https://other.test' })).status).toBe(422);
    expect((await events()).map(({ type }) => type)).toEqual([
      'client_grant.created',
      'client_grant.updated',
      'client_grant.updated',
    ]);
  });

  it('lose the scopes that their API loses', async () => {
    const { id } = (await create({ scope: ['write', 'read', 'admin'] })).body;

    await api.call('PATCH', `/api/v2/resource-servers/${apiId}`, {
      body: { scopes: [{ value: 'read' }, { value: 'write' }, { value: 'more' }] },
    });

    expect((await api.call('GET', `${root}/${id}`)).body.scope).toEqual(['write', 'read']);
  });

  it('are revoked', async () => {
    const { id } = (await create()).body;

    expect((await api.call('DELETE', `${root}/${id}`)).status).toBe(204);

    expect((await api.call('GET', `${root}/${id}`)).body.code).toBe('client_grant.not_found');
    expect((await api.call('DELETE', `${root}/${id}`)).status).toBe(404);
    expect((await events()).at(-1)?.type).toBe('client_grant.deleted');
  });

  it('are deleted with their application', async () => {
    const { id } = (await create()).body;

    await api.call('DELETE', `/api/v2/clients/${client_id}`);

    expect((await api.call('GET', `${root}/${id}`)).status).toBe(404);
  });

  it('are listed, all or of one application or API', async () => {
    const { id } = (await create()).body;
    const other = await createClient(api);
    await create({ client_id: other.client_id });

    const list = async (query: string) => (await api.call('GET', `${root}?${query}`)).body;

    expect(await list(`client_id=${client_id}`)).toMatchObject({ total: 1, items: [{ id, audience }] });
    expect((await list(`audience=${encodeURIComponent(audience)}`)).total).toBe(2);
    expect((await list(`audience=${encodeURIComponent(audience)}&client_id=${client_id}`)).total).toBe(1);
    expect((await list('pageSize=1')).items).toHaveLength(1);
  });

  it.each([
    ['GET', '', 'read:client_grants'],
    ['POST', '', 'create:client_grants'],
    ['PATCH', '/2b7c5a52-3f1b-4ac1-8d7e-1c9b6f6a0b11', 'update:client_grants'],
    ['DELETE', '/2b7c5a52-3f1b-4ac1-8d7e-1c9b6f6a0b11', 'delete:client_grants'],
  ] as const)('are not for tokens without the scope: %s%s needs %s', async (method, path, scope) => {
    const token = api.tokens.issue({ scopes: ['read:clients'] });

    const { status, headers } = await api.call(method, `${root}${path}`, { token, body: {} });

    expect(status).toBe(403);
    expect(headers['www-authenticate']).toContain(scope);
  });
});
