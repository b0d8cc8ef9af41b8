import { fewestStatements } from '@postern/database/testing';
import type { TestApi } from '@postern/management/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createClient, startClientsApi } from '../../testing/index.js';
import { ApiAccessLookup, ManagementApiSeeder } from '../index.js';

describe('what an application may do at an API', () => {
  const identifier = 'https://ledger.test';
  let api: TestApi;
  let other: TestApi;
  let access: ApiAccessLookup;
  let client: string;
  beforeAll(async () => {
    api = await startClientsApi();
    other = await startClientsApi(api.databaseUrl);
    access = api.get(ApiAccessLookup);
    client = (await createClient(api)).client_id;
    const body = { name: 'Ledger', identifier, scopes: [{ value: 'read' }], client_id: client, signing_alg: 'RS256' };
    await api.call('POST', '/api/v2/resource-servers', { body });
  });
  afterAll(async () => {
    await other?.stop();
    await api?.stop();
  });
  const grant = (client_id: string) =>
    api.call('POST', '/api/v2/client-grants', { body: { client_id, audience: identifier, scope: ['read'] } });

  it('is nothing without a grant, and current at once in every process after a change', async () => {
    const { client_id } = await createClient(api);
    const elsewhere = other.get(ApiAccessLookup);
    const known = { identifier, accessTokenFormat: 'jwt', signingAlg: 'RS256', accessTokenTtl: 3600, isOwn: false };
    expect(await access.find(client_id, identifier)).toEqual(known);
    await elsewhere.find(client_id, identifier);

    const { id } = (await grant(client_id)).body;

    const granted = { ...known, grant: { scope: ['read'], onBehalfOf: false } };
    expect(await access.find(client_id, identifier)).toEqual(granted);
    await vi.waitFor(async () => expect(await elsewhere.find(client_id, identifier)).toEqual(granted), {
      timeout: 12_000,
    });
    await api.call('DELETE', `/api/v2/client-grants/${id}`);
    expect(await access.find(client_id, identifier)).toEqual(known);
    await vi.waitFor(async () => expect(await elsewhere.find(client_id, identifier)).toEqual(known), {
      timeout: 12_000,
    });
  });

  it('says whether the application is the API', async () => {
    expect((await access.find(client, identifier))?.isOwn).toBe(true);
  });

  it('knows no other API, and not the management API', async () => {
    await api.get(ManagementApiSeeder).ensure('https://id.test');

    for (const name of ['https://id.test/api/v2', 'https://ledger.test/', 'LEDGER', '\0', 'x'.repeat(501)]) {
      expect(await access.find(client, name)).toBeUndefined();
    }
  });

  it('is read from the database once, also for simultaneous callers', async () => {
    const { client_id } = await createClient(api);

    const askAtOnce = (id: string) => Promise.all(Array.from({ length: 20 }, () => access.find(id, identifier)));
    expect(await fewestStatements(askAtOnce, async () => (await createClient(api)).client_id)).toBe(1);
    expect(await fewestStatements(() => access.find(client_id, identifier))).toBe(0);
    expect(await fewestStatements(() => access.find(client_id, '\0'))).toBe(0);
  });
});
