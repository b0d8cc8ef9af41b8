import type { ClientWithSecret } from '@postern/contracts';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { MethodReader } from '../support/following-a-guide.js';
import { hasPython } from '../support/reader.js';

const postern = inject('postern');
let reader: MethodReader;
let client: ClientWithSecret;

beforeAll(async () => {
  reader = await MethodReader.open(postern, 'client-secret.md');
});
afterAll(() => reader?.close());

const expectedClaims = () => ({ aud: reader.api, client_id: client.client_id, scope: 'read:invoices' });

describe('the guide to secrets, followed from top to bottom', () => {
  it('registers a new application', async () => {
    client = await reader.register('create');

    expect(client.client_secret).toHaveLength(43);
    reader.set({ CLIENT_SECRET: client.client_secret ?? '' });
  });

  it.each(['token-curl', 'token-node'])('gets a token: %s', async (sample) => {
    expect(await reader.claims(sample)).toMatchObject(expectedClaims());
  });

  it.runIf(hasPython)('gets a token: token-python', async () => {
    expect(await reader.claims('token-python')).toMatchObject(expectedClaims());
  });

  it('rotates, and the secret before is refused at once', async () => {
    const { client_secret: next } = await reader.runForJson<ClientWithSecret>('rotate');

    await expect(reader.run('token-curl')).rejects.toThrow('the client secret is wrong');
    reader.set({ CLIENT_SECRET: next ?? '' });
    expect(await reader.claims('token-curl')).toMatchObject(expectedClaims());
  });

  it('has no sample that was not run', () => {
    expect(reader.left).toEqual([]);
  });
});
