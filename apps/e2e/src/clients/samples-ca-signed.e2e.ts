import type { ClientCredential, ClientRecord, ClientTrustAnchor, ClientWithSecret } from '@postern/contracts';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { MethodReader } from '../support/following-a-guide.js';
import { hasPython } from '../support/reader.js';

const postern = inject('postern');
let reader: MethodReader;
let anchor: ClientTrustAnchor | undefined;
let client: ClientWithSecret;

beforeAll(async () => {
  reader = await MethodReader.open(postern, 'ca-signed-mtls.md');
});
afterAll(async () => {
  if (anchor !== undefined) await reader.management.delete(`/client-trust-anchors/${anchor.id}`);
  reader?.close();
});

const expectedClaims = () => ({ aud: reader.api, client_id: client.client_id, scope: 'read:invoices' });

describe('the guide to CA-signed certificates, followed from top to bottom', () => {
  it('trusts an authority, which signs a certificate', async () => {
    await reader.run('authority');
    anchor = await reader.runForJson<ClientTrustAnchor>('trust');
    await reader.run('request');

    await reader.run('sign');

    expect(anchor).toMatchObject({ name: 'Example machines' });
  });

  it('registers a new application by its subject name', async () => {
    client = await reader.register('create');

    expect(client).toMatchObject({ token_endpoint_auth_method: null, client_secret: null });
  });

  it.each(['token-curl', 'token-node'])('gets a token: %s', async (sample) => {
    expect(await reader.claims(sample)).toMatchObject(expectedClaims());
  });

  it.runIf(hasPython)('gets a token: token-python', async () => {
    expect(await reader.claims('token-python')).toMatchObject(expectedClaims());
  });

  it('moves an application that is there from its secret to the name in its certificate', async () => {
    client = await reader.registerWithSecret();
    const added = await reader.runForJson<ClientCredential>('add');
    expect(added).toMatchObject({ subject_dn: 'CN=payroll,O=Example Corp,C=DE', certificate: null, used_by: [] });
    reader.set({ NAME: added.id });

    await reader.run('use');

    expect(await reader.claims('token-curl')).toMatchObject(expectedClaims());
  });

  it('keeps an alternative name', async () => {
    expect(await reader.runForJson<ClientCredential>('san')).toMatchObject({
      credential_type: 'cert_san',
      san: { type: 'uri', value: 'spiffe://example.org/payroll' },
    });
  });

  it('renews with nothing to do', async () => {
    await reader.run('renew');

    expect(await reader.claims('token-curl')).toMatchObject(expectedClaims());
  });

  it('goes back to the secret', async () => {
    const changed = await reader.runForJson<ClientRecord>('revert');

    expect(changed).toMatchObject({
      token_endpoint_auth_method: 'client_secret_post',
      client_authentication_methods: null,
    });
    await expect(reader.run('token-curl')).rejects.toThrow('another authentication method');
  });

  it('has no untested sample', () => {
    expect(reader.left).toEqual([]);
  });
});
