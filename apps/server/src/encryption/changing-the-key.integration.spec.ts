import { randomUUID } from 'node:crypto';
import { issueSelfSigned } from '@postern/dev-pki';
import { authorizationRequest } from '@postern/http-browser';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerClient } from '../../testing/assertion-clients.js';
import { Browser } from '../../testing/browser.js';
import { seedPeople } from '../../testing/seed-people.js';
import { issuer, newEncryptionKey, publicOrigin, TestServer } from '../../testing/test-server.js';
import { encryptAnew } from './encrypt-anew.js';

const [former, fresh] = [newEncryptionKey(), newEncryptionKey()];
const redirectUri = 'https://app.test/callback';
const person = { username: 'ada', name: 'Ada', password: 'a long enough passphrase' };

/** Server processes in the order in which they replace one another: they share a database. */
let before: TestServer;
let prepared: TestServer;
let changed: TestServer;
let after: TestServer;
let client: { readonly id: string; readonly secret: string };
let apiId: string;

/** @param shared the database of the first one */
const startWith = (shared: string | undefined, key: string, ...others: readonly string[]): Promise<TestServer> =>
  TestServer.start(shared, {
    POSTERN_ENCRYPTION_KEY: key,
    POSTERN_ENCRYPTION_KEY_PREVIOUS: others.join(','),
  });

/** An API whose upstream is shown a certificate, so that reading it decrypts that key. */
const storeGatewayKey = async (server: TestServer): Promise<string> => {
  const { pem, privateKeyPem: key } = await issueSelfSigned({ subject: 'CN=gateway' });
  const id = randomUUID();
  await server.manage('POST', 'gateway/certificates', { id, pem, key });
  const credential = { type: 'certificate', certificateId: id };
  const upstream = { name: id, url: 'https://127.0.0.1:8443', credential };
  const { body } = await server.manage('POST', 'gateway/upstreams', upstream);
  const api = { name: id, pathPrefix: `/${id}`, upstreamId: (body as { id: string }).id };
  const answer = await server.manage('POST', 'gateway/apis', api);
  if (answer.status !== 201) throw new Error(answer.text);
  return (answer.body as { id: string }).id;
};

const opensGatewayKey = async (server: TestServer, id = apiId): Promise<boolean> =>
  (await server.manage('POST', `gateway/apis/${id}/validate`)).status === 200;

const party = () => ({ issuer, clientId: client.id, redirectUri, scope: 'openid' });
const codeIn = (location: unknown): string => new URL(String(location)).searchParams.get('code') ?? '';

const redeem = async (server: TestServer, code: string, verifier: string) => {
  const credentials = { client_id: client.id, client_secret: client.secret };
  const grant = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier };
  const { body, text } = await server.token({ ...credentials, ...grant });
  if (body?.id_token === undefined) throw new Error(text);
  return body as { readonly id_token: string; readonly access_token: string };
};

/** Signs in, each step at the next of the given servers, so each has to accept what another signed. */
const signIn = async (browser: Browser, ...servers: readonly TestServer[]) => {
  let step = 0;
  const next = () => servers[step++ % servers.length]!;
  const request = authorizationRequest(party(), { prompt: 'login' });
  const page = await browser.get(next(), request.url);
  const uid = String(page.headers['location']).split('/').at(-1) ?? '';
  const { methods } = (await browser.get(next(), `/api/interaction/${uid}`)).body as {
    readonly methods: readonly { readonly action: { readonly submitUrl: string } }[];
  };
  const values = { username: person.username, password: person.password };
  const submitted = await browser.post(next(), methods[0]!.action.submitUrl, { values });
  let location = (submitted.body as { location: string }).location;
  while (!location.startsWith(redirectUri)) {
    location = String((await browser.get(next(), location)).headers['location']);
  }
  return redeem(next(), codeIn(location), request.verifier);
};

const isSignedIn = async (browser: Browser, server: TestServer): Promise<boolean> => {
  const { headers } = await browser.get(server, authorizationRequest(party(), { prompt: 'none' }).url);
  return codeIn(headers['location']) !== '';
};

const verifies = async (server: TestServer, idToken: string): Promise<boolean> => {
  const keys = (await server.send('/oidc/jwks')).body as JSONWebKeySet;
  return jwtVerify(idToken, createLocalJWKSet(keys)).then(
    () => true,
    () => false,
  );
};

beforeAll(async () => {
  before = await startWith(undefined, former);
  await seedPeople(before, [person]);
  client = await registerClient(before, {
    app_type: 'regular_web',
    redirect_uris: [redirectUri],
    token_endpoint_auth_method: 'client_secret_post',
    first_party: true,
  });
  apiId = await storeGatewayKey(before);
  prepared = await startWith(before.databaseUrl, former, fresh);
  changed = await startWith(before.databaseUrl, fresh, former);
});

afterAll(async () => {
  for (const server of [after, changed, prepared, before]) await server?.stop();
});

describe('while the encryption key is changed', () => {
  const pairs: readonly (readonly [string, () => readonly [TestServer, TestServer]])[] = [
    ['learns the new key', () => [before, prepared]],
    ['begins to use it', () => [prepared, changed]],
  ];
  it.each(pairs)('two servers, of which one %s already, work together', async (_name, pick) => {
    const [one, other] = pick();
    const browser = new Browser();

    const tokens = await signIn(browser, one, other);
    const back = await signIn(new Browser(), other, one);

    for (const server of [one, other]) {
      expect(await isSignedIn(browser, server)).toBe(true);
      expect(await verifies(server, tokens.id_token)).toBe(true);
      expect(await verifies(server, back.id_token)).toBe(true);
      expect(
        (await server.send('/oidc/me', { headers: { authorization: `Bearer ${tokens.access_token}` } })).status,
      ).toBe(200);
      expect(await opensGatewayKey(server)).toBe(true);
      expect(await opensGatewayKey(server, await storeGatewayKey(one))).toBe(true);
      expect(await opensGatewayKey(server, await storeGatewayKey(other))).toBe(true);
    }
  });

  it('leaves no signature of one sign-in behind for the next one', async () => {
    const browser = new Browser();

    await signIn(browser, prepared, changed);

    const sentEverywhere = browser.cookies.header(new URL(publicOrigin));
    expect(sentEverywhere).toContain('session.sig=');
    expect(sentEverywhere).not.toMatch(/interaction|resume/);
    await signIn(browser, prepared, changed);
  });

  it('all secrets are encrypted again while servers run, and the former key can be removed', async () => {
    const stays = new Browser();
    const { id_token: idToken, access_token: token } = await signIn(stays, prepared);
    expect(await isSignedIn(stays, changed)).toBe(true);
    const [away, late] = [new Browser(), new Browser()];
    for (const browser of [away, late]) await signIn(browser, prepared);
    const database = changed.get(DataSource);
    const keys = { POSTERN_ENCRYPTION_KEY: fresh, POSTERN_ENCRYPTION_KEY_PREVIOUS: [former] };

    const [signing, gateway] = await encryptAnew(database, keys);

    expect([signing?.renewed.length, signing?.unopened.length]).toEqual([2, 0]);
    expect(gateway?.renewed.length).toBeGreaterThan(0);
    after = await startWith(before.databaseUrl, fresh);
    expect(await isSignedIn(stays, after)).toBe(true);
    expect(await verifies(after, idToken)).toBe(true);
    expect((await after.send('/oidc/me', { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
    expect(await opensGatewayKey(after)).toBe(true);
    // A browser returns after the change with a cookie of the former key: the days in the report are for this.
    expect(await isSignedIn(away, after)).toBe(false);
    expect(await isSignedIn(late, changed)).toBe(true);
    expect(await isSignedIn(late, after)).toBe(true);
    await signIn(new Browser(), changed, after);
  });
});
