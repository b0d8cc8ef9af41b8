import { everybodyEnters } from '@postern/contracts';
import type { TestApi } from '@postern/management/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient, startClientsApi } from '../../testing/index.js';
import { clientSecretHash } from '../index.js';

describe('clients API', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startClientsApi();
  });
  afterAll(() => api?.stop());
  const path = (id: string) => `/api/v2/clients/${id}`;
  const patch = (id: string, body: object) => api.call('PATCH', path(id), { body });
  const secretHashOf = async (id: string) =>
    (await api.sql<{ secret_hash: string | null }>('select secret_hash from client where client_id = $1', [id]))[0]!
      .secret_hash;
  const events = async (id: string) =>
    (await api.sql<{ type: string }>('select type from audit_event where client_id = $1 order by id', [id])).map(
      ({ type }) => type,
    );

  it('registers an application with the usual settings of its type and shows its secret once', async () => {
    const answer = await api.call('POST', '/api/v2/clients', {
      body: { name: '  Payroll ', redirect_uris: ['https://payroll.test/callback'] },
    });

    expect(answer.status).toBe(201);
    expect(answer.headers['cache-control']).toBe('no-store');
    const { client_secret, ...record } = answer.body;
    expect(record).toEqual({
      client_id: expect.stringMatching(/^[\w-]{22}$/),
      ...{ name: 'Payroll', app_type: 'regular_web', redirect_uris: ['https://payroll.test/callback'] },
      ...{ post_logout_redirect_uris: [], backchannel_logout_uri: null },
      ...{ grant_types: ['authorization_code', 'refresh_token'], token_endpoint_auth_method: 'client_secret_basic' },
      ...{ client_authentication_methods: null, tls_client_certificate_bound_access_tokens: false },
      ...{ id_token_signed_response_alg: 'RS256', scopes: ['openid', 'profile', 'email', 'offline_access'] },
      ...{ assertion_reuse: 'once', description: null, client_metadata: {}, id_token_ttl: 3600 },
      ...{
        callbacks: ['https://payroll.test/callback'],
        allowed_logout_urls: [],
        is_first_party: false,
        global: false,
      },
      web_origins: [],
      refresh_token: {
        ...{ rotation_type: 'rotating', expiration_type: 'expiring', leeway: 0 },
        ...{ idle_token_lifetime: 1_209_600, infinite_idle_token_lifetime: false, infinite_token_lifetime: true },
      },
      ...{ oidc_logout: { backchannel_logout_urls: [] }, oidc_conformant: true, require_proof_of_possession: false },
      jwt_configuration: { alg: 'RS256', lifetime_in_seconds: 3600, secret_encoded: false },
      ...{ access_token_ttl: 3600, refresh_token_ttl: 1_209_600, first_party: false },
      ...{ require_pkce: true, allowed_origins: [], allow_undotted_schemes: false },
      ...{ group_release: 'none', released_groups: [], certificate_required: false, pairwise_identifiers: false },
      ...{ accepted_acr_values: [], acr_requests: 'honour', access: everybodyEnters },
      ...{
        logo_uri: null,
        client_uri: null,
        policy_uri: null,
        tos_uri: null,
        accent_color: null,
        built_in: false,
        organization_id: null,
      },
      ...{ created_at: expect.stringMatching(/Z$/), updated_at: expect.stringMatching(/Z$/) },
    });
    expect(client_secret).toMatch(/^[\w-]{43}$/);
    expect(await secretHashOf(record.client_id)).toBe(clientSecretHash(client_secret));
    expect((await api.call('GET', path(record.client_id))).body).toEqual(record);
    expect(await events(record.client_id)).toEqual(['client.created']);
  });

  it.each([
    [{ app_type: 'spa' }, 'none', ['authorization_code', 'refresh_token']],
    [{ app_type: 'native', redirect_uris: ['com.example.app:/back', 'http://127.0.0.1/back'] }, 'none', undefined],
    [{ app_type: 'non_interactive', redirect_uris: [] }, 'client_secret_basic', ['client_credentials']],
  ] as const)('registers %j', async (input, method, grants) => {
    const client = await createClient(api, input);

    expect(client.token_endpoint_auth_method).toBe(method);
    if (grants !== undefined) expect(client.grant_types).toEqual(grants);
    expect(client.client_secret === null).toBe(method === 'none');
  });

  it('changes the given settings and keeps the rest', async () => {
    const {
      client_id,
      client_secret: _,
      ...before
    } = await createClient(api, { logo_uri: 'https://app.test/logo.png' });

    const { status, body } = await patch(client_id, { redirect_uris: ['https://new.test/'], logo_uri: null });

    expect(status).toBe(200);
    expect(body).toEqual({
      ...{
        ...before,
        client_id,
        redirect_uris: ['https://new.test/'],
        callbacks: ['https://new.test/'],
        logo_uri: null,
      },
      updated_at: expect.any(String),
    });
    const [event] = await api.sql<{ details: object }>(
      `select details from audit_event where client_id = $1 and type = 'client.updated'`,
      [client_id],
    );
    expect(event!.details).toMatchObject({ changed: ['logo_uri', 'redirect_uris'] });
  });

  it('makes a new secret and refuses the previous one', async () => {
    const { client_id, client_secret } = await createClient(api);

    const { status, body } = await api.call('POST', `${path(client_id)}/rotate-secret`);

    expect(status).toBe(200);
    expect(body.client_secret).not.toBe(client_secret);
    expect(await secretHashOf(client_id)).toBe(clientSecretHash(body.client_secret));
    expect(await events(client_id)).toEqual(['client.created', 'client.secret_rotated']);
  });

  it('has no secret to rotate for an application that keeps none', async () => {
    const { client_id } = await createClient(api, { app_type: 'spa' });

    expect(await api.call('POST', `${path(client_id)}/rotate-secret`)).toMatchObject({
      ...{ status: 409, body: { code: 'request.conflict' } },
    });
  });

  it('shows a secret when a change makes one necessary, and drops it when none is needed', async () => {
    const { client_id } = await createClient(api, { app_type: 'spa' });

    const web = await patch(client_id, { app_type: 'regular_web', token_endpoint_auth_method: 'client_secret_post' });
    expect(await secretHashOf(client_id)).toBe(clientSecretHash(web.body.client_secret));
    expect((await patch(client_id, { name: 'Same' })).body).not.toHaveProperty('client_secret');
    await patch(client_id, { app_type: 'spa', token_endpoint_auth_method: 'none' });
    expect(await secretHashOf(client_id)).toBeNull();
  });

  it('deletes an application with its codes, tokens and consents', async () => {
    const { client_id } = await createClient(api);
    const { client_id: other } = await createClient(api);
    for (const id of [client_id, other]) {
      await api.sql(`insert into oidc_artifact (id, model, payload, client_id) values ($1, 'AccessToken', '{}', $2)`, [
        ...[Buffer.from(id), id],
      ]);
    }

    expect((await api.call('DELETE', path(client_id))).status).toBe(204);

    expect(await api.sql('select client_id from oidc_artifact')).toEqual([{ client_id: other }]);
    expect(await api.call('GET', path(client_id))).toMatchObject({ status: 404, body: { code: 'client.not_found' } });
    expect(await events(client_id)).toEqual(['client.created', 'client.deleted']);
  });

  it('lists by name, page by page, and searches names and ids for what was typed', async () => {
    for (const name of ['Zeta 100%', 'Alpha_1', 'Beta 100x']) await createClient(api, { name });
    const list = async (query: string) => (await api.call('GET', `/api/v2/clients?${query}`)).body;
    const names = async (query: string) => (await list(query)).items.map(({ name }: { name: string }) => name);

    const { total } = await list('');
    expect((await names('pageSize=2&page=0'))[0]).toBe('Alpha_1');
    expect(await names(`pageSize=1&page=${total - 1}`)).toEqual(['Zeta 100%']);
    expect(await list('page=500')).toMatchObject({ items: [], total });
    expect(await names('search=100%25')).toEqual(['Zeta 100%']);
    expect(await names('search=alpha_')).toEqual(['Alpha_1']);
    const { client_id } = (await list('search=Beta')).items[0];
    expect(await names(`search=${client_id}`)).toEqual(['Beta 100x']);
  });

  it('needs the scope of each operation', async () => {
    const { client_id } = await createClient(api);
    const deeds = [
      ['GET', '/api/v2/clients', 'read:clients'],
      ['GET', path(client_id), 'read:clients'],
      ['POST', '/api/v2/clients', 'create:clients'],
      ['PATCH', path(client_id), 'update:clients'],
      ['POST', `${path(client_id)}/rotate-secret`, 'update:clients'],
      ['DELETE', path(client_id), 'delete:clients'],
    ] as const;
    const all = [...new Set(deeds.map(([, , scope]) => scope))];
    for (const [method, to, scope] of deeds) {
      const token = api.tokens.issue({ scopes: all.filter((name) => name !== scope) });
      expect((await api.call(method, to, { token })).body.code, `${method} ${to}`).toBe('token.insufficient_scope');
    }
  });

  it('answers malformed ids like unknown ones', async () => {
    for (const id of ['nobody', '%00', 'a%20b']) {
      expect(await api.call('GET', path(id)), id).toMatchObject({ status: 404, body: { code: 'client.not_found' } });
    }
  });
});
