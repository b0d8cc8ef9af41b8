import { createHash } from 'node:crypto';
import { RevocationLists } from '@postern/certificate-kit';
import type { Issued } from '@postern/dev-pki';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { byName, machineNameText, Machines } from '../../testing/machines.js';

let machines: Machines;
let certificate: Issued;
let clientId: string;

beforeAll(async () => {
  machines = await Machines.start();
});
afterAll(() => machines?.stop());
beforeEach(async () => {
  certificate = await machines.issue();
  ({ client_id: clientId } = await machines.register(byName(machineNameText), {
    tls_client_certificate_bound_access_tokens: true,
  }));
});

const block = async (): Promise<void> => {
  const { status, text } = await machines.server.manage('POST', 'revocation/blocks', {
    certificate: certificate.pem,
    reason: 'stolen',
  });
  if (status !== 201) throw new Error(text);
};

describe("an application's certificate that an administrator blocks", () => {
  it('gets no token, and the tokens that are bound to it end', async () => {
    const { body } = await machines.ask(clientId, certificate);
    const stored = () =>
      machines.server.sql(
        `select 1 from oidc_artifact where certificate = $1 and model in ('AccessToken', 'ClientCredentials')`,
        [createHash('sha256').update(certificate.der).digest()],
      );
    expect(body).toHaveProperty('access_token');
    expect(await stored()).toHaveLength(1);
    const before = await machines.server.get(RevocationLists).current();

    await block();

    expect((await machines.ask(clientId, certificate)).body).toMatchObject({
      error: 'invalid_client',
      error_description: expect.stringContaining('blocked') as string,
    });
    await expect.poll(stored).toEqual([]);
    // Another object ends cached decisions of Nginx and upgraded connections.
    expect(await machines.server.get(RevocationLists).current()).not.toBe(before);
  });
});
