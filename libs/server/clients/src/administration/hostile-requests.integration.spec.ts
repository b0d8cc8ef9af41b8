import { createPublicKey, randomUUID } from 'node:crypto';
import { issueSelfSigned, type Issued } from '@postern/dev-pki';
import type { TestApi } from '@postern/management/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCredential, createService, startClientsApi } from '../../testing/index.js';

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
const json = { 'content-type': 'application/json' };

let api: TestApi;
let issued: Issued;
let secret: string;
let publicKey: string;
/** Of one application each thing, to name it where another kind belongs. */
const ids = { client: '', credential: '', api: '', grant: '' };

beforeAll(async () => {
  api = await startClientsApi();
  issued = await issueSelfSigned({ subject: 'CN=own' });
  ({ client_id: ids.client } = await createService(api, { token_endpoint_auth_method: 'client_secret_post' }));
  ({ id: ids.credential } = await addCredential(api, ids.client, { credential_type: 'x509_cert', pem: issued.pem }));
  const identifier = 'https://api.test';
  const post = async (path: string, body: object) => (await api.call('POST', `/api/v2/${path}`, { body })).body;
  ({ id: ids.api } = await post('resource-servers', { name: 'API', identifier, scopes: [{ value: 'read' }] }));
  ({ id: ids.grant } = await post('client-grants', { client_id: ids.client, audience: identifier }));
  publicKey = createPublicKey(issued.pem).export({ type: 'spki', format: 'pem' }).toString();
  secret = issued.privateKeyPem.split('\n')[2] ?? '';
});
afterAll(() => api?.stop());

const tables = ['client', 'client_credential', 'certificate', 'resource_server', 'client_grant', 'audit_event'];
const state = async () => {
  const counts = tables.map((table) => `(select count(*) from ${table})`).join(', ');
  return JSON.stringify([
    await api.sql(`select ${counts}`),
    await api.sql('select * from client order by client_id'),
    await api.sql('select * from client_credential_use'),
  ]);
};

/** A problem with its own code and a sentence, and nothing stored or changed. */
const expectRefused = async (method: Method, path: string, body: unknown, status: number, code: string) => {
  const before = await state();
  const text = body === undefined ? undefined : JSON.stringify(body);
  const answer = await api.call(method, `/api/v2/${path}`, {
    body: text,
    ...(text !== undefined && { headers: json }),
  });

  expect([answer.status, answer.body?.code]).toEqual([status, code]);
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(answer.body.title).toMatch(/\w/);
  expect(answer.text).not.toContain(secret);
  expect(await state()).toBe(before);
  return answer;
};

describe('an application is refused', () => {
  const methods = (credentials: unknown) => ({ client_authentication_methods: { tls_client_auth: { credentials } } });
  it.each<[string, unknown, string?]>([
    ['that is a list', []],
    ['that is null', null],
    ['that is a text', 'x'],
    ['with a list for a name', { name: ['x'] }],
    ['with an object for a name', { name: { toString: 1 } }],
    ['with a null byte in its name', { name: 'a\0b' }],
    ['with a prototype for a type', { app_type: '__proto__' }],
    ['with a list of types', { app_type: ['spa'] }],
    ['with a text of addresses', { redirect_uris: 'https://x.test' }],
    ['with lists of addresses', { redirect_uris: [['https://x.test']] }],
    ['with half a character in an address', { app_type: 'spa', redirect_uris: ['https://x.test/\ud800'] }],
    [
      'with a script for an address',
      { app_type: 'spa', redirect_uris: ['javascript:alert(1)'] },
      'client.invalid_metadata',
    ],
    ['with a script for a logo', { logo_uri: 'javascript:alert(1)' }, 'client.invalid_metadata'],
    [
      'with 1000 addresses',
      { app_type: 'spa', redirect_uris: Array.from({ length: 1000 }, (_, i) => `https://${i}.test`) },
    ],
    ['with a prototype for a grant', { grant_types: ['__proto__'] }],
    ['with a lifetime of 1e9', { access_token_ttl: 1e9 }],
    ['with a lifetime of -1', { access_token_ttl: -1 }],
    ['with a lifetime in a text', { access_token_ttl: '60' }],
    ['with alg none', { jwt_configuration: { alg: 'none' } }],
    ['with a list of settings', { jwt_configuration: [] }],
    ['with an id of its own choice', { client_id: 'x' }],
    ['with a secret of its own choice', { client_secret: 'x' }],
    ['as part of Postern', { built_in: true }],
    ['with a list of methods', { client_authentication_methods: [] }],
    [
      'with methods of an object',
      { client_authentication_methods: { constructor: {} } },
      'client.method_without_credential',
    ],
    ['with a text of credentials', methods('x')],
    ['with an object of credentials', methods({ 0: {} })],
    ['with null for a credential', methods([null])],
    ['with a list for a credential', methods([[]])],
    ['with a number for a credential', methods([5])],
    ['with no credentials', methods([]), 'client.method_without_credential'],
  ])('%s', async (_, input, code = 'request.invalid') => {
    const isPart = typeof input === 'object' && input !== null && !Array.isArray(input);
    const body = isPart ? { name: 'x', app_type: 'non_interactive', ...input } : input;

    await expectRefused('POST', 'clients', body, 422, code);
  });
});

describe('a credential is refused', () => {
  const name = (subject_dn: unknown) => ({ credential_type: 'cert_subject_dn', subject_dn });
  const san = (type: unknown, value: unknown) => ({ credential_type: 'cert_san', san: { type, value } });
  const certificate = (more: object) => ({ credential_type: 'x509_cert', ...more });
  it.each<[string, () => unknown, string?]>([
    ['that is a list', () => []],
    ['that is null', () => null],
    ['of a list of types', () => ({ credential_type: ['x509_cert'], pem: issued.pem })],
    ['with a list of PEMs', () => certificate({ pem: [issued.pem] })],
    ['with 500 kB of PEM', () => certificate({ pem: 'x'.repeat(500_000) })],
    ['with its key', () => certificate({ pem: issued.pem + issued.privateKeyPem }), 'credential.private_key_given'],
    ['with a key for its kid', () => certificate({ pem: issued.pem, kid: issued.privateKeyPem })],
    ['with a key for a subject', () => name(issued.privateKeyPem), 'credential.private_key_given'],
    ['with markup for its kid', () => certificate({ pem: issued.pem, kid: '<script>' })],
    ['with alg none', () => certificate({ pem: issued.pem, alg: 'none' })],
    ['with a list of names', () => name(['CN=a'])],
    ['with a null byte in its name', () => name('CN=a\0')],
    ['with half a character in its name', () => name('CN=\ud800')],
    ['with a name of a prototype', () => name('__proto__=a'), 'credential.invalid_dn'],
    ['with a name of 2000 parts', () => name(Array(2000).fill('OU=a').join(',')), 'credential.invalid_dn'],
    ['with broken DER in its name', () => name('CN=#0c'), 'credential.invalid_dn'],
    ['with an alternative name of a prototype', () => san('__proto__', 'x')],
    ['with lists of alternative names', () => san('ip', ['192.0.2.1'])],
    ['with a null byte in an alternative name', () => san('dns', 'a\0.test')],
    ['with a wildcard', () => san('dns', '*.test'), 'credential.invalid_san'],
    ['with an IP address that there is not', () => san('ip', '999.1.1.1'), 'credential.invalid_san'],
  ])('%s', async (_, make, code = 'request.invalid') => {
    await expectRefused('POST', `clients/${ids.client}/credentials`, make(), 422, code);
  });

  it.each<[string, () => unknown, string?, number?]>([
    ['the same id twice, in two spellings', () => [{ id: ids.credential }, { id: ids.credential.toUpperCase() }]],
    ['a list for an id', () => [{ id: [ids.credential] }]],
    ['a null byte for an id', () => [{ id: '\0' }]],
    ['the id of a grant', () => [{ id: ids.grant }], 'credential.not_found', 404],
    ['the id of its application', () => [{ id: ids.client }], 'credential.not_found', 404],
  ])('where it is put to use by %s', async (_, credentials, code = 'request.invalid', status = 422) => {
    const body = {
      token_endpoint_auth_method: null,
      client_authentication_methods: { self_signed_tls_client_auth: { credentials: credentials() } },
    };

    await expectRefused('PATCH', `clients/${ids.client}`, body, status, code);
  });
});

describe('a manifest, an API or a grant is refused', () => {
  const key = (value: string) => ({ keyCredentials: [{ type: 'AsymmetricX509Cert', usage: 'Verify', value }] });
  it.each<[string, object, string?]>([
    ['keys that are a text', { keyCredentials: 'x' }],
    ['a key that is null', { keyCredentials: [null] }],
    ['a key that is a list', { keyCredentials: [[]] }],
    ['1000 keys', { keyCredentials: Array(1000).fill({}) }],
    ['a value that is no base64', key('%%%'), 'credential.not_a_certificate'],
  ])('with %s', async (_, body, code = 'request.invalid') => {
    await expectRefused('PUT', `clients/${ids.client}/key-credentials`, body, 422, code);
  });

  it.each<[string, object]>([
    ['a list for an identifier', { identifier: ['https://x.test'] }],
    ['a null byte for its application', { client_id: '\0' }],
    ['lists of scopes', { scopes: [['read']] }],
  ])('with %s', async (_, more) => {
    const body = { name: 'a', identifier: 'https://x.test', ...more };
    await expectRefused('POST', 'resource-servers', body, 422, 'request.invalid');
  });

  it.each<[string, object]>([
    ['a null byte for an application', { client_id: '\0' }],
    ['a null byte for an API', { audience: '\0' }],
    ['a text of scopes', { scope: 'read' }],
    ['a text for leave', { on_behalf_of: 'true' }],
  ])('with %s', async (_, more) => {
    const body = { client_id: ids.client, audience: 'https://api.test', ...more };
    await expectRefused('POST', 'client-grants', body, 422, 'request.invalid');
  });
});

describe('a time that ISO 8601 knows and Date does not is refused', () => {
  it.each(['2027-W01-1T00:00:00Z', '2027-001T00:00:00Z', '2027-01-01T00:00:00,5Z', '20270101T000000Z'])(
    '%s',
    async (time) => {
      const access = { mode: 'rule', rule: { roles: ['member'], until: time } };
      const key = { credential_type: 'public_key', pem: publicKey, alg: 'RS256', expires_at: time };
      const entry = { type: 'AsymmetricX509Cert', usage: 'Verify', value: 'AAAA', endDateTime: time };
      for (const [method, path, body] of [
        ['PATCH', `clients/${ids.client}`, { access }],
        ['POST', `clients/${ids.client}/credentials`, key],
        ['PATCH', `clients/${ids.client}/credentials/${ids.credential}`, { expires_at: time }],
        ['PUT', `clients/${ids.client}/key-credentials`, { keyCredentials: [entry] }],
      ] as const)
        await expectRefused(method, path, body, 422, 'request.invalid');
    },
  );
});

describe('nothing is found', () => {
  it.each<[string, () => string, string]>([
    ['at an application with a null byte', () => 'clients/%00', 'client.not_found'],
    ['at a way upwards', () => 'clients/..%2f..', 'client.not_found'],
    ['at an application named __proto__', () => 'clients/__proto__', 'client.not_found'],
    ['at a credential for an application', () => `clients/${ids.credential}`, 'client.not_found'],
    ['at a grant for a credential', () => `clients/${ids.client}/credentials/${ids.grant}`, 'credential.not_found'],
    [
      'at an application for a credential',
      () => `clients/${ids.client}/credentials/${ids.client}`,
      'credential.not_found',
    ],
    ['at a null byte for a credential', () => `clients/${ids.client}/credentials/%00`, 'credential.not_found'],
    ['at a credential for an API', () => `resource-servers/${ids.credential}`, 'resource_server.not_found'],
    ['at an API for a grant', () => `client-grants/${ids.api}`, 'client_grant.not_found'],
    ['at an id of nobody', () => `client-grants/${randomUUID()}`, 'client_grant.not_found'],
  ])('%s', async (_, path, code) => {
    await expectRefused('GET', path(), undefined, 404, code);
  });

  it.each([
    ...['pageSize=0', 'pageSize=-1', 'pageSize=1e9', 'pageSize=', 'pageSize=5&pageSize=6', 'page=-1', 'page=1e9'],
    ...[
      'page=NaN',
      'page[]=1',
      'search=%00',
      'search=a&search=b',
      'search[a]=b',
      `search=${'x'.repeat(200)}`,
      'order=id',
    ],
  ])('in a list asked for with %s', async (query) => {
    await expectRefused('GET', `clients?${query}`, undefined, 422, 'request.invalid');
  });

  it.each(['client_id=%00', 'audience=%00', 'client_id=a&client_id=b', `audience=${'x'.repeat(3000)}`])(
    'in a list of grants asked for with %s',
    async (query) => {
      await expectRefused('GET', `client-grants?${query}`, undefined, 422, 'request.invalid');
    },
  );

  it.each(['%25', '%5C', '%27%3B--', '%25%25%25'])('by a pattern: %s stands for itself', async (words) => {
    expect((await api.call('GET', `/api/v2/clients?search=${words}`)).body.total).toBe(0);
  });
});

describe('a body is left out', () => {
  it('where none is needed, whatever type the request names', async () => {
    const { status, body } = await api.call('POST', `/api/v2/clients/${ids.client}/rotate-secret`, { headers: json });
    expect([status, typeof body.client_secret]).toEqual([200, 'string']);

    const { client_id } = await createService(api);
    expect((await api.call('DELETE', `/api/v2/clients/${client_id}`, { headers: json })).status).toBe(204);
  });

  it('where one is needed, and the missing fields are named', async () => {
    const { status, body } = await api.call('POST', '/api/v2/clients', { headers: json });

    expect([status, body.code, body.errors[0].path]).toEqual([422, 'request.invalid', 'name']);
  });
});
