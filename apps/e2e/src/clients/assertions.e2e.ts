import { createPrivateKey, randomUUID } from 'node:crypto';
import type { ClientCredential } from '@postern/contracts';
import { issueSelfSigned } from '@postern/dev-pki';
import { importPKCS8 } from 'jose';
import jwt from 'jsonwebtoken';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { fetchOver } from '../support/applications.js';
import { assertionType, registerSigner, Signer, x5tOf, x5tS256Of } from '../support/assertions.js';
import { pairOf } from '../support/issuing.js';
import { tokenIn } from '../support/machines.js';
import { Management } from '../support/management.js';
import { openBrowser, type PemPair } from '../support/people.js';

const postern = inject('postern');
const { issuer, origins } = postern;
const resource = `${origins.public}/api/v2`;
const scope = 'read:clients';
let admin: Management;
let rsa: PemPair;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
  rsa = pairOf(await issueSelfSigned({ subject: 'CN=signer', keyAlgorithm: 'rsa-2048' }));
});

const use = (token: string) =>
  openBrowser(postern).get(`${origins.public}/api/v2/clients`, { authorization: `Bearer ${token}` });

const signerOf = async (...certificates: readonly PemPair[]) => {
  const { client_id } = await registerSigner(admin, certificates);
  return new Signer(postern, client_id, certificates[0]!);
};

describe('an application that authenticates by a signed assertion', () => {
  it("D1 D2 D3 gets and uses a token with jsonwebtoken, as Microsoft's document shows it", async () => {
    const { clientId } = await signerOf(rsa);
    const assertion = jwt.sign({}, createPrivateKey(rsa.key), {
      algorithm: 'RS256',
      header: { alg: 'RS256', typ: 'JWT', x5t: x5tOf(rsa) },
      audience: `${issuer}/token`,
      issuer: clientId,
      subject: clientId,
      jwtid: randomUUID(),
      notBefore: 0,
      expiresIn: 600,
    });
    // The document's own request: no client secret, the API in the scope.
    const answer = await openBrowser(postern).postForm(`${issuer}/token`, {
      scope: `${resource}/.default`,
      client_id: clientId,
      client_assertion_type: assertionType,
      client_assertion: assertion,
      grant_type: 'client_credentials',
    });

    expect((await use(tokenIn(answer))).status).toBe(200);
  });

  it('gets and uses one with openid-client', async () => {
    const { clientId } = await signerOf(rsa);
    const key = await importPKCS8(rsa.key, 'RS256');
    const config = await openid.discovery(
      new URL(issuer),
      clientId,
      {},
      openid.PrivateKeyJwt(key, {
        [openid.modifyAssertion]: (header) => {
          header['x5t#S256'] = x5tS256Of(rsa);
        },
      }),
      { [openid.customFetch]: fetchOver(openBrowser(postern)) as openid.CustomFetch },
    );

    const { access_token: token } = await openid.clientCredentialsGrant(config, { resource, scope });

    expect((await use(token)).status).toBe(200);
    expect((await openid.tokenIntrospection(config, token)).active).toBe(true);
    await openid.tokenRevocation(config, token);
    expect((await openid.tokenIntrospection(config, token)).active).toBe(false);
  });

  it('gets and uses one with oauth4webapi, which names the key by its registered kid', async () => {
    const ec = pairOf(await issueSelfSigned({ subject: 'CN=ec' }));
    const { clientId } = await signerOf(ec);
    const [credential] = await admin.get<readonly ClientCredential[]>(`/clients/${clientId}/credentials`);
    const http = { [oauth.customFetch]: fetchOver(openBrowser(postern)) };
    const url = new URL(issuer);
    const server = await oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, http));
    const client = { client_id: clientId };
    const key = { key: await importPKCS8(ec.key, 'ES256'), kid: credential?.kid ?? '' };

    const response = await oauth.clientCredentialsGrantRequest(
      server,
      client,
      oauth.PrivateKeyJwt(key),
      { resource, scope },
      http,
    );
    const { access_token: token } = await oauth.processClientCredentialsResponse(server, client, response);

    expect((await use(token)).status).toBe(200);
    expect(server.token_endpoint_auth_methods_supported).toContain('private_key_jwt');
    expect(server.token_endpoint_auth_signing_alg_values_supported).toEqual(['RS256', 'PS256', 'ES256']);
  });

  it('rotates its certificate: both are good, then only the new one', async () => {
    const next = pairOf(await issueSelfSigned({ subject: 'CN=next', keyAlgorithm: 'rsa-2048' }));
    const former = await signerOf(rsa);
    const path = `/clients/${former.clientId}`;
    const [first] = await admin.get<readonly ClientCredential[]>(`${path}/credentials`);
    const second = await admin.post<ClientCredential>(`${path}/credentials`, {
      ...{ name: 'Next', credential_type: 'x509_cert', pem: next.cert },
    });
    const associate = (...ids: readonly string[]) =>
      admin.patch(path, {
        client_authentication_methods: { private_key_jwt: { credentials: ids.map((id) => ({ id })) } },
      });
    const successor = new Signer(postern, former.clientId, next);
    const statuses = async () => [(await former.ask()).status, (await successor.ask()).status];

    expect(await statuses()).toEqual([200, 401]);
    await associate(first!.id, second.id);
    expect(await statuses()).toEqual([200, 200]);
    await associate(second.id);
    expect(await statuses()).toEqual([401, 200]);
    await admin.delete(`${path}/credentials/${first!.id}`);
  });

  it('A8 A9 cannot use its secret until it switches back', async () => {
    const { client_id, client_secret } = await registerSigner(admin, [rsa], {
      client_authentication_methods: undefined,
    });
    const credential = await admin.post<ClientCredential>(`/clients/${client_id}/credentials`, {
      ...{ name: 'Own', credential_type: 'x509_cert', pem: rsa.cert },
    });
    const signer = new Signer(postern, client_id, rsa);
    const withSecret = async () =>
      (
        await signer.form('token', {
          ...{ grant_type: 'client_credentials', client_id, client_secret: client_secret ?? '', resource, scope },
        })
      ).status;
    const change = (body: object) => admin.patch(`/clients/${client_id}`, body);
    const both = async () => [await withSecret(), (await signer.ask()).status];

    expect(await both()).toEqual([200, 401]);
    await change({
      token_endpoint_auth_method: null,
      client_authentication_methods: { private_key_jwt: { credentials: [{ id: credential.id }] } },
    });
    expect(await both()).toEqual([401, 200]);
    await change({ token_endpoint_auth_method: 'client_secret_post', client_authentication_methods: null });
    expect(await both()).toEqual([200, 401]);
  });
});
