import { createHash, randomUUID } from 'node:crypto';
import type { ClientWithSecret } from '@postern/contracts';
import { issueSelfSigned } from '@postern/dev-pki';
import { signInByPassword } from '@postern/http-browser';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { callbackAddress, registerApplication } from '../support/applications.js';
import { Management } from '../support/management.js';
import { openBrowser } from '../support/people.js';
import { Programs } from './programs.js';

const postern = inject('postern');
let programs: Programs;

beforeAll(async () => {
  programs = await Programs.install(postern, '@azure/msal-node@7.2.3');
}, 300_000);
afterAll(() => programs?.remove());

const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** An API that is an application with a certificate in its manifest, and may go on for people to a further API. */
const prepare = async () => {
  const admin = await Management.asAdministrator(postern);
  const { der, pem, privateKeyPem } = await issueSelfSigned({ subject: 'CN=msal', keyAlgorithm: 'rsa-2048' });
  const digest = (name: string): Buffer => createHash(name).update(der).digest();
  const { client_id: clientId } = await admin.post<ClientWithSecret>('/clients', {
    ...{ name: 'MSAL', app_type: 'non_interactive', grant_types: ['client_credentials', jwtBearer] },
  });
  const entry = { type: 'AsymmetricX509Cert', usage: 'Verify', value: Buffer.from(der).toString('base64') };
  await admin.send('PUT', `/clients/${clientId}/key-credentials`, {
    keyCredentials: [{ ...entry, customKeyIdentifier: digest('sha1').toString('base64'), keyId: randomUUID() }],
  });
  const [own, further] = [`https://${randomUUID()}.example`, `https://${randomUUID()}.example`];
  const scopes = [{ value: 'read' }, { value: 'write' }];
  await admin.post('/resource-servers', { name: 'Own', identifier: own, scopes, client_id: clientId });
  await admin.post('/resource-servers', { name: 'Further', identifier: further, scopes });
  const grant = { client_id: clientId, audience: further, scope: ['read', 'write'], on_behalf_of: true };
  await admin.post('/client-grants', grant);
  const web = await registerApplication(admin, { first_party: true });
  await admin.post('/client-grants', { client_id: web.clientId, audience: own, scope: ['read'] });
  const party = { ...web, redirectUri: callbackAddress, scope: 'openid read', resource: own };
  const { username, password } = postern.admin;
  const { access_token: userToken } = await signInByPassword(openBrowser(postern), party, username, password);
  const thumbprintSha256 = digest('sha256').toString('hex');
  return {
    issuer: postern.issuer,
    clientId,
    privateKey: privateKeyPem,
    thumbprintSha256,
    pem,
    api: further,
    userToken,
  };
};

interface Result {
  readonly requests: number;
  readonly fromCache: boolean;
  readonly hasToken: boolean;
}

describe('@azure/msal-node 7.2.3 with a certificate', () => {
  it.each([
    ['its thumbprint', false],
    ['its thumbprint and x5c', true],
  ])('gets tokens again and again from one object, and asks when its cache misses only: %s', async (_, withX5c) => {
    const { pem, ...input } = await prepare();

    const results = await programs.run<Result[]>('msal', { ...input, ...(withX5c && { x5c: pem }) });

    expect(results.map(({ hasToken }) => hasToken)).toEqual(results.map(() => true));
    // Client credentials: a miss, a hit, and four that skip the cache. On behalf of a person: a miss, a hit, a miss.
    expect(results.map(({ requests }) => requests)).toEqual([1, 0, 1, 1, 1, 1, 1, 0, 1]);
  });
});
