import { setTimeout as sleep } from 'node:timers/promises';
import type { GatewayApi } from '@postern/contracts';
import * as oidc from 'openid-client';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Application, callbackAddress, fetchOver, registerApplication } from '../support/applications.js';
import { findUser, openBrowser } from '../support/people.js';
import { visit } from '../support/visit.js';
import { type Upstream, startUpstream } from './support/upstream.js';
import { call } from './support/calls.js';
import { fresh, Gateway } from './support/gateway.js';

const postern = inject('postern');
const alice = findUser(postern, 'alice');
const certificate = 'urn:postern:acr:certificate';
const password = 'urn:postern:acr:password';

let gateway: Gateway;
let upstream: Upstream;
let application: Application;
let configuration: oidc.Configuration;

beforeAll(async () => {
  gateway = await Gateway.of(postern);
  upstream = await startUpstream();
  application = await registerApplication(gateway.admin, { first_party: true });
  const authentication = oidc.ClientSecretBasic(application.clientSecret!);
  configuration = await oidc.discovery(new URL(postern.issuer), application.clientId, undefined, authentication, {
    [oidc.customFetch]: fetchOver(openBrowser(postern)),
  });
});
afterAll(() => upstream?.stop());

/** Somebody in one browser, as an application with openid-client sees them. */
class Person {
  private readonly browser = openBrowser(postern, alice.certificate);

  /** Signs in, or proves more: with the password unless a certificate is asked for. */
  async signIn(parameters: Readonly<Record<string, string>>) {
    const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
    const [expectedState, expectedNonce] = [oidc.randomState(), oidc.randomNonce()];
    const address = oidc.buildAuthorizationUrl(configuration, {
      ...{ redirect_uri: callbackAddress, scope: 'openid', state: expectedState, nonce: expectedNonce },
      ...{ code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier), code_challenge_method: 'S256' },
      ...parameters,
    });
    const visitor = { browser: this.browser, ...(parameters['acr_values'] !== certificate && { password: alice }) };
    const { callback, steps } = await visit(postern, visitor, address.href, callbackAddress);
    const checks = { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true };
    const tokens = await oidc.authorizationCodeGrant(configuration, callback, checks, {
      ...(parameters['resource'] !== undefined && { resource: parameters['resource'] }),
    });
    return { token: tokens.access_token, claims: tokens.claims(), steps };
  }
}

/** Calls as openid-client does. @returns status, and the challenge as it is read there */
const callWith = async (api: GatewayApi, token: string) => {
  const answered = await call(postern, api.draft.pathPrefix, { headers: { authorization: `Bearer ${token}` } });
  const [challenge] = [answered.headers['www-authenticate'] ?? []].flat();
  return { status: answered.status, challenge: challenge === undefined ? undefined : await challengeIn(challenge) };
};

/** What the library makes of a challenge (RFC 9110 §11.6.1). */
const challengeIn = async (header: string): Promise<oidc.WWWAuthenticateChallengeParameters> => {
  const answer = () => Promise.resolve(new Response(null, { status: 401, headers: { 'www-authenticate': header } }));
  const asked = new oidc.Configuration(configuration.serverMetadata(), application.clientId);
  asked[oidc.customFetch] = answer;
  const error: unknown = await oidc
    .fetchProtectedResource(asked, 'token', new URL('https://api.example/'), 'GET')
    .catch((reason: unknown) => reason);
  if (!(error instanceof oidc.WWWAuthenticateChallengeError)) throw new Error('no challenge', { cause: error });
  return error.cause[0]!.parameters;
};

/** An API behind the gateway that needs a level, and an audience of its own that the application may call. */
const apiThatNeeds = async (
  level: { readonly levels: readonly string[]; readonly maxAge: number | null },
  format: string,
) => {
  const audience = `https://api.example.com/${fresh('orders')}`;
  await gateway.admin.post('/resource-servers', {
    ...{ name: 'Orders', identifier: audience, scopes: [{ value: 'orders:read' }], access_token_format: format },
  });
  await gateway.admin.post('/client-grants', {
    ...{ client_id: application.clientId, audience, scope: ['orders:read'] },
  });
  const api = await gateway.addApi(await gateway.addUpstream(upstream), { type: 'level', ...level });
  return { api, ask: { resource: audience, scope: 'openid orders:read' } };
};

describe.each(['jwt', 'opaque'])('an API that needs people to be signed in at a level (%s)', (format) => {
  it('refuses a token of a password as RFC 9470 §3 says, and passes the one of the step-up that the answer asks for', async () => {
    const { api, ask } = await apiThatNeeds({ levels: [certificate], maxAge: 300 }, format);
    const person = new Person();
    const weak = await person.signIn(ask);

    const { status, challenge } = await callWith(api, weak.token);
    expect([status, challenge]).toEqual([
      401,
      expect.objectContaining({ error: 'insufficient_user_authentication', acr_values: certificate, max_age: '300' }),
    ]);
    const { acr_values = '', max_age = '' } = challenge!;
    const strong = await person.signIn({ ...ask, acr_values, max_age });

    expect(weak.claims).toMatchObject({ acr: password });
    expect([strong.steps, strong.claims]).toEqual([
      ['sign_in'],
      expect.objectContaining({ acr: certificate, sub: weak.claims!.sub, amr: ['pwd', 'pop'] }),
    ]);
    expect((await callWith(api, strong.token)).status).toBe(200);
    // What was proved later does not make the earlier token better.
    expect((await callWith(api, weak.token)).status).toBe(401);
  });

  it('refuses a token whose proof is too old, and passes the one of a fresh proof', async () => {
    const { api, ask } = await apiThatNeeds({ levels: [certificate], maxAge: 2 }, format);
    const person = new Person();
    const first = await person.signIn({ ...ask, acr_values: certificate });
    const before = await callWith(api, first.token);
    await sleep(3100);

    const { status, challenge } = await callWith(api, first.token);
    const { acr_values = '', max_age = '' } = challenge ?? {};
    const second = await person.signIn({ ...ask, acr_values, max_age });

    expect([before.status, status, max_age, second.steps]).toEqual([200, 401, '2', ['sign_in']]);
    expect((await callWith(api, second.token)).status).toBe(200);
  });

  it('asks somebody without a token for one, and takes none that is made up', async () => {
    const { api } = await apiThatNeeds({ levels: [certificate], maxAge: null }, format);

    expect((await call(postern, api.draft.pathPrefix)).status).toBe(401);
    expect(await callWith(api, 'made-up')).toMatchObject({ status: 401, challenge: { error: 'invalid_token' } });
  });
});

describe('Postern itself', () => {
  it('answers at userinfo so that openid-client can step up', async () => {
    const person = new Person();
    const weak = await person.signIn({});
    await gateway.admin.patch(`/clients/${application.clientId}`, { accepted_acr_values: [certificate] });

    const refused: unknown = await oidc
      .fetchUserInfo(configuration, weak.token, oidc.skipSubjectCheck)
      .catch((reason: unknown) => reason);
    if (!(refused instanceof oidc.WWWAuthenticateChallengeError)) throw new Error('no challenge', { cause: refused });
    const { error, acr_values = '' } = refused.cause[0]!.parameters;
    const strong = await person.signIn({ acr_values });
    await gateway.admin.patch(`/clients/${application.clientId}`, { accepted_acr_values: [] });

    expect([refused.status, error, acr_values]).toEqual([401, 'insufficient_user_authentication', certificate]);
    expect(await oidc.fetchUserInfo(configuration, strong.token, weak.claims!.sub)).toMatchObject({
      sub: weak.claims!.sub,
    });
  });

  it('answers at the management API so that openid-client can step up', async () => {
    const person = new Person();
    const ask = { resource: `${postern.origins.public}/api/v2`, scope: 'openid read:me' };
    await gateway.admin.patch(`/clients/${application.clientId}`, { scopes: ['openid', 'read:me'] });
    const weak = await person.signIn(ask);
    await gateway.admin.patch(`/clients/${application.clientId}`, { accepted_acr_values: [certificate] });
    const me = new URL(`${postern.origins.public}/api/v2/me`);

    const refused: unknown = await oidc
      .fetchProtectedResource(configuration, weak.token, me, 'GET')
      .catch((reason: unknown) => reason);
    if (!(refused instanceof oidc.WWWAuthenticateChallengeError)) throw new Error('no challenge', { cause: refused });
    const { acr_values = '' } = refused.cause[0]!.parameters;
    const strong = await person.signIn({ ...ask, acr_values });
    const answered = await oidc.fetchProtectedResource(configuration, strong.token, me, 'GET');

    expect([refused.status, acr_values, answered.status]).toEqual([401, certificate, 200]);
  });
});
