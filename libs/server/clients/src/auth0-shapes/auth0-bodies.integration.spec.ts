import { issueSelfSigned } from '@postern/dev-pki';
import type { TestApi } from '@postern/management/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCredential, createClient, createService, startClientsApi } from '../../testing/index.js';

describe("bodies in Auth0's names", () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startClientsApi();
  });
  afterAll(() => api?.stop());
  const call = (method: 'GET' | 'POST' | 'PATCH', path: string, body?: object) =>
    api.call(method, `/api/v2/${path}`, { body });

  it('make an application', async () => {
    const { status, body } = await call('POST', 'clients', {
      ...{ name: 'My App', description: 'Pays people', app_type: 'regular_web', is_first_party: true },
      ...{ callbacks: ['https://app.test/callback'], allowed_logout_urls: ['https://app.test/'] },
      ...{ oidc_conformant: true, client_metadata: { cost_centre: '4711' }, sso_disabled: false },
      oidc_logout: { backchannel_logout_urls: ['https://app.test/logout'] },
      jwt_configuration: { alg: 'RS256', lifetime_in_seconds: 36_000, secret_encoded: false },
    });

    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...{ description: 'Pays people', first_party: true, redirect_uris: ['https://app.test/callback'] },
      ...{ post_logout_redirect_uris: ['https://app.test/'], backchannel_logout_uri: 'https://app.test/logout' },
      ...{ client_metadata: { cost_centre: '4711' }, id_token_signed_response_alg: 'RS256', id_token_ttl: 36_000 },
      ...{ callbacks: ['https://app.test/callback'], allowed_logout_urls: ['https://app.test/'] },
      ...{ is_first_party: true, oidc_conformant: true },
      jwt_configuration: { alg: 'RS256', lifetime_in_seconds: 36_000, secret_encoded: false },
    });
  });

  it('make an application out of every field that says what Postern does anyway', async () => {
    const { status, body } = await call('POST', 'clients', {
      ...{ name: 'All', app_type: 'spa', callbacks: ['https://app.test/'], web_origins: ['https://other.test'] },
      ...{ logo_uri: '', initiate_login_uri: '', cross_origin_loc: '', custom_login_page: '', form_template: '' },
      ...{ sso: false, sso_disabled: false, cross_origin_authentication: false, custom_login_page_on: true },
      ...{ client_aliases: [], allowed_clients: [], addons: {}, mobile: {}, native_social_login: {}, fedcm_login: {} },
      ...{ session_transfer: null, encryption_key: null, default_organization: null, token_quota: null },
      ...{ organization_usage: 'deny', organization_require_behavior: 'no_prompt', organization_discovery_methods: [] },
      ...{ require_pushed_authorization_requests: false, require_proof_of_possession: false, par_request_expiry: null },
      ...{ signed_request_object: { required: false }, compliance_level: 'none', token_exchange: null },
      ...{ is_token_endpoint_ip_header_trusted: false, skip_non_verifiable_callback_uri_confirmation_prompt: true },
      oidc_backchannel_logout: {
        backchannel_logout_urls: ['https://app.test/logout'],
        backchannel_logout_initiators: { mode: 'all' },
        backchannel_logout_session_metadata: { include: false },
      },
      refresh_token: {
        ...{ rotation_type: 'rotating', expiration_type: 'expiring', leeway: 0, idle_token_lifetime: 86_400 },
        ...{ infinite_token_lifetime: true, infinite_idle_token_lifetime: false, policies: null },
      },
      jwt_configuration: { alg: 'RS256', scopes: {} },
    });

    expect([status, body.errors]).toEqual([201, undefined]);
    expect(body).toMatchObject({
      ...{ allowed_origins: ['https://other.test'], web_origins: ['https://other.test'], logo_uri: null },
      ...{ backchannel_logout_uri: 'https://app.test/logout', refresh_token_ttl: 86_400 },
      refresh_token: { rotation_type: 'rotating', idle_token_lifetime: 86_400 },
    });
    // Twice the same, and what was read.
    const whole = (await call('GET', `clients/${body.client_id}`)).body;
    expect((await call('PATCH', `clients/${body.client_id}`, whole)).body).toMatchObject({ refresh_token_ttl: 86_400 });
  });

  it('may be a whole object that was read, with one field changed under either name', async () => {
    const { client_id: id } = await createClient(api);
    const read = async () => (await call('GET', `clients/${id}`)).body;
    const before = await read();

    expect((await call('PATCH', `clients/${id}`, before)).body).toEqual({ ...before, updated_at: expect.any(String) });
    const callbacks = ['https://app.test/other'];
    expect((await call('PATCH', `clients/${id}`, { ...(await read()), callbacks })).body).toMatchObject({
      ...{ callbacks, redirect_uris: callbacks },
    });
    const id_token_signed_response_alg = 'PS256';
    const changed = await call('PATCH', `clients/${id}`, { ...(await read()), id_token_signed_response_alg });
    expect(changed.body.jwt_configuration.alg).toBe('PS256');
  });

  it('may be a whole object of an application with a certificate', async () => {
    const { client_id: id } = await createService(api);
    const { pem } = await issueSelfSigned({ subject: 'CN=a' });
    const credential = await addCredential(api, id, { credential_type: 'x509_cert', pem });
    const client_authentication_methods = { private_key_jwt: { credentials: [{ id: credential.id }] } };
    await call('PATCH', `clients/${id}`, { client_authentication_methods });
    const { body: before } = await call('GET', `clients/${id}`);

    const { status, body } = await call('PATCH', `clients/${id}`, { ...before, name: 'Other' });

    expect(status).toBe(200);
    expect(body).toMatchObject({ name: 'Other', client_authentication_methods, token_endpoint_auth_method: null });
  });

  it.each([
    [{ client_id: 'another' }, 'client_id', 'client_id cannot be changed'],
    [{ built_in: true }, 'built_in', 'built_in cannot be changed'],
    [{ built_in: null }, 'built_in', 'built_in cannot be changed'],
    [{ client_id: ['another'] }, 'client_id', 'client_id cannot be changed'],
    [{ created_at: '2001-01-01T00:00:00.000Z' }, 'created_at', 'created_at cannot be changed'],
    [
      { callbacks: ['https://a.test/'], redirect_uris: ['https://b.test/'] },
      'callbacks',
      'callbacks and redirect_uris say different things: give one',
    ],
    [
      { jwt_configuration: { alg: 'RS256' }, id_token_signed_response_alg: 'PS256' },
      'jwt_configuration.alg',
      'jwt_configuration.alg and id_token_signed_response_alg say different things: give one',
    ],
    [
      { oidc_conformant: false },
      'oidc_conformant',
      'oidc_conformant must be true: every application conforms to OpenID Connect',
    ],
    [{ jwt_configuration: { lifetime_in_seconds: 10 } }, 'jwt_configuration.lifetime_in_seconds', expect.any(String)],
    [{ jwt_configuration: { alg: 'HS256' } }, 'jwt_configuration.alg', expect.any(String)],
    [{ client_metadata: { a: 'x'.repeat(256) } }, 'client_metadata', expect.stringContaining('255 characters')],
    [{ client_metadata: { a: 1 } }, 'client_metadata', expect.stringContaining('255 characters')],
    [
      { client_metadata: Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`k${n}`, 'x'])) },
      'client_metadata',
      expect.stringContaining('10 texts'),
    ],
    [{ description: 'x'.repeat(141) }, 'description', expect.any(String)],
    [{ addons: { samlp: {} } }, 'addons', 'addons must be null or {}: there are no add-ons'],
    [{ unheard_of: {} }, 'unheard_of', expect.stringContaining('should not exist')],
    [{ client_secret: 'of mine' }, 'client_secret', expect.stringContaining('should not exist')],
    [{ par_request_expiry: 600 }, 'par_request_expiry', expect.stringContaining('60 seconds')],
    [{ refresh_token: { rotation_type: 'non-rotating' } }, 'refresh_token.rotation_type', expect.any(String)],
    [{ refresh_token: { leeway: 30 } }, 'refresh_token.leeway', expect.stringContaining('refused at once')],
    [
      { refresh_token: { idle_token_lifetime: 600 }, refresh_token_ttl: 700 },
      'refresh_token.idle_token_lifetime',
      expect.stringContaining('say different things'),
    ],
    [
      { oidc_logout: { backchannel_logout_initiators: { mode: 'custom', selected_initiators: [] } } },
      'oidc_logout.backchannel_logout_initiators',
      expect.stringContaining('every end of a session'),
    ],
    [
      {
        oidc_logout: { backchannel_logout_urls: ['https://a.test/'] },
        oidc_backchannel_logout: { backchannel_logout_urls: ['https://b.test/'] },
      },
      'oidc_backchannel_logout',
      expect.stringContaining('say different things'),
    ],
    [{ organization_usage: 'require' }, 'organization_usage', expect.stringContaining('there are no organizations')],
  ])('refuse %j', async (change, path, message) => {
    const { client_id: id } = await createClient(api);

    const { status, body } = await call('PATCH', `clients/${id}`, change);

    expect([status, body.code, body.errors]).toEqual([422, 'request.invalid', [{ path, message }]]);
  });

  it('change texts of an application one by one, ten at most', async () => {
    const { client_id: id } = await createClient(api, { client_metadata: { a: '1', b: '2' } });

    const { body } = await call('PATCH', `clients/${id}`, { client_metadata: { b: null, c: '3' } });
    expect(body.client_metadata).toEqual({ a: '1', c: '3' });

    const more = Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`k${n}`, 'x']));
    expect((await call('PATCH', `clients/${id}`, { client_metadata: more })).status).toBe(422);
  });

  it('may be a whole credential that was read, with another end', async () => {
    const { client_id: id } = await createService(api);
    const { pem } = await issueSelfSigned({ subject: 'CN=a' });
    const [key, name] = [
      await addCredential(api, id, { credential_type: 'x509_cert', pem }),
      await addCredential(api, id, { credential_type: 'cert_subject_dn', subject_dn: 'CN=a' }),
    ];
    const path = `clients/${id}/credentials/${key.id}`;
    const { body: whole } = await call('GET', path);

    expect(await call('PATCH', path, whole)).toMatchObject({ status: 200, body: { updated_at: whole.updated_at } });
    // Used between reading and sending back.
    expect((await call('PATCH', path, { ...whole, last_used_at: '2020-01-01T00:00:00.000Z' })).status).toBe(200);
    const expires_at = new Date(Date.now() + 86_400_000).toISOString();
    expect((await call('PATCH', path, { ...whole, expires_at })).body).toMatchObject({ expires_at });
    expect((await call('PATCH', `clients/${id}/credentials/${name.id}`, name)).status).toBe(200);
    expect((await call('PATCH', path, { kid: 'other', expires_at })).body.errors).toEqual([
      { path: 'kid', message: 'kid cannot be changed' },
    ]);
    expect((await call('PATCH', path, { expires_at: 'soon' })).status).toBe(422);
  });

  it('and addresses name an API by its identifier', async () => {
    const identifier = 'https://by-identifier.test/v1?x=y';
    const { body } = await call('POST', 'resource-servers', { name: 'By identifier', identifier });
    const path = `resource-servers/${encodeURIComponent(identifier)}`;

    expect((await call('GET', path)).body.id).toBe(body.id);
    expect((await call('PATCH', path, { name: 'Other' })).body).toMatchObject({ id: body.id, name: 'Other' });
    expect((await api.call('DELETE', `/api/v2/${path}`)).status).toBe(204);
    expect((await call('GET', path)).body.code).toBe('resource_server.not_found');
  });

  it('make and change APIs and grants', async () => {
    const { client_id } = await createService(api);
    const scopes = [{ value: 'read', description: null }];
    const made = await call('POST', 'resource-servers', {
      ...{ name: 'API', identifier: 'https://api.test', scopes, token_lifetime: 600, signing_alg: 'RS256' },
      ...{
        allow_offline_access: false,
        skip_consent_for_verifiable_first_party_clients: true,
        enforce_policies: false,
      },
    });
    expect(made.body).toMatchObject({ access_token_ttl: 600, token_lifetime: 600, is_system: false });
    const path = `resource-servers/${made.body.id}`;
    const changed = await call('PATCH', path, { ...(await call('GET', path)).body, token_lifetime: 900 });
    expect(changed.body).toMatchObject({ access_token_ttl: 900 });
    expect((await call('PATCH', path, { identifier: 'https://other.test' })).body.errors).toEqual([
      { path: 'identifier', message: 'identifier cannot be changed' },
    ]);
    expect((await call('PATCH', path, { token_dialect: 'access_token' })).status).toBe(422);
    expect((await call('PATCH', path, { token_lifetime: 1200, token_lifetime_for_web: 1200 })).status).toBe(200);
    expect((await call('PATCH', path, { token_lifetime_for_web: 900 })).body.errors).toEqual([
      { path: 'token_lifetime_for_web', message: expect.stringContaining('must be 1200') },
    ]);

    const nameless = await call('POST', 'resource-servers', {
      ...{ identifier: 'urn:nameless', token_encryption: null, authorization_details: null, proof_of_possession: null },
      ...{ token_lifetime_for_anonymous_access_tokens: null, allow_online_access: true, authorization_policy: null },
      subject_type_authorization: {
        user: { policy: 'require_client_grant' },
        client: { policy: 'require_client_grant' },
      },
    });
    expect(nameless.body).toMatchObject({ name: 'urn:nameless' });
    const anyone = { subject_type_authorization: { user: { policy: 'allow_all' } } };
    expect((await call('PATCH', path, anyone)).body.errors).toMatchObject([{ path: 'subject_type_authorization' }]);

    const grant = { client_id, audience: 'https://api.test', scope: ['read'] };
    const granted = await call('POST', 'client-grants', {
      ...grant,
      allow_any_organization: false,
      subject_type: 'client',
      allow_all_scopes: false,
      authorization_details_types: [],
    });
    expect(granted.status).toBe(201);
    const whole = { ...granted.body, scope: [] };
    expect((await call('PATCH', `client-grants/${granted.body.id}`, whole)).body).toMatchObject({ scope: [] });
    expect((await call('PATCH', `client-grants/${granted.body.id}`, { audience: 'https://x.test' })).status).toBe(422);
    expect((await call('POST', 'client-grants', { ...grant, subject_type: 'user' })).status).toBe(422);
  });
});
