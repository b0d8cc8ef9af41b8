import { managementScopes, panelClientId } from '@postern/contracts';
import type { TestApi } from '@postern/management/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startClientsApi } from '../../testing/index.js';
import { ClientSeeder, clientSecretHash } from '../index.js';

describe('applications that Postern makes itself', () => {
  let api: TestApi;
  let seeder: ClientSeeder;
  beforeAll(async () => {
    api = await startClientsApi();
    seeder = api.get(ClientSeeder);
  });
  afterAll(() => api?.stop());
  const panel = `/api/v2/clients/${panelClientId}`;
  const read = async (id: string) => (await api.call('GET', `/api/v2/clients/${id}`)).body;

  it('include the panel, once, however many processes start at once', async () => {
    await Promise.all(Array.from({ length: 4 }, () => seeder.ensurePanelClient('https://id.test')));

    expect(await read(panelClientId)).toMatchObject({
      ...{ app_type: 'spa', token_endpoint_auth_method: 'none', built_in: true, first_party: true },
      ...{ redirect_uris: ['https://id.test/panel/callback'], post_logout_redirect_uris: ['https://id.test/panel/'] },
      scopes: expect.arrayContaining(['openid', ...managementScopes]),
    });
    expect(await api.sql('select type from audit_event where client_id = $1', [panelClientId])).toEqual([
      { type: 'client.created' },
    ]);
  });

  it('follow the public origin and keep what an administrator set', async () => {
    await api.call('PATCH', panel, { body: { name: 'Our panel', access_token_ttl: 300 } });

    await seeder.ensurePanelClient('https://new.test');

    expect(await read(panelClientId)).toMatchObject({
      ...{ name: 'Our panel', access_token_ttl: 300, redirect_uris: ['https://new.test/panel/callback'] },
    });
  });

  it('cannot be deleted or redirected', async () => {
    const before = await read(panelClientId);
    for (const body of [
      { redirect_uris: ['https://evil.test/'] },
      { post_logout_redirect_uris: [] },
      { scopes: ['openid'] },
      { grant_types: ['authorization_code'] },
      { app_type: 'regular_web', token_endpoint_auth_method: 'client_secret_basic' },
      { first_party: false },
      { backchannel_logout_uri: 'https://evil.test/' },
    ]) {
      expect(await api.call('PATCH', panel, { body })).toMatchObject({
        status: 409,
        body: { code: 'client.built_in' },
      });
    }
    expect(await api.call('DELETE', panel)).toMatchObject({ status: 409, body: { code: 'client.built_in' } });
    expect(await read(panelClientId)).toEqual(before);
  });

  it('include samples, by client id, whose addresses and secret follow the seed', async () => {
    const sample = { client_id: 'demo', client_secret: 'first', name: 'Demo', first_party: true };
    await seeder.seed({ ...sample, redirect_uris: ['https://localhost:8444/callback'] });
    await api.call('PATCH', '/api/v2/clients/demo', { body: { name: 'My demo', first_party: false } });

    await seeder.seed({ ...sample, client_secret: 'second', redirect_uris: ['https://localhost:9444/callback'] });
    await seeder.seed({ ...sample, client_secret: 'second', redirect_uris: ['https://localhost:9444/callback'] });

    expect(await read('demo')).toMatchObject({
      ...{ name: 'My demo', first_party: false, redirect_uris: ['https://localhost:9444/callback'], built_in: false },
    });
    expect(await api.sql(`select secret_hash from client where client_id = 'demo'`)).toEqual([
      { secret_hash: clientSecretHash('second') },
    ]);
    expect(await api.sql(`select type from audit_event where client_id = 'demo' order by id`)).toEqual(
      ['client.created', 'client.updated', 'client.updated'].map((type) => ({ type })),
    );
  });

  it('refuse an id that cannot be part of a URL', async () => {
    await expect(
      seeder.seed({ client_id: 'a b', client_secret: 's', name: 'X', redirect_uris: ['https://a.test/'] }),
    ).rejects.toMatchObject({ code: 'client.invalid_metadata' });
  });
});
