import type { ExpiringCredential } from '@postern/contracts';
import { issueSelfSigned } from '@postern/dev-pki';
import type { TestApi } from '@postern/management/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCredential, createService, startClientsApi } from '../../testing/index.js';

const day = 86_400_000;

describe('the list of credentials that are about to expire', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startClientsApi();
  });
  afterAll(() => api?.stop());
  const serviceWith = async (name: string, days: number, used: boolean): Promise<string> => {
    const { client_id } = await createService(api, { name });
    const { pem } = await issueSelfSigned({ subject: `CN=${name}`, notAfter: new Date(Date.now() + days * day) });
    const { id } = await addCredential(api, client_id, { name: `${days} days`, credential_type: 'x509_cert', pem });
    const body = { client_authentication_methods: { private_key_jwt: { credentials: [{ id }] } } };
    if (used) await api.call('PATCH', `/api/v2/clients/${client_id}`, { body });
    return id;
  };

  it('names those in use, expired ones too, with their applications, the soonest first', async () => {
    await serviceWith('Reports', 29, true);
    const expired = await serviceWith('Backup', 9, true);
    await api.sql(`update client_credential set expires_at = now() - interval '1 day' where id = $1`, [expired]);
    await serviceWith('Lies ready', 5, false);
    await serviceWith('Far away', 60, true);

    const { status, body } = await api.call('GET', '/api/v2/expiring-credentials');

    expect(status).toBe(200);
    expect((body as ExpiringCredential[]).map(({ client, name }) => [client.name, name])).toEqual([
      ['Backup', '9 days'],
      ['Reports', '29 days'],
    ]);
    expect((body as ExpiringCredential[])[1]).toMatchObject({
      used_by: ['private_key_jwt'],
      certificate: { name: 'Reports' },
    });
  });

  it('takes the scope of credentials', async () => {
    const token = api.tokens.issue({ scopes: ['read:clients'] });
    const { status } = await api.call('GET', '/api/v2/expiring-credentials', { token });

    expect(status).toBe(403);
  });
});
