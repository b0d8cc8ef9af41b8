import { type Issued, issueSelfSigned } from '@postern/dev-pki';
import type { TestApi } from '@postern/management/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCredential, createService, startClientsApi } from '../../testing/index.js';

const day = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * day).toISOString();

describe('the end of a credential', () => {
  let api: TestApi;
  let client: string;
  let issued: Issued;
  beforeAll(async () => {
    api = await startClientsApi();
    ({ client_id: client } = await createService(api));
    issued = await issueSelfSigned({ subject: 'CN=a', notAfter: new Date(Date.now() + 100 * day) });
  });
  afterAll(() => api?.stop());
  const patch = (id: string, body: object) =>
    api.call('PATCH', `/api/v2/clients/${client}/credentials/${id}`, { body });
  const publicKey = (more: object) =>
    api.call('POST', `/api/v2/clients/${client}/credentials`, { body: { credential_type: 'public_key', ...more } });

  it('is that of the certificate around a public key, on request', async () => {
    const { body } = await publicKey({ pem: issued.pem, parse_expiry_from_cert: true });
    expect(new Date(body.expires_at)).toEqual(issued.certificate.notAfter);

    const other = await issueSelfSigned({ subject: 'CN=b' });
    expect((await publicKey({ pem: other.pem, parse_expiry_from_cert: false })).body.expires_at).toBeNull();
    const { pem } = await issueSelfSigned({ subject: 'CN=c' });
    expect((await publicKey({ pem, parse_expiry_from_cert: true, expires_at: inDays(1) })).status).toBe(422);
  });

  it('can change, also back, and each change is recorded', async () => {
    const { pem } = await issueSelfSigned({ subject: 'CN=d' });
    const { body: key } = await publicKey({ pem });
    const soon = inDays(5);

    expect((await patch(key.id, { expires_at: soon })).body.expires_at).toBe(soon);
    expect((await patch(key.id, { expires_at: null })).body.expires_at).toBeNull();
    expect(await api.sql(`select 1 from audit_event where type = 'credential.updated'`)).toHaveLength(2);
  });

  it('of a certificate is never later than its own', async () => {
    const { pem, certificate } = await issueSelfSigned({ subject: 'CN=e', notAfter: new Date(Date.now() + 50 * day) });
    const { id } = await addCredential(api, client, {
      credential_type: 'x509_cert',
      pem,
      parse_expiry_from_cert: true,
    });

    expect((await patch(id, { expires_at: inDays(5) })).status).toBe(200);
    expect((await patch(id, { expires_at: inDays(60) })).body.code).toBe('request.invalid');
    expect(new Date((await patch(id, { expires_at: null })).body.expires_at)).toEqual(certificate.notAfter);
  });

  it('cannot be in the past or absent, and changes alone', async () => {
    const { id } = await addCredential(api, client, { credential_type: 'cert_subject_dn', subject_dn: 'CN=a' });
    const { pem } = await issueSelfSigned({ subject: 'CN=f' });
    const { body: key } = await publicKey({ pem });

    expect((await patch(id, { expires_at: inDays(5) })).body.code).toBe('request.invalid');
    expect((await patch(key.id, { expires_at: inDays(-1) })).body.code).toBe('credential.expired');
    for (const body of [{}, { expires_at: 'soon' }, { expires_at: inDays(5), name: 'x' }]) {
      expect((await patch(key.id, body)).body.code).toBe('request.invalid');
    }
    expect((await patch(crypto.randomUUID(), { expires_at: null })).status).toBe(404);
  });
});
