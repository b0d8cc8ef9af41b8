import { CredentialUses } from '@postern/clients';
import { fewestStatements } from '@postern/database/testing';
import { issueSelfSigned, type Issued } from '@postern/dev-pki';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byCertificate, byName, machineGrant, machineNameText, Machines } from '../../testing/machines.js';

let machines: Machines;

beforeAll(async () => {
  machines = await Machines.start();
});
afterAll(() => machines?.stop());

describe('an application with a certificate in place of a secret', () => {
  const credentialsOf = (id: string, secret: string) => ({
    authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
  });
  /** Calls each endpoint where applications authenticate, with a secret. */
  const bySecret = async (id: string, secret: string) => {
    const answers = [
      await machines.server.token({ ...machineGrant, client_id: id, client_secret: secret }),
      await machines.server.token({ ...machineGrant }, credentialsOf(id, secret)),
      await machines.server.form('token/introspection', { token: 'x', client_id: id, client_secret: secret }),
      await machines.server.form('token/revocation', { token: 'x', client_id: id, client_secret: secret }),
    ];
    return answers.map(({ status }) => status);
  };
  const byTls = async (id: string, certificate: Issued) => {
    const answers = [
      await machines.ask(id, certificate),
      await machines.listener.form('token/introspection', { token: 'x', client_id: id }, { certificate }),
      await machines.listener.form('token/revocation', { token: 'x', client_id: id }, { certificate }),
    ];
    return answers.map(({ status }) => status);
  };

  it('A8 A9 cannot use its secret at any endpoint after the association, and can again after reverting', async () => {
    const certificate = await issueSelfSigned({ subject: 'CN=own' });
    const { client_id: id, client_secret: secret } = await machines.register(null);
    expect(await bySecret(id, secret ?? '')).toEqual([200, 200, 200, 200]);
    expect(await byTls(id, certificate)).toEqual([401, 401, 401]);

    const credential = await machines.create(`clients/${id}/credentials`, {
      credential_type: 'x509_cert',
      pem: certificate.pem.replaceAll('\n', '\\r\\n'),
    });
    expect(await byTls(id, certificate)).toEqual([401, 401, 401]);

    await machines.server.manage('PATCH', `clients/${id}`, {
      token_endpoint_auth_method: null,
      client_authentication_methods: {
        self_signed_tls_client_auth: { credentials: [{ id: credential.id as string }] },
      },
    });
    expect(await byTls(id, certificate)).toEqual([200, 200, 200]);
    expect(await bySecret(id, secret ?? '')).toEqual([401, 401, 401, 401]);
    // Also when it presents the certificate.
    expect((await machines.ask(id, certificate, { client_secret: secret ?? '' })).status).toBe(401);

    await machines.server.manage('PATCH', `clients/${id}`, {
      token_endpoint_auth_method: 'client_secret_post',
      client_authentication_methods: null,
    });
    expect(await bySecret(id, secret ?? '')).toEqual([200, 200, 200, 200]);
    expect(await byTls(id, certificate)).toEqual([401, 401, 401]);
  });

  it('has the use of its credential recorded', async () => {
    const { client_id } = await machines.register(byName(machineNameText));
    await machines.ask(client_id, await machines.issue());
    await machines.server.get(CredentialUses).write();

    const { body } = await machines.server.manage('GET', `clients/${client_id}/credentials`);
    expect(body[0].last_used_at).toMatch(/Z$/);
  });

  it('gets a token with one database statement, however it authenticates', async () => {
    const own = await issueSelfSigned({ subject: 'CN=own' });
    const [{ client_id: one }, { client_id: two }] = [
      await machines.register(byName(machineNameText)),
      await machines.register(byCertificate(own)),
    ];
    const certificate = await machines.issue();
    for (const warm of [machines.ask(one, certificate), machines.ask(two, own)]) expect((await warm).status).toBe(200);

    expect(await fewestStatements(() => machines.ask(one, certificate))).toBeLessThanOrEqual(1);
    expect(await fewestStatements(() => machines.ask(two, own))).toBeLessThanOrEqual(1);
  });
});
