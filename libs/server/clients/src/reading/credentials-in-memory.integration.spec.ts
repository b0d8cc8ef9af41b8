import { generateKeyPairSync } from 'node:crypto';
import { Statements } from '@postern/database';
import { fewestStatements } from '@postern/database/testing';
import { issueSelfSigned } from '@postern/dev-pki';
import type { TestApi } from '@postern/management/testing';
import { parseCertificate, nameKey } from '@postern/x509';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addCredential, createService, startClientsApi, credentialsOf } from '../../testing/index.js';
import { Clients, CredentialUses } from '../index.js';

describe('credentials in memory', () => {
  let api: TestApi;
  let other: TestApi;
  beforeAll(async () => {
    api = await startClientsApi();
    other = await startClientsApi(api.databaseUrl);
  });
  afterAll(async () => {
    await other?.stop();
    await api?.stop();
  });
  const settled = () => new Promise((resolve) => setTimeout(resolve, 200));
  const associate = async (clientId: string, method: string, ...ids: string[]) => {
    const credentials = ids.map((id) => ({ id }));
    const body = { token_endpoint_auth_method: null, client_authentication_methods: { [method]: { credentials } } };
    const { status } = await api.call('PATCH', `/api/v2/clients/${clientId}`, { body });
    expect(status).toBe(200);
  };
  const withCertificate = async (method: string) => {
    const { client_id } = await createService(api);
    const issued = await issueSelfSigned({ subject: 'CN=a', keyAlgorithm: 'rsa-2048' });
    const { id } = await addCredential(api, client_id, { credential_type: 'x509_cert', pem: issued.pem });
    await associate(client_id, method, id);
    return { client_id, id, certificate: parseCertificate(issued.der) };
  };

  it('are what the token endpoint needs of a certificate, and the engine gets its key with its thumbprints', async () => {
    const { client_id, id, certificate } = await withCertificate('self_signed_tls_client_auth');
    const stored = (await api.call('GET', `/api/v2/clients/${client_id}/credentials/${id}`)).body;

    expect(await credentialsOf(api.get(Clients), client_id)).toEqual([
      {
        ...{ id, method: 'self_signed_tls_client_auth', type: 'x509_cert', alg: null, san: null },
        ...{ subjectDn: 'CN=a', subjectKey: nameKey(certificate.subject), sha256: certificate.sha256 },
        names: { kid: stored.kid, x5t: stored.thumbprint_sha1, 'x5t#S256': stored.thumbprint_sha256 },
        publicJwk: { kty: 'RSA', n: expect.any(String), e: 'AQAB' },
        ...{ notBefore: certificate.notBefore.getTime(), expiresAt: certificate.notAfter.getTime() },
      },
    ]);
    const key = { kty: 'RSA', n: expect.any(String), e: 'AQAB', use: 'sig', kid: stored.kid };
    const thumbprints = { x5t: stored.thumbprint_sha1, 'x5t#S256': stored.thumbprint_sha256 };
    expect(await api.get(Clients).engineMetadata(client_id)).toMatchObject({
      ...{ token_endpoint_auth_method: 'self_signed_tls_client_auth', jwks: { keys: [{ ...key, ...thumbprints }] } },
    });
  });

  it('give the engine one name of a certificate from a CA', async () => {
    const { client_id } = await createService(api);
    const byDn = await addCredential(api, client_id, { credential_type: 'cert_subject_dn', subject_dn: 'C=XX\nCN=a' });
    const san = { type: 'dns', value: 'a.test' } as const;
    const bySan = await addCredential(api, client_id, { credential_type: 'cert_san', san });

    await associate(client_id, 'tls_client_auth', byDn.id, bySan.id);
    const both = await api.get(Clients).engineMetadata(client_id);
    expect(both).toMatchObject({
      ...{ token_endpoint_auth_method: 'tls_client_auth', tls_client_auth_subject_dn: 'CN=a,C=XX' },
    });
    expect(both).not.toHaveProperty('tls_client_auth_san_dns');
    expect(await credentialsOf(api.get(Clients), client_id)).toHaveLength(2);
    await associate(client_id, 'tls_client_auth', bySan.id);
    expect(await api.get(Clients).engineMetadata(client_id)).toMatchObject({ tls_client_auth_san_dns: 'a.test' });
  });

  it('hold assertions to one algorithm where there is only one', async () => {
    const { client_id } = await createService(api);
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString();
    const { id } = await addCredential(api, client_id, { credential_type: 'public_key', pem, alg: 'PS256' });
    await associate(client_id, 'private_key_jwt', id);
    expect(await api.get(Clients).engineMetadata(client_id)).toMatchObject({
      ...{ token_endpoint_auth_signing_alg: 'PS256', jwks: { keys: [{ kty: 'RSA', alg: 'PS256' }] } },
    });

    const certificate = await withCertificate('private_key_jwt');
    const metadata = await api.get(Clients).engineMetadata(certificate.client_id);
    expect(metadata).not.toHaveProperty('token_endpoint_auth_signing_alg');
  });

  it('are answered without SQL, and known to another server a moment after they changed', async () => {
    const { client_id, id } = await withCertificate('private_key_jwt');
    await settled();
    const elsewhere = other.get(Clients);
    expect((await credentialsOf(elsewhere, client_id)).map((one) => one.id)).toEqual([id]);
    await api.get(Clients).engineMetadata(client_id);
    const readInBoth = async () => {
      for (let round = 0; round < 20; round += 1) {
        await credentialsOf(api.get(Clients), client_id);
        await credentialsOf(elsewhere, client_id);
      }
    };
    expect(await fewestStatements(readInBoth)).toBe(0);

    const body = { token_endpoint_auth_method: 'client_secret_post', client_authentication_methods: null };
    await api.call('PATCH', `/api/v2/clients/${client_id}`, { body });

    expect(await credentialsOf(api.get(Clients), client_id)).toEqual([]);
    await vi.waitFor(async () => expect(await credentialsOf(elsewhere, client_id)).toEqual([]), { timeout: 12_000 });
    expect(await credentialsOf(elsewhere, 'nobody')).toEqual([]);
  });

  it('remember when they were used: without SQL at once, then once a minute each, and memory stays warm', async () => {
    const { client_id, id } = await withCertificate('private_key_jwt');
    const uses = api.get(CredentialUses);
    await credentialsOf(api.get(Clients), client_id);
    const lastUsed = async () =>
      (await api.call('GET', `/api/v2/clients/${client_id}/credentials/${id}`)).body.last_used_at;
    const run = vi.spyOn(api.get(Statements), 'run');
    const writes = () => run.mock.calls.filter(([name]) => name === 'client_credential.used');
    const begin = Date.now();

    for (let use = 0; use < 1000; use += 1) uses.record(id);
    expect(writes()).toHaveLength(0);
    await uses.write();
    uses.record(id);
    await uses.write();
    expect(writes()).toHaveLength(1);

    const first = Date.parse(await lastUsed());
    expect(first).toBeGreaterThanOrEqual(begin);
    await settled();
    expect(await fewestStatements(() => credentialsOf(api.get(Clients), client_id))).toBe(0);
    vi.spyOn(Date, 'now').mockReturnValue(begin + 61_000);
    await uses.write();
    vi.restoreAllMocks();
    expect(Date.parse(await lastUsed())).toBeGreaterThan(first);
  });

  it('write at shutdown when they were last used, and lose nothing while the database is down', async () => {
    const { client_id, id } = await withCertificate('private_key_jwt');
    const third = await startClientsApi(api.databaseUrl);
    const uses = third.get(CredentialUses);
    uses.record(id);
    await uses.write();
    await api.sql('update client_credential set last_used_at = null where id = $1', [id]);
    await api.sql('alter table client_credential rename to away');
    uses.record(id);
    await uses.write();
    await api.sql('alter table away rename to client_credential');

    await third.stop();

    const { body } = await api.call('GET', `/api/v2/clients/${client_id}/credentials/${id}`);
    expect(Date.now() - Date.parse(body.last_used_at)).toBeLessThan(60_000);
  });
});
