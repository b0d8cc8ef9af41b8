import { redeem } from '@postern/http-browser';
import { calculateJwkThumbprint, createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose';
import * as oauth from 'oauth4webapi';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { type Application, callbackAddress, fetchOver, registerApplication } from '../support/applications.js';
import { Management, panelParty } from '../support/management.js';
import { findUser, openBrowser } from '../support/people.js';
import { visit, type Visitor } from '../support/visit.js';

const postern = inject('postern');
const alice = findUser(postern, 'alice');
const http = { [oauth.customFetch]: fetchOver(openBrowser(postern)) };
let admin: Management;
let server: oauth.AuthorizationServer;
let keys: JSONWebKeySet;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
  const issuer = new URL(postern.issuer);
  server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, http));
  keys = await openBrowser(postern).getJson<JSONWebKeySet>(server.jwks_uri ?? '');
});

const authenticationOf = ({ clientSecret }: Application): oauth.ClientAuth =>
  clientSecret === undefined ? oauth.None() : oauth.ClientSecretBasic(clientSecret);

const clientOf = ({ clientId, record }: Application): oauth.Client => ({
  client_id: clientId,
  id_token_signed_response_alg: record.id_token_signed_response_alg,
});

/** Up to the answer at the application. */
const authorize = async (
  application: Application,
  extra: Readonly<Record<string, string>> = {},
  password?: Visitor['password'],
) => {
  const verifier = oauth.generateRandomCodeVerifier();
  const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()];
  const query = new URLSearchParams({
    client_id: application.clientId,
    redirect_uri: callbackAddress,
    response_type: 'code',
    scope: 'openid profile',
    state,
    nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...extra,
  });
  for (const [name, value] of Object.entries(extra)) if (value === '') query.delete(name);
  const browser = openBrowser(postern, alice.certificate);
  const { callback } = await visit(
    postern,
    { browser, password },
    `${server.authorization_endpoint}?${query.toString()}`,
    callbackAddress,
  );
  return { callback, verifier, state, nonce };
};

const exchange = async (
  application: Application,
  end: Awaited<ReturnType<typeof authorize>>,
  verifier = end.verifier,
) => {
  const client = clientOf(application);
  const parameters = oauth.validateAuthResponse(server, client, end.callback, end.state);
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    authenticationOf(application),
    parameters,
    callbackAddress,
    verifier,
    http,
  );
  return oauth.processAuthorizationCodeResponse(server, client, response, { expectedNonce: end.nonce });
};

describe('a raw OAuth client', () => {
  it('signs somebody in as a public client with PKCE', async () => {
    const application = await registerApplication(admin, { app_type: 'spa' });

    const tokens = await exchange(application, await authorize(application));

    expect(oauth.getValidatedIdTokenClaims(tokens)).toMatchObject({ acr: 'urn:postern:acr:certificate', amr: ['pop'] });
    expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 3600, scope: 'openid profile' });
  });

  it('is refused as a public client without PKCE', async () => {
    const application = await registerApplication(admin, { app_type: 'native' });

    const { callback } = await authorize(application, { code_challenge: '', code_challenge_method: '' });

    expect(callback.searchParams.get('error')).toBe('invalid_request');
    expect(callback.searchParams.has('code')).toBe(false);
  });

  it('is refused with the plain method of PKCE', async () => {
    const application = await registerApplication(admin, { app_type: 'spa' });

    const { callback } = await authorize(application, { code_challenge_method: 'plain' });

    expect(callback.searchParams.get('error')).toBe('invalid_request');
  });

  it('is refused with a verifier that is not the one it began with', async () => {
    const application = await registerApplication(admin, { app_type: 'spa' });
    const end = await authorize(application);

    await expect(exchange(application, end, oauth.generateRandomCodeVerifier())).rejects.toMatchObject({
      error: 'invalid_grant',
    });
  });

  it('is refused with a wrong secret, and with none', async () => {
    const application = await registerApplication(admin);
    const end = await authorize(application);

    for (const clientSecret of ['wrong', undefined]) {
      await expect(exchange({ ...application, clientSecret }, end)).rejects.toMatchObject({ status: 401 });
    }
  });

  it("cannot redeem another application's code", async () => {
    const [application, other] = [await registerApplication(admin), await registerApplication(admin)];
    const end = await authorize(application);

    await expect(exchange(other, end)).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  it('loses its tokens when a code is redeemed twice', async () => {
    const application = await registerApplication(admin);
    const end = await authorize(application);
    const { access_token: token } = await exchange(application, end);

    await expect(exchange(application, end)).rejects.toMatchObject({ error: 'invalid_grant' });

    const response = await oauth.userInfoRequest(server, clientOf(application), token, http);
    expect(response.status).toBe(401);
  });

  it("learns nothing about another application's token", async () => {
    const [application, other] = [await registerApplication(admin), await registerApplication(admin)];
    const { access_token: token } = await exchange(application, await authorize(application));

    const answers = await Promise.all(
      [application, other].map(async (asking) => {
        const client = clientOf(asking);
        const response = await oauth.introspectionRequest(server, client, authenticationOf(asking), token, http);
        return oauth.processIntrospectionResponse(server, client, response);
      }),
    );

    expect(answers.map(({ active }) => active)).toEqual([true, false]);
  });

  it("cannot revoke another application's token", async () => {
    const [application, other] = [await registerApplication(admin), await registerApplication(admin)];
    const { access_token: token } = await exchange(application, await authorize(application));

    await oauth.revocationRequest(server, clientOf(other), authenticationOf(other), token, http);

    const response = await oauth.userInfoRequest(server, clientOf(application), token, http);
    expect(response.status).toBe(200);
  });

  it.each(['ES256', 'RS256', 'PS256'] as const)('gets ID tokens signed with %s when it asks for that', async (alg) => {
    const application = await registerApplication(admin, { id_token_signed_response_alg: alg });

    const { id_token: idToken = '' } = await exchange(application, await authorize(application));

    expect(decodeProtectedHeader(idToken)).toMatchObject({ alg, kid: expect.any(String) });
    const { payload } = await jwtVerify(idToken, createLocalJWKSet(keys), {
      issuer: postern.issuer,
      algorithms: [alg],
    });
    expect(payload.aud).toBe(application.clientId);
  });

  it('finds public keys only, under distinct names', async () => {
    expect(keys.keys.flatMap(Object.keys)).not.toEqual(expect.arrayContaining(['d']));
    expect(new Set(keys.keys.map(({ kid }) => kid)).size).toBe(keys.keys.length);
    expect(await Promise.all(keys.keys.map((key) => calculateJwkThumbprint(key)))).toHaveLength(keys.keys.length);
  });

  it('cannot reach the management API unless it was registered for it, not even a first-party application', async () => {
    const { scope = '', resource = '' } = panelParty(postern);
    const basic = ['openid', 'profile', 'email'];

    const answers = await Promise.all(
      [basic, [...basic, 'read:me']].map(async (registered) => {
        const application = await registerApplication(admin, { first_party: true, scopes: registered });
        const { callback, verifier } = await authorize(application, { scope, resource }, postern.admin);
        const code = callback.searchParams.get('code');
        if (code === null) return [callback.searchParams.get('error')];
        const party = { ...application, resource };
        const { access_token: token } = await redeem(openBrowser(postern), party, code, verifier);
        const api = new Management(postern, token);
        return Promise.all(['/me', '/users', '/clients'].map(async (path) => (await api.send('GET', path)).status));
      }),
    );

    expect(answers).toEqual([
      [403, 403, 403],
      [200, 403, 403],
    ]);
  });
});
