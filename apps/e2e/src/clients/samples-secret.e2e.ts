import type { ClientWithSecret } from '@postern/contracts';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { decodeJwt } from 'jose';
import { newCertificate, x5tS256 } from '../support/certificate-clients.js';
import { MethodReader } from '../support/following-a-guide.js';
import { errorIn, Machine, tokenIn } from '../support/machines.js';
import type { PemPair } from '../support/people.js';
import { hasPython } from '../support/reader.js';

const postern = inject('postern');
let reader: MethodReader;
let client: ClientWithSecret;
let secret: string;

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
    secret = next ?? '';
    reader.set({ CLIENT_SECRET: secret });
    expect(await reader.claims('token-curl')).toMatchObject(expectedClaims());
  });

  it('binds its tokens to whatever certificate it shows besides, as the overview says', async () => {
    await reader.run('bind', reader.overview);
    const ask = async (certificate?: PemPair) =>
      new Machine(postern, certificate).form('token', {
        ...{ grant_type: 'client_credentials', client_id: client.client_id, resource: reader.api },
        client_secret: secret,
      });
    await reader.management.patch(`/clients/${client.client_id}`, { token_endpoint_auth_method: 'client_secret_post' });
    const certificate = await newCertificate();

    expect(errorIn(await ask())).toEqual({ status: 400, error: 'invalid_grant' });
    expect(decodeJwt(tokenIn(await ask(certificate)))).toMatchObject({ cnf: { 'x5t#S256': x5tS256(certificate) } });
  });

  it('has no untested sample', () => {
    expect(reader.left).toEqual([]);
  });
});
