import { randomUUID } from 'node:crypto';
import { everybodyEnters } from '@postern/contracts';
import { fewestStatements } from '@postern/database/testing';
import type { TestApi } from '@postern/management/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createClient, startClientsApi } from '../../testing/index.js';
import { Clients } from '../index.js';

describe('applications in memory', () => {
  let api: TestApi;
  let other: TestApi;
  let clients: Clients;
  beforeAll(async () => {
    api = await startClientsApi();
    other = await startClientsApi(api.databaseUrl);
    clients = api.get(Clients);
  });
  afterAll(async () => {
    await other?.stop();
    await api?.stop();
  });
  const settled = () => new Promise((resolve) => setTimeout(resolve, 200));

  it('read as the engine wants them, with the hash for a secret', async () => {
    const { client_id, client_secret } = await createClient(api, {
      ...{ name: 'Demo', scopes: ['openid', 'read:me'], accent_color: '#aabbcc', access_token_ttl: 600 },
    });

    const metadata = await clients.engineMetadata(client_id);

    expect(metadata).toEqual({
      ...{ client_id, client_name: 'Demo', application_type: 'web', response_types: ['code'] },
      ...{ redirect_uris: ['https://app.test/callback'], post_logout_redirect_uris: [] },
      ...{ grant_types: ['authorization_code', 'refresh_token'], token_endpoint_auth_method: 'client_secret_basic' },
      ...{ id_token_signed_response_alg: 'RS256', scope: 'openid', management_scopes: ['read:me'] },
      ...{ access_token_ttl: 600, refresh_token_ttl: 1_209_600, first_party: false, accent_color: '#aabbcc' },
      ...{ tls_client_certificate_bound_access_tokens: false, require_pkce: true, allowed_origins: [] },
      ...{ group_release: 'none', released_groups: [], certificate_required: false, pairwise_identifiers: false },
      ...{ accepted_acr_values: [], acr_requests: 'honour', access: everybodyEnters },
      client_secret: expect.stringMatching(/^sha256:[\w-]{43}$/),
    });
    expect(metadata!['client_secret']).not.toContain(client_secret);
  });

  it('are read once for simultaneous callers, and then returned without SQL as the same object', async () => {
    const { client_id } = await createClient(api);
    const readAtOnce = (id: string) => Promise.all(Array.from({ length: 20 }, () => clients.engineMetadata(id)));

    expect(await fewestStatements(readAtOnce, async () => (await createClient(api)).client_id)).toBe(1);
    expect(await fewestStatements(() => clients.engineMetadata(client_id))).toBe(0);
    expect(await clients.engineMetadata(client_id)).toBe(await clients.engineMetadata(client_id));
  });

  it('are known to another server process a moment after they changed', async () => {
    const elsewhere = other.get(Clients);
    const { client_id } = await createClient(api, { name: 'Before' });
    await vi.waitFor(async () => expect((await elsewhere.find(client_id))?.name).toBe('Before'), { timeout: 12_000 });

    await api.call('PATCH', `/api/v2/clients/${client_id}`, { body: { name: 'After' } });
    expect((await clients.find(client_id))?.name).toBe('After');
    await vi.waitFor(async () => expect((await elsewhere.find(client_id))?.name).toBe('After'), { timeout: 12_000 });
    await api.call('DELETE', `/api/v2/clients/${client_id}`);
    expect(await clients.find(client_id)).toBeUndefined();
    await vi.waitFor(async () => expect(await elsewhere.find(client_id)).toBeUndefined(), { timeout: 12_000 });
  });

  it('are looked up rarely while unknown, and found as soon as they are registered', async () => {
    const missOnce = (id: string) => clients.engineMetadata(id);
    expect(await fewestStatements(missOnce, randomUUID)).toBe(1);
    await clients.engineMetadata('late');
    expect(await fewestStatements(() => clients.engineMetadata('late'))).toBe(0);

    await api.sql(`insert into client (client_id, name, app_type, metadata) values ('late', 'Late', 'spa', $1)`, [
      { redirect_uris: [], grant_types: [], scopes: [] },
    ]);

    await vi.waitFor(async () => expect(await clients.find('late')).toBeDefined(), { timeout: 12_000 });
  });

  it('are not looked up by malformed ids', async () => {
    for (const id of ['\0', 'a b', '', 'x'.repeat(101), "'--"]) {
      expect(await fewestStatements(async () => expect(await clients.engineMetadata(id)).toBeUndefined())).toBe(0);
    }
  });

  it('stay in memory while a client sends thousands of unknown ids', async () => {
    const { client_id } = await createClient(api);
    await settled();
    await clients.engineMetadata(client_id);
    for (let number = 0; number < 1500; number += 1) await clients.engineMetadata(`made-up-${number}`);

    expect(await fewestStatements(() => clients.engineMetadata(client_id))).toBe(0);
  });
});
