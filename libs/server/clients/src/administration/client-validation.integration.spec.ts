import type { ClientInput } from '@postern/contracts';
import type { TestApi } from '@postern/management/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PickyEngine, createClient, startClientsApi } from '../../testing/index.js';
import { ClientMetadataValidator } from '../index.js';

describe('what is registered of an application', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startClientsApi();
  });
  afterAll(() => api?.stop());
  const create = (input: object) =>
    api.call('POST', '/api/v2/clients', { body: { name: 'App', redirect_uris: ['https://app.test/'], ...input } });
  const count = async () => (await api.sql('select 1 from client')).length;

  it.each([
    'http://app.test/callback',
    'http://localhost.app.test/',
    'https://app.test/#fragment',
    'https://app.test/#',
    'https://*.app.test/',
    'https://user:secret@app.test/',
    'https://app.test/a b',
    'https:\\\\app.test',
    'https:app.test/callback',
    'https:/app.test/callback',
    'https:///app.test/callback',
    'http:localhost/callback',
    '/callback',
    'app.test/callback',
    'javascript:alert(1)',
    'com.example.app:/callback',
    'data:text/html,x',
    '',
  ])('is not sent back to %s', async (address) => {
    const before = await count();
    for (const name of ['redirect_uris', 'post_logout_redirect_uris']) {
      const answer = await create({ [name]: ['https://app.test/', address] });

      expect(answer).toMatchObject({ status: 422, body: { code: 'client.invalid_metadata' } });
      expect(answer.body.errors).toEqual([{ path: `${name}.1`, message: expect.stringMatching(`^${name} must `) }]);
    }
    expect(await count()).toBe(before);
  });

  it.each([
    'http://localhost:3000/callback',
    'http://127.0.0.1/',
    'http://[::1]:8080/',
    'https://localhost:8444/callback',
  ])('is sent back to %s on the same machine', async (address) => {
    expect((await create({ redirect_uris: [address] })).status).toBe(201);
  });

  it.each(['myapp:/callback', 'javascript:alert(1)', 'http://app.test/'])(
    'is not sent back to %s in a native application',
    async (address) => {
      const answer = await create({ app_type: 'native', redirect_uris: [address] });

      expect(answer.body.errors[0].path).toBe('redirect_uris.0');
    },
  );

  it.each(['vscode://publisher.extension/callback', 'msal0123-4567://auth', 'nc://login', 'cursor://anysphere/mcp'])(
    'is sent back to %s where the application accepts schemes without a dot',
    async (address) => {
      const native = { app_type: 'native', redirect_uris: [address] };

      expect((await create(native)).body.errors[0].path).toBe('redirect_uris.0');
      expect((await create({ ...native, allow_undotted_schemes: true })).status).toBe(201);
    },
  );

  it.each([
    ...['javascript:alert(1)', 'JavaScript:alert(1)', 'data:text/html,x', 'vbscript:x', 'file:///etc/passwd', 'blob:x'],
    ...['about:blank', 'view-source:https://app.test', 'intent://x#Intent;end', 'mailto:a@b.test', 'ws://app.test/'],
    ...['filesystem:https://app.test/', 'http://app.test/', 'tel:1', 'chrome://settings', 'ms-appx:\\\\x', '1abc:/x'],
  ])('is never sent back to %s', async (address) => {
    const native = { app_type: 'native', redirect_uris: [address], allow_undotted_schemes: true };

    expect((await create(native)).body.errors[0].path).toBe('redirect_uris.0');
  });

  it.each(['https://localhost:5001/logout', 'http://localhost:5000/logout', 'http://127.0.0.1:5000/', 'http://[::1]/'])(
    'is told of sign-outs at %s on the same machine',
    async (backchannel_logout_uri) => {
      expect((await create({ backchannel_logout_uri })).status).toBe(201);
    },
  );

  it.each([
    ...['capacitor://localhost', 'ionic://localhost', 'app://bundle', 'http://localhost', 'http://localhost:8100'],
    ...['https://app.test', 'https://app.test:8443', 'http://[::1]:3000'],
  ])('may be called from %s', async (origin) => {
    const native = { app_type: 'native', redirect_uris: ['com.example.app:/cb'], allowed_origins: [origin] };

    expect((await create(native)).status).toBe(201);
  });

  it.each([
    ...[
      'null',
      '*',
      'https://*.app.test',
      'https://app.test/',
      'https://app.test/path',
      'https://APP.test',
      'app.test',
    ],
    ...[
      'https://app.test:443',
      'http://app.test',
      'https://user@app.test',
      'javascript:alert(1)',
      'file://',
      'data:x',
      '',
    ],
  ])('may not be called from %s', async (origin) => {
    const native = { app_type: 'native', redirect_uris: ['com.example.app:/cb'], allowed_origins: [origin] };

    expect((await create(native)).body.errors[0].path).toBe('allowed_origins.0');
  });

  const contradictions: readonly (readonly [string, Partial<Record<keyof ClientInput, unknown>>, string])[] = [
    [
      'a secret in a browser',
      { app_type: 'spa', token_endpoint_auth_method: 'client_secret_basic' },
      'token_endpoint_auth_method',
    ],
    [
      'a secret on a phone',
      { app_type: 'native', token_endpoint_auth_method: 'client_secret_post' },
      'token_endpoint_auth_method',
    ],
    ['a server without a secret', { token_endpoint_auth_method: 'none' }, 'token_endpoint_auth_method'],
    ['no address to come back to', { redirect_uris: [] }, 'redirect_uris'],
    ['no grant', { grant_types: [], redirect_uris: [] }, 'grant_types'],
    ['people without openid', { scopes: ['profile'] }, 'scopes'],
    ['a refresh token of nothing', { grant_types: ['refresh_token'], redirect_uris: [] }, 'grant_types'],
    [
      'a grant of its own without a secret',
      { app_type: 'spa', grant_types: ['authorization_code', 'client_credentials'] },
      'grant_types',
    ],
    [
      'people where nobody is',
      { app_type: 'non_interactive', grant_types: ['authorization_code'], scopes: ['openid'] },
      'grant_types',
    ],
    ['addresses without use', { app_type: 'non_interactive' }, 'redirect_uris'],
    ['a logout call without TLS', { backchannel_logout_uri: 'http://app.test/logout' }, 'backchannel_logout_uri'],
    ['a logout call to a program', { backchannel_logout_uri: 'com.example.app:/logout' }, 'backchannel_logout_uri'],
    ...['https://169.254.169.254/', 'https://[fe80::1]/', 'https://[::ffff:a9fe:a9fe]/', 'https://0.0.0.0/'].map(
      (address) =>
        [`a logout call to ${address}`, { backchannel_logout_uri: address }, 'backchannel_logout_uri'] as const,
    ),
    ['origins beside a secret', { allowed_origins: ['https://app.test'] }, 'allowed_origins'],
    ['private schemes on the web', { allow_undotted_schemes: true }, 'allow_undotted_schemes'],
    ['a logo without TLS', { logo_uri: 'http://app.test/logo.png' }, 'logo_uri'],
    ['a link to a path of the sign-in page', { logo_uri: 'https:/api/logo.svg' }, 'logo_uri'],
    ['a link that runs', { tos_uri: 'javascript:alert(1)' }, 'tos_uri'],
  ];
  it.each(contradictions)('does not contradict itself: %s', async (_, input, field) => {
    const answer = await create(input);

    expect(answer).toMatchObject({ status: 422, body: { code: 'client.invalid_metadata', errors: [{ path: field }] } });
  });

  it.each([
    ['name', ''],
    ['name', 'x'.repeat(101)],
    ['app_type', 'desktop'],
    ['grant_types', ['password']],
    ['grant_types', ['implicit']],
    ['token_endpoint_auth_method', 'private_key_jwt'],
    ['id_token_signed_response_alg', 'none'],
    ['id_token_signed_response_alg', 'HS256'],
    ['scopes', ['openid', 'admin']],
    ['access_token_ttl', 59],
    ['access_token_ttl', 86_401],
    ['refresh_token_ttl', 1e9],
    ['accent_color', 'red'],
    ['accent_color', '#fff;}'],
    ['redirect_uris', 'https://app.test/'],
    ['redirect_uris', ['https://app.test/', 'https://app.test/']],
    ['redirect_uris', [5]],
    ['built_in', true],
    ['client_id', 'mine'],
    ['client_secret', 'mine'],
  ])('refuses %s %j', async (field, value) => {
    const answer = await create({ [field]: value });

    expect(answer).toMatchObject({ status: 422, body: { code: 'request.invalid' } });
    expect(answer.body.errors[0].path).toMatch(new RegExp(`^${field}`));
  });

  it('is what the protocol engine accepts, too, now and not at first use', async () => {
    const before = await count();
    expect(await create({ name: 'Disliked' })).toMatchObject({
      status: 422,
      body: { code: 'client.invalid_metadata' },
    });
    expect(await count()).toBe(before);

    const { client_id } = await createClient(api);
    expect((await api.call('PATCH', `/api/v2/clients/${client_id}`, { body: { name: 'Disliked' } })).status).toBe(422);
    const { seen } = api.get(ClientMetadataValidator) as PickyEngine;
    expect(seen.at(-1)).toMatchObject({ client_id, client_name: 'Disliked', response_types: ['code'] });
  });
});
