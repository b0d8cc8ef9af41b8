import { generateKeyPairSync } from 'node:crypto';
import type { ClientCredentialInput } from '@postern/contracts';
import { issueSelfSigned } from '@postern/dev-pki';
import type { TestApi } from '@postern/management/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCredential, createClient, createService, startClientsApi } from '../../testing/index.js';
import { Clients } from '../index.js';

const dn = 'C=XX\nO=CompanyName\nCN=CommonNameOrHostname';

describe('how an application authenticates', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startClientsApi();
  });
  afterAll(() => api?.stop());
  const certificate = async (): Promise<ClientCredentialInput> => ({
    ...{ name: 'mTLS', credential_type: 'x509_cert', pem: (await issueSelfSigned({ subject: 'CN=a' })).pem },
  });
  const create = (body: object) => api.call('POST', '/api/v2/clients', { body: { name: 'My App', ...body } });
  const read = async (id: string) => (await api.call('GET', `/api/v2/clients/${id}`)).body;
  const patch = (id: string, body: object) => api.call('PATCH', `/api/v2/clients/${id}`, { body });
  const associate = (id: string, method: string, ...credentials: { readonly id: string }[]) =>
    patch(id, {
      token_endpoint_auth_method: null,
      client_authentication_methods: { [method]: { credentials: credentials.map((one) => ({ id: one.id })) } },
    });
  const metadata = (id: string) => api.get(Clients).engineMetadata(id);
  const count = async () =>
    (
      await api.sql(
        'select 1 from client union all select 1 from client_credential union all select 1 from audit_event',
      )
    ).length;
  it('is made with all of its credentials or not at all', async () => {
    const before = await count();
    const good = await certificate();
    for (const [credentials, code, path] of [
      [[good, { ...good, name: 'again' }], 'credential.duplicate', undefined],
      [[good, { credential_type: 'x509_cert', pem: 'x' }], 'credential.not_a_certificate', '.1.pem'],
      [[good, { credential_type: 'cert_subject_dn', subject_dn: dn }], 'credential.wrong_type', '.1'],
      [[{ id: '8d3f0c1e-5d0e-4f0a-9a3e-0c5b7f1a2b3c' }], 'request.invalid', '.0.id'],
    ] as const) {
      const answer = await create({
        ...{ app_type: 'non_interactive' },
        client_authentication_methods: { self_signed_tls_client_auth: { credentials } },
      });
      expect(answer.body.code).toBe(code);
      const list = 'client_authentication_methods.self_signed_tls_client_auth.credentials';
      if (path !== undefined) expect(answer.body.errors[0].path).toBe(`${list}${path}`);
      expect(await count()).toBe(before);
    }
    expect((await create({ name: 'Disliked', app_type: 'non_interactive', ...(await withCertificate()) })).status).toBe(
      422,
    );
    expect(await count()).toBe(before);
  });
  const withCertificate = async () => ({
    client_authentication_methods: { self_signed_tls_client_auth: { credentials: [await certificate()] } },
  });

  it('is one method: with a secret and with credentials at once is refused', async () => {
    const before = await count();
    const both = {
      app_type: 'non_interactive',
      token_endpoint_auth_method: 'client_secret_post',
      ...(await withCertificate()),
    };
    expect(await create(both)).toMatchObject({
      ...{ status: 422, body: { code: 'client.method_conflict', errors: [{ path: 'token_endpoint_auth_method' }] } },
    });
    const credentials = { credentials: [await certificate()] };
    const two = { self_signed_tls_client_auth: credentials, private_key_jwt: credentials };
    const answer = await create({ app_type: 'non_interactive', client_authentication_methods: two });
    expect(answer.body.code).toBe('client.method_conflict');
    expect(await count()).toBe(before);

    const { client_id } = await createService(api);
    const { id } = await addCredential(api, client_id, await certificate());
    await associate(client_id, 'self_signed_tls_client_auth', { id });
    for (const [change, code] of [
      [{ token_endpoint_auth_method: 'client_secret_post' }, 'client.method_conflict'],
      [{ client_authentication_methods: null }, 'client.method_without_credential'],
      [{ client_authentication_methods: null, token_endpoint_auth_method: null }, 'client.method_without_credential'],
      [{ client_authentication_methods: {} }, 'client.method_without_credential'],
      [{ client_authentication_methods: { private_key_jwt: { credentials: [] } } }, 'client.method_without_credential'],
    ] as const) {
      expect(await patch(client_id, change)).toMatchObject({ status: 422, body: { code } });
    }
    expect((await patch(client_id, { token_endpoint_auth_method: null, name: 'Same' })).status).toBe(200);
    expect((await read(client_id)).client_authentication_methods).toEqual({
      self_signed_tls_client_auth: { credentials: [{ id }] },
    });
    await expect(
      api.sql(`update client_credential_use set method = 'tls_client_auth' where client_id = $1`, [client_id]),
    ).rejects.toThrow('client_credential_use_client');
  });

  it('is some method: null without credentials is refused', async () => {
    const { client_id } = await createService(api);
    for (const answer of [
      await create({ app_type: 'non_interactive', token_endpoint_auth_method: null }),
      await patch(client_id, { token_endpoint_auth_method: null }),
      await create({ app_type: 'non_interactive', client_authentication_methods: {} }),
      await create({
        app_type: 'non_interactive',
        client_authentication_methods: { tls_client_auth: { credentials: [] } },
      }),
    ]) {
      expect(answer).toMatchObject({ status: 422, body: { code: 'client.method_without_credential' } });
    }
    expect((await patch(client_id, { client_authentication_methods: null })).status).toBe(200);
  });

  it('takes only credentials of the types of its method', async () => {
    const { client_id } = await createService(api);
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'pem', type: 'spki' });
    const inputs: readonly ClientCredentialInput[] = [
      await certificate(),
      { credential_type: 'cert_subject_dn', subject_dn: dn },
      { credential_type: 'cert_san', san: { type: 'dns', value: 'a.test' } },
      { credential_type: 'public_key', pem: ec.toString() },
    ];
    const takes = {
      self_signed_tls_client_auth: ['x509_cert'],
      tls_client_auth: ['cert_subject_dn', 'cert_san'],
      private_key_jwt: ['x509_cert', 'public_key'],
    };
    for (const input of inputs) {
      const credential = await addCredential(api, client_id, input);
      for (const [method, types] of Object.entries(takes)) {
        const { status, body } = await associate(client_id, method, credential);
        const expected = types.includes(input.credential_type) ? 200 : 422;
        expect(status, `${input.credential_type} ${method}`).toBe(expected);
        if (status === 422) expect(body.code).toBe('credential.wrong_type');
      }
    }
    const { pem } = await issueSelfSigned({ subject: 'CN=a', keyAlgorithm: 'ed25519' });
    const forTlsOnly = await addCredential(api, client_id, { credential_type: 'x509_cert', pem });
    expect((await associate(client_id, 'private_key_jwt', forTlsOnly)).body.code).toBe('credential.invalid_key');
    expect((await associate(client_id, 'self_signed_tls_client_auth', forTlsOnly)).status).toBe(200);
  });

  it('is refused with ids that are unknown, doubled or more than ids', async () => {
    const { client_id } = await createService(api);
    const { id } = await addCredential(api, client_id, await certificate());
    const list = 'client_authentication_methods.private_key_jwt.credentials';
    for (const unknown of ['8d3f0c1e-5d0e-4f0a-9a3e-0c5b7f1a2b3c', 'x', '']) {
      expect(await associate(client_id, 'private_key_jwt', { id }, { id: unknown })).toMatchObject({
        ...{ status: 404, body: { code: 'credential.not_found', errors: [{ path: `${list}.1.id` }] } },
      });
    }
    for (const credentials of [[{ id }, { id }], [await certificate()], [{ id, name: 'x' }], 'x', [5], [null]]) {
      const answer = await patch(client_id, { client_authentication_methods: { private_key_jwt: { credentials } } });
      expect(answer, JSON.stringify(credentials)).toMatchObject({ status: 422, body: { code: 'request.invalid' } });
    }
    for (const methods of [{ client_secret_jwt: { credentials: [{ id }] } }, [], 'x', { private_key_jwt: null }]) {
      const answer = await patch(client_id, { client_authentication_methods: methods });
      expect(answer, JSON.stringify(methods)).toMatchObject({ status: 422, body: { code: 'request.invalid' } });
    }
  });

  it("cannot be credentials for public applications or for Postern's own", async () => {
    for (const app_type of ['spa', 'native'] as const) {
      const { client_id } = await createClient(api, { app_type });
      const { id } = await addCredential(api, client_id, await certificate());
      expect((await associate(client_id, 'private_key_jwt', { id })).body).toMatchObject({
        ...{ code: 'client.invalid_metadata', errors: [{ path: 'client_authentication_methods' }] },
      });
    }
    const { client_id } = await createService(api);
    await api.sql('update client set built_in = true where client_id = $1', [client_id]);
    const body = await certificate();
    const answer = await api.call('POST', `/api/v2/clients/${client_id}/credentials`, { body });
    expect(answer).toMatchObject({ status: 409, body: { code: 'client.built_in' } });
  });

  it('refuses an expired credential, but ignores that one in use has expired', async () => {
    const { client_id } = await createService(api);
    const [old, fresh] = await Promise.all([1, 2].map(async () => addCredential(api, client_id, await certificate())));
    const expire = () =>
      api.sql(`update client_credential set expires_at = now() - interval '1 s' where id = $1`, [old!.id]);
    await expire();
    expect((await associate(client_id, 'private_key_jwt', old!)).body.code).toBe('credential.expired');
    await api.sql(`update client_credential set expires_at = now() + interval '1 day' where id = $1`, [old!.id]);
    expect((await associate(client_id, 'private_key_jwt', old!)).status).toBe(200);
    await expire();
    expect((await associate(client_id, 'private_key_jwt', old!, fresh!)).status).toBe(200);
    expect((await associate(client_id, 'private_key_jwt', fresh!)).status).toBe(200);
  });

  it('knows two spellings of the algorithm of ID tokens, and refuses two algorithms', async () => {
    const { client_id } = await createService(api);
    expect((await patch(client_id, { jwt_configuration: { alg: 'PS256' } })).body.id_token_signed_response_alg).toBe(
      'PS256',
    );
    const agreeing = { jwt_configuration: { alg: 'RS256' }, id_token_signed_response_alg: 'RS256' };
    expect((await patch(client_id, agreeing)).body.id_token_signed_response_alg).toBe('RS256');
    for (const wrong of [
      { jwt_configuration: { alg: 'RS256' }, id_token_signed_response_alg: 'ES256' },
      { jwt_configuration: { alg: 'HS256' } },
      { jwt_configuration: { alg: 'RS256', lifetime_in_seconds: 5 } },
      { jwt_configuration: null },
    ]) {
      const answer = await patch(client_id, wrong);
      expect(answer, JSON.stringify(wrong)).toMatchObject({ status: 422, body: { code: 'request.invalid' } });
      expect(answer.body.errors[0].path).toMatch(/^jwt_configuration/);
    }
  });

  it('may bind tokens to the certificate of the connection', async () => {
    const { client_id } = await createService(api, { tls_client_certificate_bound_access_tokens: true });

    expect(await metadata(client_id)).toMatchObject({ tls_client_certificate_bound_access_tokens: true });
    const { body } = await patch(client_id, { tls_client_certificate_bound_access_tokens: false });
    expect(body.tls_client_certificate_bound_access_tokens).toBe(false);
  });
});
