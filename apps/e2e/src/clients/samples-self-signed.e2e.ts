import type { ClientCredential, ClientRecord, ClientWithSecret } from '@postern/contracts';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { MethodReader } from '../support/following-a-guide.js';
import { hasPython } from '../support/reader.js';

const postern = inject('postern');
let reader: MethodReader;
let client: ClientWithSecret;

beforeAll(async () => {
  reader = await MethodReader.open(postern, 'self-signed-mtls.md');
});
afterAll(() => reader?.close());

const expectedClaims = () => ({ aud: reader.api, client_id: client.client_id, scope: 'read:invoices' });
const credentials = () => reader.management.get<ClientCredential[]>(`/clients/${client.client_id}/credentials`);

describe('the guide to self-signed certificates, followed from top to bottom', () => {
  it('registers a new application', async () => {
    await reader.run('make');

    client = await reader.register('create');

    expect(client).toMatchObject({ token_endpoint_auth_method: null, client_secret: null });
    expect(await credentials()).toMatchObject([
      { credential_type: 'x509_cert', name: 'First', used_by: ['self_signed_tls_client_auth'] },
    ]);
  });

  it.each(['token-curl', 'token-node'])('gets a token: %s', async (sample) => {
    expect(await reader.claims(sample)).toMatchObject(expectedClaims());
  });

  it.runIf(hasPython)('gets a token: token-python', async () => {
    expect(await reader.claims('token-python')).toMatchObject(expectedClaims());
  });

  it('moves an application that is there from its secret to the certificate', async () => {
    client = await reader.registerWithSecret();
    const added = await reader.runForJson<ClientCredential>('add');
    expect(added.used_by).toEqual([]);
    reader.set({ FIRST: added.id });

    const changed = await reader.runForJson<ClientRecord>('use');

    expect(changed.client_authentication_methods).toEqual({
      self_signed_tls_client_auth: { credentials: [{ id: added.id }] },
    });
    expect(await reader.claims('token-curl')).toMatchObject(expectedClaims());
  });

  it('rotates without a gap', async () => {
    const next = await reader.runForJson<ClientCredential>('next');
    reader.set({ NEXT: next.id });
    await reader.run('both');
    expect(await reader.claims('token-curl')).toMatchObject(expectedClaims());

    for (const kind of ['key', 'crt'])
      renameSync(join(reader.folder, `next.${kind}`), join(reader.folder, `client.${kind}`));
    expect(await reader.claims('token-curl')).toMatchObject(expectedClaims());

    await reader.run('only-next');
    expect(await reader.claims('token-curl')).toMatchObject(expectedClaims());
    expect((await credentials()).map(({ id }) => id)).toEqual([next.id]);
  });

  it('binds its tokens to the certificate, as the overview says', async () => {
    await reader.run('bind', reader.overview);

    expect(await reader.claims('token-curl')).toMatchObject({
      cnf: { 'x5t#S256': (await credentials())[0]?.thumbprint_sha256 },
    });
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
    expect([...reader.left, ...reader.overview.unused]).toEqual([]);
  });
});
