import { execFileSync } from 'node:child_process';
import { createHash, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issueSelfSigned } from '@postern/dev-pki';
import type { TestApi } from '@postern/management/testing';
import { calculateJwkThumbprint } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCredential, createService, startClientsApi } from '../../testing/index.js';

const lines = 'C=XX\nST=StateName\nL=CityName\nO=CompanyName\nOU=CompanySectionName\nCN=CommonNameOrHostname';
const rfc4514 = 'CN=CommonNameOrHostname,OU=CompanySectionName,O=CompanyName,L=CityName,ST=StateName,C=XX';

/** As `openssl req -x509` makes one. */
const withOpenssl = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'postern-'));
  try {
    const file = join(folder, 'cert.pem');
    const subject = `/${lines.replaceAll('\n', '/')}`;
    const key = ['-newkey', 'rsa:2048', '-nodes', '-keyout', join(folder, 'key.pem')];
    execFileSync('openssl', ['req', '-x509', ...key, '-out', file, '-days', '365', '-subj', subject], {
      stdio: 'ignore',
    });
    return readFileSync(file, 'utf8');
  } finally {
    rmSync(folder, { recursive: true });
  }
};

describe('credentials of an application', () => {
  let api: TestApi;
  let client: string;
  beforeAll(async () => {
    api = await startClientsApi();
  });
  afterAll(() => api?.stop());
  const newClient = async () => (client = (await createService(api)).client_id);
  const path = (id = '') => `/api/v2/clients/${client}/credentials${id && `/${id}`}`;
  const post = (body: object) => api.call('POST', path(), { body });

  it('A7: are kept, inactive, and shown with an id; A12: a certificate of `openssl req -x509` is good', async () => {
    await newClient();
    const pem = withOpenssl();
    const certificate = new X509Certificate(pem);
    const sha = (name: string) => createHash(name).update(certificate.raw).digest('base64url');

    const { status, body } = await post({ name: 'mTLS credential', credential_type: 'x509_cert', pem });

    expect(status).toBe(201);
    expect(body).toEqual({
      ...{ id: expect.stringMatching(/^[\da-f-]{36}$/), name: 'mTLS credential', credential_type: 'x509_cert' },
      ...{ kid: await calculateJwkThumbprint(certificate.publicKey.export({ format: 'jwk' }) as never), alg: null },
      ...{ subject_dn: rfc4514, san: null, thumbprint_sha1: sha('sha1'), thumbprint_sha256: sha('sha256') },
      certificate: expect.objectContaining({ name: 'CommonNameOrHostname', key: 'RSA 2048' }),
      ...{ starts_at: new Date(certificate.validFrom).toISOString() },
      ...{ expires_at: new Date(certificate.validTo).toISOString(), last_used_at: null, used_by: [] },
      ...{ created_at: expect.stringMatching(/Z$/), updated_at: expect.stringMatching(/Z$/) },
    });
    expect((await api.call('GET', path(body.id))).body).toEqual(body);
    expect((await api.call('GET', path())).body).toEqual([body]);
    expect((await api.call('GET', `/api/v2/clients/${client}`)).body.client_authentication_methods).toBeNull();
  });

  it('A6: take a PEM with escaped newlines, and refuse the same certificate twice', async () => {
    await newClient();
    const { pem } = await issueSelfSigned({ subject: 'CN=a' });

    expect((await post({ credential_type: 'x509_cert', pem: pem.replaceAll('\n', '\\r\\n') })).status).toBe(201);
    for (const again of [pem, pem.replaceAll('\n', '\\n'), pem.replaceAll('\n', '\r\n')]) {
      const answer = await post({ credential_type: 'x509_cert', pem: again, name: 'again' });
      expect(answer).toMatchObject({ status: 409, body: { code: 'credential.duplicate' } });
    }
    await newClient();
    expect((await post({ credential_type: 'x509_cert', pem })).status).toBe(201);
  });

  it('A4, A5: keep the subject name of a certificate, or one in either spelling; all of them are one name', async () => {
    const spellings = [{ subject_dn: lines }, { subject_dn: rfc4514 }, { subject_dn: lines.replaceAll('\n', '\\n') }];
    for (const spelling of [...spellings, { pem: withOpenssl() }]) {
      await newClient();
      const { status, body } = await post({ name: 'By name', credential_type: 'cert_subject_dn', ...spelling });

      expect(status, JSON.stringify(spelling)).toBe(201);
      expect(body).toMatchObject({
        ...{ subject_dn: rfc4514, kid: null, alg: null, thumbprint_sha256: null, certificate: null, expires_at: null },
      });
      const other = await post({ credential_type: 'cert_subject_dn', subject_dn: lines.toUpperCase() });
      expect(other.body.code).toBe('credential.duplicate');
    }
  });

  it.each([
    [{ type: 'dns', value: 'App.Example.TEST' }, 'app.example.test'],
    [{ type: 'uri', value: 'SPIFFE://Example.test/App' }, 'spiffe://example.test/App'],
    [{ type: 'ip', value: '2001:DB8:0:0::1' }, '2001:db8::1'],
    [{ type: 'email', value: 'Ada@Example.TEST' }, 'Ada@example.test'],
  ] as const)('keep a subject alternative name in its one spelling: %j', async (san, value) => {
    await newClient();

    expect((await addCredential(api, client, { credential_type: 'cert_san', san })).san).toEqual({ ...san, value });
    expect((await post({ credential_type: 'cert_san', san: { ...san, value } })).body.code).toBe(
      'credential.duplicate',
    );
  });

  it('keep a public key with the thumbprint of RFC 7638 for its kid, or one of its own', async () => {
    await newClient();
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
    const pem = (key: typeof rsa) => key.export({ format: 'pem', type: 'spki' }).toString();
    const expires_at = new Date(Date.now() + 86_400_000).toISOString();

    const first = await addCredential(api, client, { credential_type: 'public_key', pem: pem(rsa), expires_at });
    const second = await addCredential(api, client, {
      ...{ credential_type: 'public_key', pem: pem(ec), alg: 'ES256', kid: 'my-key' },
    });

    expect(first).toMatchObject({ alg: 'RS256', expires_at, kid: await thumbprint(rsa) });
    expect(second).toMatchObject({ alg: 'ES256', kid: 'my-key', expires_at: null, subject_dn: null });
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
    const taken = await post({ credential_type: 'public_key', pem: pem(other), kid: 'my-key' });
    expect(taken.body).toMatchObject({ code: 'credential.duplicate', errors: [{ path: 'kid' }] });
  });

  it('keep a public key from any certificate or spelling of the key', async () => {
    await newClient();
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const { pem, der } = await issueSelfSigned({ subject: 'CN=a' });
    const texts = [
      publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
      Buffer.from(der).toString('base64'),
    ];
    for (const text of texts) expect((await post({ credential_type: 'public_key', pem: text })).status).toBe(201);
    const trusted = { credential_type: 'public_key', pem: pem.replaceAll('CERTIFICATE', 'TRUSTED CERTIFICATE') };
    expect((await post(trusted)).body.code).toBe('credential.duplicate');
  });

  it('are deleted when they are not in use, and leave two events without a trace of a key', async () => {
    await newClient();
    const { id } = await addCredential(api, client, {
      ...{ name: 'Spring', credential_type: 'x509_cert', pem: (await issueSelfSigned({ subject: 'CN=a' })).pem },
    });

    expect((await api.call('DELETE', path(id))).status).toBe(204);

    expect(await api.call('GET', path(id))).toMatchObject({ status: 404, body: { code: 'credential.not_found' } });
    expect((await api.call('DELETE', path(id))).body.code).toBe('credential.not_found');
    const events = await api.sql(
      `select type, address, user_agent, details from audit_event where client_id = $1 and type like 'credential.%' order by id`,
      [client],
    );
    const credential = { id, name: 'Spring', credential_type: 'x509_cert' };
    expect(events).toEqual(
      ['credential.created', 'credential.deleted'].map((type) => ({
        ...{ type, address: '127.0.0.1', user_agent: 'test' },
        details: { name: 'App', byClient: 'test-client', credential },
      })),
    );
  });

  it('belong to one application: another cannot read, delete or use them', async () => {
    const owner = await newClient();
    const { id } = await addCredential(api, owner, { credential_type: 'cert_subject_dn', subject_dn: 'CN=a' });
    const other = await newClient();

    expect((await api.call('GET', path(id))).body.code).toBe('credential.not_found');
    expect((await api.call('DELETE', path(id))).body.code).toBe('credential.not_found');
    const body = { client_authentication_methods: { tls_client_auth: { credentials: [{ id }] } } };
    const answer = await api.call('PATCH', `/api/v2/clients/${other}`, { body });
    expect(answer).toMatchObject({ status: 404, body: { code: 'credential.not_found' } });
    expect((await api.call('GET', path())).body).toEqual([]);
  });

  it('are deleted with their application', async () => {
    await newClient();
    const { id } = await addCredential(api, client, { credential_type: 'cert_subject_dn', subject_dn: 'CN=a' });
    const body = { client_authentication_methods: { tls_client_auth: { credentials: [{ id }] } } };
    expect((await api.call('PATCH', `/api/v2/clients/${client}`, { body })).status).toBe(200);

    expect((await api.call('DELETE', `/api/v2/clients/${client}`)).status).toBe(204);

    expect(await api.sql('select 1 from client_credential where id = $1', [id])).toEqual([]);
    expect(await api.call('GET', path())).toMatchObject({ status: 404, body: { code: 'client.not_found' } });
    expect((await post({ credential_type: 'cert_subject_dn', subject_dn: 'CN=a' })).body.code).toBe('client.not_found');
  });

  it('are at most fifty', async () => {
    await newClient();
    for (let number = 0; number < 50; number += 1) {
      await addCredential(api, client, { credential_type: 'cert_subject_dn', subject_dn: `CN=${number}` });
    }

    expect(await post({ credential_type: 'cert_subject_dn', subject_dn: 'CN=x' })).toMatchObject({
      ...{ status: 409, body: { code: 'credential.too_many' } },
    });
  });

  it('need the scopes of A2, or the one for the operation', async () => {
    await newClient();
    const { id } = await addCredential(api, client, { credential_type: 'cert_subject_dn', subject_dn: 'CN=a' });
    const body = { credential_type: 'cert_subject_dn', subject_dn: 'CN=b' };
    const deeds = [
      ['GET', path(), ['read:client_credentials'], undefined],
      ['GET', path(id), ['read:client_credentials'], undefined],
      ['POST', path(), ['create:client_credentials', 'update:client_credentials'], body],
      ['DELETE', path(id), ['delete:client_credentials', 'update:client_credentials'], undefined],
    ] as const;

    for (const [method, to, scopes, sent] of deeds) {
      const wrong = api.tokens.issue({
        scopes: ['update:clients', 'read:clients', 'create:clients', 'update:client_keys'],
      });
      expect((await api.call(method, to, { token: wrong, body: sent })).body.code).toBe('token.insufficient_scope');
      const manager = api.tokens.issue({ accountId: id, role: 'manager' });
      if (method !== 'GET') {
        expect((await api.call(method, to, { token: manager, body: sent })).body.code).toBe('token.insufficient_role');
      }
      for (const scope of scopes) {
        const { status } = await api.call(method, to, { token: api.tokens.issue({ scopes: [scope] }), body: sent });
        expect([200, 201, 204, 404, 409], `${method} ${scope}`).toContain(status);
      }
    }
  });
});

const thumbprint = (key: ReturnType<typeof generateKeyPairSync>['publicKey']): Promise<string> =>
  calculateJwkThumbprint(key.export({ format: 'jwk' }) as never);
