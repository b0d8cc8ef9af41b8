import { issueSelfSigned } from '@postern/dev-pki';
import { ExpiryWarnings } from '@postern/certificates';
import type { TestApi } from '@postern/management/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCredential, createService, startClientsApi } from '../../testing/index.js';
import { CredentialExpiry } from '../index.js';

const day = 86_400_000;

describe('credentials that expire within 30 days', () => {
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
  const add = async (clientId: string, days: number) => {
    const { pem } = await issueSelfSigned({ subject: 'CN=a', notAfter: new Date(Date.now() + days * day) });
    return addCredential(api, clientId, { name: `${days} days`, credential_type: 'x509_cert', pem });
  };
  const events = () =>
    api.sql<{
      details: { credential: { name: string }; method: string | null; expires_at: string };
      client_id: string;
    }>(`select client_id, details from audit_event where type = 'credential.expiring'`);

  it('are reported once each, however often and from however many servers', async () => {
    const { client_id } = await createService(api);
    const soon = await add(client_id, 29);
    await add(client_id, 31);
    await addCredential(api, client_id, { credential_type: 'cert_subject_dn', subject_dn: 'CN=a' });
    const body = { client_authentication_methods: { private_key_jwt: { credentials: [{ id: soon.id }] } } };
    await api.call('PATCH', `/api/v2/clients/${client_id}`, { body });

    const servers = Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? api : other).get(ExpiryWarnings));
    const warned = await Promise.all(servers.map((server) => server.warn()));

    expect(warned.reduce((sum, count) => sum + count)).toBe(1);
    expect(await api.get(ExpiryWarnings).warn()).toBe(0);
    expect(await events()).toEqual([
      {
        client_id,
        details: {
          credential: { id: soon.id, name: '29 days', credential_type: 'x509_cert' },
          ...{ method: 'private_key_jwt', expires_at: soon.expires_at, days: 30 },
        },
      },
    ]);
  });

  it('are all reported, also when there are thousands', async () => {
    const { client_id } = await createService(api);
    await api.sql(
      `insert into client_credential (client_id, credential_type, fingerprint, public_jwk, kid, alg, expires_at)
       select $1, 'public_key', int4send(n), '{}', n, 'ES256', now() + interval '1 day' from generate_series(1, 2500) n`,
      [client_id],
    );

    expect(await api.get(ExpiryWarnings).warn()).toBe(2500);
    expect((await events()).length).toBe(2501);
    await api.call('DELETE', `/api/v2/clients/${client_id}`);
  });

  it('are reported again before an end that was moved', async () => {
    const { client_id } = await createService(api);
    const [row] = await api.sql<{ id: string }>(
      `insert into client_credential (client_id, credential_type, fingerprint, public_jwk, kid, alg, expires_at)
       values ($1, 'public_key', 'a', '{}', 'a', 'ES256', now() + interval '6 days') returning id`,
      [client_id],
    );
    const days = async () =>
      (
        await api.sql<{ days: number }>(
          `select (details ->> 'days')::int as days from audit_event where type = 'credential.expiring' and client_id = $1 order by id`,
          [client_id],
        )
      ).map((event) => event.days);
    await api.get(ExpiryWarnings).warn();
    expect(await days()).toEqual([7]);

    await api.sql(`update client_credential set expires_at = now() + interval '13 days' where id = $1`, [row!.id]);
    await api.get(ExpiryWarnings).warn();
    expect(await days()).toEqual([7, 14]);
    await api.call('DELETE', `/api/v2/clients/${client_id}`);
  });

  it('are counted for the metrics, apart from those that have expired', async () => {
    const { client_id } = await createService(api);
    const { id } = await add(client_id, 5);
    await add(client_id, 6);
    await api.sql(`update client_credential set expires_at = now() - interval '1 day' where id = $1`, [id]);

    expect(await api.get(CredentialExpiry).count()).toEqual({ expiring: 2, expired: 1 });
  });
});
