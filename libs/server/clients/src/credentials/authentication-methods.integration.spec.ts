import type { ClientCredentialInput } from '@postern/contracts';
import { issueSelfSigned } from '@postern/dev-pki';
import type { TestApi } from '@postern/management/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCredential, createClient, createService, startClientsApi, credentialsOf } from '../../testing/index.js';
import { Clients, clientSecretHash } from '../index.js';

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
  const events = async (id: string) =>
    (await api.sql<{ type: string }>('select type from audit_event where client_id = $1 order by id', [id])).map(
      ({ type }) => type,
    );
  const count = async () =>
    (
      await api.sql(
        'select 1 from client union all select 1 from client_credential union all select 1 from audit_event',
      )
    ).length;

  it('A3: is made with the application: self-signed certificates instead of a secret', async () => {
    const answer = await create({
      app_type: 'non_interactive',
      client_authentication_methods: { self_signed_tls_client_auth: { credentials: [await certificate()] } },
      jwt_configuration: { alg: 'RS256' },
    });

    expect(answer.status).toBe(201);
    const { client_id, client_secret, client_authentication_methods: methods } = answer.body;
    expect(answer.body).toMatchObject({
      ...{ token_endpoint_auth_method: null, id_token_signed_response_alg: 'RS256', app_type: 'non_interactive' },
    });
    expect(client_secret).toBeNull();
    const [credential] = (await api.call('GET', `/api/v2/clients/${client_id}/credentials`)).body;
    expect(methods).toEqual({ self_signed_tls_client_auth: { credentials: [{ id: credential.id }] } });
    expect(credential.used_by).toEqual(['self_signed_tls_client_auth']);
    expect((await read(client_id)).client_authentication_methods).toEqual(methods);
    const [listed] = (await api.call('GET', `/api/v2/clients?search=${client_id}`)).body.items;
    expect(listed.client_authentication_methods).toEqual(methods);
    expect(await events(client_id)).toEqual(['client.created', 'credential.created', 'credential.associated']);
  });

  it.each([
    [
      'pem',
      async () => ({ pem: (await issueSelfSigned({ subject: 'CN=CommonNameOrHostname,O=CompanyName,C=XX' })).pem }),
    ],
    ['subject_dn', async () => ({ subject_dn: dn })],
  ])('A4: is made with the application: a subject name from %s', async (_, subject) => {
    const credential = { name: 'CA-signed', credential_type: 'cert_subject_dn', ...(await subject()) };
    const { status, body } = await create({
      ...{ app_type: 'non_interactive', jwt_configuration: { alg: 'RS256' } },
      client_authentication_methods: { tls_client_auth: { credentials: [credential] } },
    });

    expect(status).toBe(201);
    const [stored] = (await api.call('GET', `/api/v2/clients/${body.client_id}/credentials`)).body;
    expect(stored).toMatchObject({ credential_type: 'cert_subject_dn', used_by: ['tls_client_auth'] });
    expect(stored.subject_dn.split(',').sort()).toEqual(['C=XX', 'CN=CommonNameOrHostname', 'O=CompanyName']);
  });

  it('A8: changes to credentials that were kept before, and the secret is unknown to the engine from then on', async () => {
    const { client_id, client_secret } = await createClient(api);
    const { id } = await addCredential(api, client_id, await certificate());
    expect(await metadata(client_id)).toMatchObject({ client_secret: clientSecretHash(client_secret!) });

    const { status, body } = await associate(client_id, 'self_signed_tls_client_auth', { id });

    expect(status).toBe(200);
    expect(body).toMatchObject({
      token_endpoint_auth_method: null,
      client_authentication_methods: { self_signed_tls_client_auth: { credentials: [{ id }] } },
    });
    expect(body).not.toHaveProperty('client_secret');
    expect(await metadata(client_id)).toMatchObject({ token_endpoint_auth_method: 'self_signed_tls_client_auth' });
    expect(await metadata(client_id)).not.toHaveProperty('client_secret');
    expect(await events(client_id)).toEqual([
      ...['client.created', 'credential.created', 'client.updated', 'credential.associated'],
    ]);
    const rotated = await api.call('POST', `/api/v2/clients/${client_id}/rotate-secret`);
    expect(rotated).toMatchObject({ status: 409, body: { code: 'request.conflict' } });
  });

  it('A9: changes back to the former secret', async () => {
    const { client_id, client_secret } = await createClient(api);
    await associate(client_id, 'self_signed_tls_client_auth', await addCredential(api, client_id, await certificate()));

    const { status, body } = await patch(client_id, {
      ...{ token_endpoint_auth_method: 'client_secret_post', client_authentication_methods: null },
    });

    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ token_endpoint_auth_method: 'client_secret_post', client_authentication_methods: null },
    });
    expect(body).not.toHaveProperty('client_secret');
    expect(await metadata(client_id)).toMatchObject({
      ...{ token_endpoint_auth_method: 'client_secret_post', client_secret: clientSecretHash(client_secret!) },
    });
    expect((await api.call('GET', `/api/v2/clients/${client_id}/credentials`)).body[0].used_by).toEqual([]);
  });

  it('A9: makes a secret for an application that never had one, and shows it once', async () => {
    const { client_id } = await createService(api, {
      client_authentication_methods: { self_signed_tls_client_auth: { credentials: [await certificate()] } },
    });

    const { body } = await patch(client_id, {
      ...{ token_endpoint_auth_method: 'client_secret_post', client_authentication_methods: null },
    });

    expect(await metadata(client_id)).toMatchObject({ client_secret: clientSecretHash(body.client_secret) });
    expect(await read(client_id)).not.toHaveProperty('client_secret');
  });

  it('A10: takes two self-signed certificates at once and no third, so that one can replace the other', async () => {
    const { client_id } = await createService(api);
    const [first, second, third] = await Promise.all(
      [1, 2, 3].map(async () => addCredential(api, client_id, await certificate())),
    );

    expect((await associate(client_id, 'self_signed_tls_client_auth', first!, second!)).status).toBe(200);
    const tooMany = await associate(client_id, 'self_signed_tls_client_auth', first!, second!, third!);
    expect(tooMany).toMatchObject({ status: 409, body: { code: 'credential.too_many' } });
    expect((await associate(client_id, 'self_signed_tls_client_auth', second!, third!)).status).toBe(200);
    expect((await api.call('DELETE', `/api/v2/clients/${client_id}/credentials/${first!.id}`)).status).toBe(204);
    const before = await count();
    const inline = await create({
      app_type: 'non_interactive',
      client_authentication_methods: {
        self_signed_tls_client_auth: { credentials: [await certificate(), await certificate(), await certificate()] },
      },
    });
    expect(inline).toMatchObject({ status: 409, body: { code: 'credential.too_many' } });
    expect(await count()).toBe(before);
  });

  it('A11: takes several subject names, and further certificates of one name need nothing', async () => {
    const { client_id } = await createService(api);
    const names = ['CN=one', 'CN=two', 'CN=three'];
    const credentials = [];
    for (const subject_dn of names) {
      credentials.push(await addCredential(api, client_id, { credential_type: 'cert_subject_dn', subject_dn }));
    }

    expect((await associate(client_id, 'tls_client_auth', ...credentials)).status).toBe(200);

    const active = await credentialsOf(api.get(Clients), client_id);
    expect(active.map(({ subjectKey }) => subjectKey)).toEqual(names.map((name) => `[["2.5.4.3=${name.slice(3)}"]]`));
  });

  it('keeps a credential in use: 409 says where, and nothing is deleted', async () => {
    const { client_id } = await createService(api, { name: 'Payroll' });
    const { id } = await addCredential(api, client_id, await certificate());
    await associate(client_id, 'private_key_jwt', { id });

    const answer = await api.call('DELETE', `/api/v2/clients/${client_id}/credentials/${id}`);

    expect(answer).toMatchObject({ status: 409, body: { code: 'credential.in_use' } });
    expect(answer.body.detail).toMatch(/^It serves private_key_jwt of the application "Payroll": /);
    expect(answer.body.errors).toEqual([
      { path: 'client_authentication_methods.private_key_jwt', message: expect.stringContaining('uses it') },
    ]);
    expect((await credentialsOf(api.get(Clients), client_id)).map((one) => one.id)).toEqual([id]);
    await expect(api.sql('delete from client_credential where id = $1', [id])).rejects.toThrow('foreign key');
  });

  it('stays one method when two administrators change it at once', async () => {
    const { client_id } = await createService(api);
    const byKey = await addCredential(api, client_id, await certificate());
    const byName = await addCredential(api, client_id, { credential_type: 'cert_subject_dn', subject_dn: dn });

    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        index % 2 === 0
          ? associate(client_id, 'private_key_jwt', byKey)
          : associate(client_id, 'tls_client_auth', byName),
      ),
    );

    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    const uses = await api.sql('select distinct method from client_credential_use where client_id = $1', [client_id]);
    expect(uses).toHaveLength(1);
  });
});
