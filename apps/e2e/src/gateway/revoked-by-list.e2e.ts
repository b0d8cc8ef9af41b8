import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GatewayApi, RevocationAuthority } from '@postern/contracts';
import { type Authority, createAuthority, createCrl, type Issued, issueCertificate } from '@postern/dev-pki';
import { redeem } from '@postern/http-browser';
import type { RunningPostern } from '@postern/local';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMtlsMethod, createPerson, provisionCertificate } from '../support/accounts.js';
import { type Application, callbackAddress, refresh, registerApplication } from '../support/applications.js';
import { query } from '../support/database.js';
import { pairOf } from '../support/issuing.js';
import { type LogoutReceiver, receiveLogouts } from '../support/logout-receiver.js';
import { claimsOf, openBrowserWith } from '../support/people.js';
import { beginSignIn, certificateAddress } from '../support/sign-in-page.js';
import { startTestPostern, stopTestPostern } from '../support/start-postern.js';
import { call } from './support/calls.js';
import { Gateway } from './support/gateway.js';
import { sha256Of } from './support/thumbprints.js';
import { openWebSocket, speakWebSocket } from './support/web-socket.js';

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));

let running: RunningPostern;
let gateway: Gateway;
let authority: Authority;
let methodId: string;
let api: GatewayApi;
let application: Application;
let receiver: LogoutReceiver;
let upstream: Server;
/** The CA's web server, and how often it was asked. */
let lists: Server;
let list: Uint8Array;
let asked = 0;

const listOf = async (number: number, ...revoked: readonly Issued[]): Promise<Uint8Array> => {
  const revokedSerials = revoked.map(({ certificate }) => certificate.serialNumber);
  return (await createCrl(authority, { number, revokedSerials })).der;
};

beforeAll(async () => {
  running = await startTestPostern({ servers: 2 });
  const { config } = running;
  gateway = await Gateway.of(config);
  authority = await createAuthority({ subject: 'CN=Staff', pathLength: 0 });
  const params = { trustAnchors: [authority.pem] };
  ({ id: methodId } = await createMtlsMethod(gateway.admin, { params }));
  await gateway.addTrustAnchor(authority);
  upstream = createServer((_, response) => response.end());
  speakWebSocket(upstream);
  const url = `http://127.0.0.1:${await listen(upstream)}`;
  api = await gateway.addApi(await gateway.addUpstream({ url, ca: authority.pem }), {
    ...{ type: 'validate', trust: true, notBefore: true, notAfter: true, revocation: true, trustAnchorIds: [] },
  });
  receiver = await receiveLogouts(config);
  application = await registerApplication(gateway.admin, {
    ...{ first_party: true, backchannel_logout_uri: receiver.address },
    scopes: ['openid', 'offline_access'],
  });
  list = await listOf(1);
  lists = createServer((_, response) => {
    asked += 1;
    response.end(list);
  });
  await listen(lists);
});
afterAll(async () => {
  receiver?.close();
  for (const server of [upstream, lists]) {
    server?.closeAllConnections();
    server?.close();
  }
  await stopTestPostern(running);
});

/** The list is fetched from now on. @returns id of the CA */
const useList = async (): Promise<string> => {
  const all = await gateway.admin.get<readonly RevocationAuthority[]>('/revocation/authorities');
  const { id } = all.find(({ certificate }) => certificate.sha256 === sha256Of(authority))!;
  const address = `http://127.0.0.1:${(lists.address() as AddressInfo).port}/staff.crl`;
  await gateway.admin.patch(`/revocation/authorities/${id}`, { source: 'address', address, insideNetwork: true });
  return id;
};

/** Somebody with a certificate, who signs in to the application. */
const signedIn = async (name: string) => {
  const certificate = await issueCertificate(authority, { subject: `CN=${name}` });
  const person = await createPerson(gateway.admin, name);
  await provisionCertificate(gateway.admin, methodId, person, pairOf(certificate));
  const browser = openBrowserWith(running.config, pairOf(certificate));
  const page = await beginSignIn(running.config, browser, {
    ...{ party: application, scope: 'openid offline_access' },
  });
  const { location } = await browser.follow(await certificateAddress(page, methodId), (address) =>
    address.startsWith(callbackAddress),
  );
  const code = new URL(location ?? '').searchParams.get('code') ?? '';
  const tokens = await redeem(browser, application, code, page.request.verifier);
  const renew = async () => (await refresh(browser, application, tokens.refresh_token)).status;
  return { certificate, browser, tokens, renew };
};

describe('a certificate that appears on a fetched list', () => {
  it('ends its WebSocket, session and tokens within a minute, notifies the application, and is fetched once by two servers', async () => {
    const { config } = running;
    await useList();
    const [ada, bob] = [await signedIn('Ada'), await signedIn('Bob')];
    const sockets = [
      await openWebSocket(config, api, ada.certificate),
      await openWebSocket(config, api, bob.certificate),
    ];
    const closedAt: number[] = [];
    sockets[0]!.socket.on('close', () => closedAt.push(performance.now()));
    const before = asked;

    list = await listOf(2, ada.certificate);
    const revokedAt = performance.now();
    // Its time has come: whichever server sees it first fetches it.
    await query(config, 'update revocation_source set next_fetch_at = now()');
    await expect.poll(() => receiver.tokens.length, { timeout: 60_000, interval: 100 }).toBe(1);
    await expect.poll(() => closedAt.length, { timeout: 60_000, interval: 100 }).toBe(1);

    expect(closedAt[0]! - revokedAt).toBeLessThan(60_000);
    const keys = createLocalJWKSet(await ada.browser.getJson<JSONWebKeySet>(`${config.issuer}/jwks`));
    const { payload } = await jwtVerify(receiver.tokens[0]!, keys, {
      ...{ issuer: config.issuer, audience: application.clientId, typ: 'logout+jwt' },
    });
    expect(payload).toMatchObject({ sid: claimsOf(ada.tokens.id_token)['sid'] });
    expect(await ada.renew()).toBe(400);
    const statusOf = async (certificate: Issued) => (await call(config, api.draft.pathPrefix, { certificate })).status;
    expect([await statusOf(ada.certificate), await statusOf(bob.certificate)]).toEqual([401, 200]);
    expect(asked - before).toBe(1);
    expect(await bob.renew()).toBe(200);
    for (const { socket } of sockets) socket.destroy();
  }, 150_000);

  it('is fetched once more by the server that is left, when the other was killed', async () => {
    const before = asked;
    await running.killServer(0);
    list = await listOf(3);
    await query(running.config, 'update revocation_source set next_fetch_at = now()');

    await expect.poll(() => asked - before, { timeout: 30_000 }).toBe(1);
    await running.restartServer(0);
  }, 60_000);
});
