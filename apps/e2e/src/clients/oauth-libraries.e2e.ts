import { readFileSync } from 'node:fs';
import { HttpBrowser } from '@postern/http-browser';
import { issueSelfSigned } from '@postern/dev-pki';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { fetchOver } from '../support/applications.js';
import { pairOf } from '../support/issuing.js';
import { byCertificate, registerMachine } from '../support/machines.js';
import { Management } from '../support/management.js';
import { type PemPair, readPair } from '../support/people.js';

const postern = inject('postern');
const { issuer, origins, ca, demoMachine } = postern;
const resource = `${origins.public}/api/v2`;
const scope = 'read:clients';

const fetchWith = (certificate: PemPair) =>
  fetchOver(new HttpBrowser({ ca: readFileSync(ca, 'utf8'), certificateOrigin: origins.clients, certificate }));

/** Both kinds of mutual TLS, as an application is registered for them. */
const applications: Readonly<
  Record<string, () => Promise<{ readonly clientId: string; readonly certificate: PemPair }>>
> = {
  tls_client_auth: async () => ({
    clientId: demoMachine!.client_id,
    certificate: readPair(demoMachine!.certificate),
  }),
  self_signed_tls_client_auth: async () => {
    const certificate = pairOf(await issueSelfSigned({ subject: 'CN=own' }));
    const { client_id: clientId } = await registerMachine(admin, byCertificate(certificate));
    return { clientId, certificate };
  },
};
let admin: Management;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
});

describe.each(Object.entries(applications))('an application that authenticates by %s', (_method, register) => {
  it('gets and uses a token with openid-client, which uses mtls_endpoint_aliases', async () => {
    const { clientId, certificate } = await register();
    const config = await openid.discovery(
      new URL(issuer),
      clientId,
      { use_mtls_endpoint_aliases: true },
      openid.TlsClientAuth(),
      { [openid.customFetch]: fetchWith(certificate) as openid.CustomFetch },
    );

    const { access_token: token } = await openid.clientCredentialsGrant(config, { resource, scope });
    const answer = await openid.fetchProtectedResource(
      config,
      token,
      new URL(`${origins.clients}/api/v2/clients`),
      'GET',
    );
    const introspection = await openid.tokenIntrospection(config, token);

    expect([answer.status, introspection.active]).toEqual([200, true]);
  });

  it('gets one with oauth4webapi', async () => {
    const { clientId, certificate } = await register();
    const http = { [oauth.customFetch]: fetchWith(certificate) };
    const url = new URL(issuer);
    const server = await oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, http));
    const client = { client_id: clientId, use_mtls_endpoint_aliases: true };

    const response = await oauth.clientCredentialsGrantRequest(
      server,
      client,
      oauth.TlsClientAuth(),
      { resource, scope },
      http,
    );
    const { access_token: token } = await oauth.processClientCredentialsResponse(server, client, response);
    await oauth.processRevocationResponse(
      await oauth.revocationRequest(server, client, oauth.TlsClientAuth(), token, http),
    );
    const introspected = await oauth.introspectionRequest(server, client, oauth.TlsClientAuth(), token, http);

    expect((await oauth.processIntrospectionResponse(server, client, introspected)).active).toBe(false);
  });
});
