import { createAuthority, issueSelfSigned, type Issued } from '@postern/dev-pki';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byCertificate, Machines } from '../../testing/machines.js';

let machines: Machines;

beforeAll(async () => {
  machines = await Machines.start();
});
afterAll(() => machines?.stop());

describe('RFC 8705 §2.2 self_signed_tls_client_auth', () => {
  let certificate: Issued;
  let client_id: string;
  beforeAll(async () => {
    certificate = await issueSelfSigned({ subject: 'CN=own' });
    ({ client_id } = await machines.register(byCertificate(certificate)));
  });

  it('gets a token with the registered certificate', async () => {
    expect((await machines.ask(client_id, certificate)).status).toBe(200);
  });

  it('A10 A12 accepts two at once, including the default of openssl: RSA 2048, marked as a CA', async () => {
    const first = await createAuthority({ subject: 'CN=openssl', keyAlgorithm: 'rsa-2048', keyUsages: null });
    const second = await createAuthority({ subject: 'CN=openssl', keyAlgorithm: 'rsa-2048', keyUsages: null });
    const { client_id } = await machines.register(byCertificate(first, second));

    expect((await machines.ask(client_id, first)).status).toBe(200);
    expect((await machines.ask(client_id, second)).status).toBe(200);
  });

  it.each<[string, () => Promise<Issued>]>([
    ['another self-signed certificate with the same name', () => issueSelfSigned({ subject: 'CN=own' })],
    ['another certificate of the same key', () => issueSelfSigned({ subject: 'CN=own', keys: certificate.keys })],
    ['a certificate of a trusted authority with the same name', () => machines.issue({ subject: 'CN=own' })],
  ])('refuses %s', async (_, make) => {
    await machines.expectRefused(
      await machines.ask(client_id, await make()),
      client_id,
      'certificate.unregistered',
      'not registered',
    );
  });

  it("refuses another application's certificate", async () => {
    const other = await issueSelfSigned({ subject: 'CN=other' });
    const { client_id: otherId } = await machines.register(byCertificate(other));
    expect((await machines.ask(otherId, other)).status).toBe(200);

    await machines.expectRefused(await machines.ask(client_id, other), client_id, 'certificate.unregistered');
  });

  it('refuses a registered certificate once it has expired', async () => {
    const brief = await issueSelfSigned({ subject: 'CN=brief', notAfter: new Date(Date.now() + 2500) });
    const { client_id } = await machines.register(byCertificate(brief));
    expect((await machines.ask(client_id, brief)).status).toBe(200);

    await expect.poll(async () => (await machines.ask(client_id, brief)).status).toBe(401);
    await machines.expectRefused(await machines.ask(client_id, brief), client_id, 'certificate.expired', 'has expired');
  });

  it('refuses a certificate as soon as it is no longer associated', async () => {
    const [first, second] = [await issueSelfSigned({ subject: 'CN=1' }), await issueSelfSigned({ subject: 'CN=2' })];
    const { client_id } = await machines.register(byCertificate(first, second));
    const { body } = await machines.server.manage('GET', `clients/${client_id}/credentials`);
    const kept = (body as { id: string; subject_dn: string }[]).filter(({ subject_dn }) => subject_dn === 'CN=2');

    const { status } = await machines.server.manage('PATCH', `clients/${client_id}`, {
      client_authentication_methods: {
        self_signed_tls_client_auth: { credentials: kept.map(({ id }) => ({ id })) },
      },
    });

    expect(status).toBe(200);
    expect((await machines.ask(client_id, second)).status).toBe(200);
    await machines.expectRefused(await machines.ask(client_id, first), client_id, 'certificate.unregistered');
  });
});
