import { renameSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientRecord, ClientWithSecret, KeyCredentialManifest } from '@postern/contracts';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { MethodReader } from '../support/following-a-guide.js';
import { hasPython } from '../support/reader.js';

const postern = inject('postern');
let reader: MethodReader;
let client: ClientWithSecret;

beforeAll(async () => {
  reader = await MethodReader.open(postern, 'signed-assertion.md');
});
afterAll(() => reader?.close());

const expectedClaims = () => ({ aud: reader.api, client_id: client.client_id, scope: 'read:invoices' });

describe('the guide to signed assertions, followed from top to bottom', () => {
  it('registers a new application', async () => {
    await reader.run('make');

    client = await reader.register('create');

    expect(client).toMatchObject({ token_endpoint_auth_method: null, client_secret: null });
  });

  it.each(['token-curl', 'token-node'])('gets a token: %s', async (sample) => {
    expect(await reader.claims(sample)).toMatchObject(expectedClaims());
  });

  it.runIf(hasPython)('gets a token: token-python', async () => {
    expect(await reader.claims('token-python')).toMatchObject(expectedClaims());
  });

  it('D5 moves an application that is there from its secret to its manifest', async () => {
    client = await reader.registerWithSecret();

    const { keyCredentials } = await reader.runForJson<KeyCredentialManifest>('manifest');

    expect(keyCredentials).toMatchObject([{ type: 'AsymmetricX509Cert', usage: 'Verify' }]);
    reader.set({ KEY: keyCredentials[0]?.keyId ?? '' });
    expect(await reader.claims('token-curl')).toMatchObject(expectedClaims());
  });

  it('rotates without a gap', async () => {
    const [old] = (await reader.runForJson<KeyCredentialManifest>('manifest')).keyCredentials;
    const both = (await reader.runForJson<KeyCredentialManifest>('both')).keyCredentials;
    expect([both.length, both.some(({ keyId }) => keyId === old?.keyId)]).toEqual([2, true]);
    expect(await reader.claims('token-curl')).toMatchObject(expectedClaims());

    const only = (await reader.runForJson<KeyCredentialManifest>('only-next')).keyCredentials;
    expect(only.map(({ displayName }) => displayName)).toEqual(['Next']);
    await expect(reader.run('token-curl')).rejects.toThrow('is not registered for this application');

    for (const kind of ['key', 'crt'])
      renameSync(join(reader.folder, `next.${kind}`), join(reader.folder, `client.${kind}`));
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
