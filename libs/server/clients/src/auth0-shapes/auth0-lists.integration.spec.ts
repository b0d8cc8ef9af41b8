import type { TestApi } from '@postern/management/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient, createService, startClientsApi } from '../../testing/index.js';

describe('lists of the management API', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startClientsApi();
    for (const name of ['A', 'B', 'C', 'D', 'E']) await createClient(api, { name, first_party: name === 'B' });
    const { client_id } = await createService(api, { name: 'Z' });
    for (const n of [1, 2, 3]) {
      const identifier = `https://api-${n}.test`;
      const body = { name: `API ${n}`, identifier, scopes: [{ value: 'read' }] };
      await api.call('POST', '/api/v2/resource-servers', { body });
      await api.call('POST', '/api/v2/client-grants', { body: { client_id, audience: identifier, scope: ['read'] } });
    }
  });
  afterAll(() => api?.stop());
  const get = (path: string, headers = {}) => api.call('GET', `/api/v2/${path}`, { headers });
  const names = (list: { name: string }[]) => list.map(({ name }) => name);

  it("have Postern's own shape by default", async () => {
    const { body } = await get('clients?page=0&pageSize=2');

    expect({ ...body, items: names(body.items) }).toEqual({ items: ['A', 'B'], total: 6, page: 0, pageSize: 2 });
  });

  it.each([
    ['clients', 'clients'],
    ['client-grants', 'client_grants'],
    ['resource-servers', 'resource_servers'],
  ])('%s: have the shape of Auth0 for its parameters, and for its libraries', async (path, list) => {
    const { body } = await get(`${path}?page=1&per_page=2&include_totals=true`);
    const { total } = (await get(`${path}?pageSize=1`)).body;
    expect(body).toEqual({ [list]: expect.any(Array), start: 2, limit: 2, length: body[list].length, total });
    expect(body[list].length).toBeGreaterThan(0);

    expect((await get(`${path}?include_totals=false&per_page=1`)).body).toEqual([expect.any(Object)]);
    expect((await get(path, { 'auth0-client': 'e30' })).body[list]).toHaveLength(total);
  });

  it.each([
    ['clients', 'clients'],
    ['client-grants', 'client_grants'],
    ['resource-servers', 'resource_servers'],
  ])('%s: are read to their end by take and from', async (path, list) => {
    const { total } = (await get(`${path}?pageSize=1`)).body;
    const found: object[] = [];
    let next: string | undefined;
    do {
      const { body } = await get(`${path}?include_totals=true&take=2${next === undefined ? '' : `&from=${next}`}`);
      expect(Object.keys(body).sort()).toEqual(body.next === undefined ? [list] : [list, 'next'].sort());
      found.push(...body[list]);
      ({ next } = body);
    } while (next !== undefined);

    expect(new Set(found.map((one) => JSON.stringify(one))).size).toBe(total);
  });

  it('have the fields that are asked for, or all others', async () => {
    const { body } = await get('clients?per_page=1&fields=client_id,name');
    expect(Object.keys(body.clients[0]).sort()).toEqual(['client_id', 'name']);
    const { client_id: id } = body.clients[0];

    expect((await get(`clients/${id}?fields=name`)).body).toEqual({ name: 'A' });
    const { body: others } = await get(`clients/${id}?fields=name,client_id&include_fields=false`);
    expect(others).toHaveProperty('redirect_uris');
    expect(others).not.toHaveProperty('name');
  });

  it('name those of a kind', async () => {
    expect(names((await get('clients?app_type=non_interactive&per_page=50')).body.clients)).toEqual(['Z']);
    expect(names((await get('clients?is_first_party=true&is_global=false&per_page=50')).body.clients)).toEqual(['B']);
    const { body } = await get('resource-servers?identifiers=https://api-2.test&per_page=50');
    expect(names(body.resource_servers)).toEqual(['API 2']);
  });

  it.each([
    'clients?per_page=0',
    'clients?per_page=101',
    'clients?take=1000',
    'clients?from=abc',
    'clients?from=1.5.9',
    'clients?include_totals=1',
    'clients?fields=a;b',
    'clients?is_global=true',
    'clients?q=name:x',
    'client-grants?search=x',
    'client-grants?subject_type=user',
    'resource-servers?per_page=x',
  ])('refuse %s', async (query) => {
    const { status, body } = await get(query);

    expect([status, body.code]).toEqual([422, 'request.invalid']);
  });
});
