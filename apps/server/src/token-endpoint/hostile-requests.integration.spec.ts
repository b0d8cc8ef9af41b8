import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerClient, withAssertion } from '../../testing/assertion-clients.js';
import { publicOrigin, TestServer } from '../../testing/test-server.js';
import { issueSelfSigned } from '@postern/dev-pki';

let server: TestServer;
let good: Record<string, string>;
let secret: { client_id: string; client_secret: string };
beforeAll(async () => {
  server = await TestServer.start();
  const { id, secret: client_secret } = await registerClient(server, {
    ...{ token_endpoint_auth_method: 'client_secret_post', scopes: ['read:users'] },
  });
  secret = { client_id: id, client_secret };
  good = { grant_type: 'client_credentials', resource: `${publicOrigin}/api/v2`, scope: 'read:users', ...secret };
});
afterAll(() => server?.stop());

const post = (endpoint: string, body: string, headers: Readonly<Record<string, string>> = {}) =>
  server.send(`/oidc/${endpoint}`, {
    ...{ method: 'POST', body },
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });
const tokens = async () => (await server.sql<{ n: number }>('select count(*)::int n from oidc_artifact'))[0]?.n;
const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });

describe('the token endpoint refuses, with a sentence and nothing stored,', () => {
  it.each<[string, number, string, () => [body: string | object, headers?: Readonly<Record<string, string>>]]>([
    ['nothing', 400, 'invalid_request', () => ['']],
    [
      'JSON',
      400,
      'invalid_request',
      () => ['{"grant_type":"client_credentials"}', { 'content-type': 'application/json' }],
    ],
    ['100 kB', 400, 'invalid_request', () => [`grant_type=${'x'.repeat(100_000)}`]],
    ['5000 parameters', 400, 'invalid_request', () => [Array.from({ length: 5000 }, (_, i) => `a${i}=1`).join('&')]],
    [
      'a charset that there is not',
      400,
      'invalid_request',
      () => ['a=b', { 'content-type': 'application/x-www-form-urlencoded; charset=x' }],
    ],
    [
      'an application named __proto__',
      401,
      'invalid_client',
      () => ['__proto__=1&grant_type=client_credentials&client_id=__proto__'],
    ],
    ['an application with a null byte', 401, 'invalid_client', () => [{ ...good, client_id: 'a\0b' }]],
    ['an application of 20 kB', 401, 'invalid_client', () => [{ ...good, client_id: 'a'.repeat(20_000) }]],
    [
      'half a character for an application',
      401,
      'invalid_client',
      () => ['grant_type=client_credentials&client_id=%ED%A0%80&client_secret=x'],
    ],
    ['a secret of 20 kB', 401, 'invalid_client', () => [{ ...good, client_secret: 'a'.repeat(20_000) }]],
    ['a grant named constructor', 400, 'unsupported_grant_type', () => [{ ...good, grant_type: 'constructor' }]],
    ['a grant named __proto__', 400, 'unsupported_grant_type', () => [{ ...good, grant_type: '__proto__' }]],
    ['two applications', 400, 'invalid_request', () => [{ ...good, client_id: [secret.client_id, secret.client_id] }]],
    ['two secrets', 400, 'invalid_request', () => [{ ...good, client_secret: [secret.client_secret, 'b'] }]],
    [
      'two grants',
      400,
      'invalid_request',
      () => [{ ...good, grant_type: ['client_credentials', 'client_credentials'] }],
    ],
    ['two scopes', 400, 'invalid_request', () => [{ ...good, scope: ['read:users', 'read:clients'] }]],
    [
      'two APIs, one of which is none',
      400,
      'invalid_target',
      () => [{ ...good, resource: [good['resource'], 'https://other.test'] }],
    ],
    [
      '200 APIs',
      400,
      'invalid_target',
      () => [{ ...good, resource: Array.from({ length: 200 }, (_, i) => `https://${i}.test`) }],
    ],
    ['an API with a null byte', 400, 'invalid_target', () => [{ ...good, resource: 'https://x.test/\0' }]],
    ['a relative API', 400, 'invalid_target', () => [{ ...good, resource: 'x' }]],
    ['a scope with a null byte', 400, 'invalid_scope', () => [{ ...good, scope: 'read:users\0' }]],
    ['a scope with a line break', 400, 'invalid_scope', () => [{ ...good, scope: 'a\nb' }]],
    [
      'a secret in the header and in the body',
      400,
      'invalid_request',
      () => [good, basic(`${secret.client_id}:${secret.client_secret}`)],
    ],
    ['a secret in the body and an assertion', 400, 'invalid_request', () => [{ ...good, client_assertion: 'a.b.c' }]],
    [
      'a secret in the header and an assertion',
      400,
      'invalid_request',
      () => [{ grant_type: 'client_credentials', client_assertion: 'a.b.c' }, basic('a:b')],
    ],
    [
      'an assertion of another kind',
      400,
      'invalid_request',
      () => [
        {
          ...good,
          client_secret: undefined,
          client_assertion: 'e30.eyJzdWIiOiJ4In0.aa',
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:saml2-bearer',
        },
      ],
    ],
    ['Basic that is no base64', 400, 'invalid_request', () => [good, { authorization: 'Basic !!!' }]],
    [
      'Basic with a stray percent sign',
      400,
      'invalid_request',
      () => [{ grant_type: 'client_credentials' }, basic('%zz:b')],
    ],
    ['Basic with a null byte', 400, 'invalid_request', () => [{ grant_type: 'client_credentials' }, basic('a%00:b')]],
    [
      'Basic for another application than the body',
      400,
      'invalid_request',
      () => [{ grant_type: 'client_credentials', client_id: secret.client_id }, basic('other:b')],
    ],
    [
      'a bearer token',
      400,
      'invalid_request',
      () => [{ grant_type: 'client_credentials' }, { authorization: 'Bearer abc' }],
    ],
  ])('%s', async (_, status, error, make) => {
    const [body, headers] = make();
    const before = await tokens();

    const answer =
      typeof body === 'string' ? await post('token', body, headers) : await server.form('token', { ...body }, headers);

    expect([answer.status, answer.body?.error]).toEqual([status, error]);
    expect(answer.body.error_description).toMatch(/\w/);
    expect(await tokens()).toBe(before);
  });

  it('an assertion from an application that has a secret', async () => {
    const signer = await issueSelfSigned({ subject: 'CN=own' });
    const assertion = await withAssertion({ clientId: secret.client_id, signer });

    const { status, body } = await server.token({ ...good, client_secret: undefined, ...assertion });

    expect([status, body.error]).toEqual([401, 'invalid_client']);
    expect(body.error_description).toContain('another authentication method');
  });
});

describe('introspection and revocation reveal nothing about', () => {
  it.each<[string, object]>([
    ['a null byte', { token: '\0' }],
    ['20 kB', { token: 'x'.repeat(20_000) }],
    ['a prototype for a hint', { token: 'a', token_type_hint: '__proto__' }],
  ])('%s', async (_, parameters) => {
    const introspected = await server.form('token/introspection', { ...secret, ...parameters });
    const revoked = await server.form('token/revocation', { ...secret, ...parameters });

    expect([introspected.status, introspected.body]).toEqual([200, { active: false }]);
    expect([revoked.status, revoked.text]).toEqual([200, '{}']);
  });

  it.each([{ token: ['a', 'b'] }, {}])('what names no token: %j', async (parameters) => {
    for (const endpoint of ['token/introspection', 'token/revocation']) {
      expect((await server.form(endpoint, { ...secret, ...parameters })).body.error).toBe('invalid_request');
    }
  });
});

describe('an address that cannot be', () => {
  it.each([
    ['with a stray percent sign', '/api/v2/clients/%zz', 400, 'request.malformed'],
    ['with half a character', '/api/v2/clients/%ED%A0%80', 400, 'request.malformed'],
    ['with an id of 300 letters', `/api/v2/clients/${'a'.repeat(300)}`, 404, 'request.not_found'],
  ])('is answered as everything else: %s', async (_, path, status, code) => {
    const answer = await server.send(path);

    expect(answer).toMatchObject({ status, body: { status, code, title: expect.stringMatching(/\w/) } });
    expect(answer.headers).toMatchObject({
      ...{ 'content-type': expect.stringMatching(/^application\/problem\+json/), 'x-content-type-options': 'nosniff' },
    });
  });
});
