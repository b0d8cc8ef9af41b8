import * as oidc from 'openid-client';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { fetchOver } from '../support/applications.js';
import { findUser, openBrowser } from '../support/people.js';
import { visit } from '../support/visit.js';

const postern = inject('postern');
const { client_id: clientId, client_secret: secret, redirect_uri: redirectUri } = postern.demoClient!;
const scope = 'openid profile email offline_access';
let configuration: oidc.Configuration;
let tokens: Awaited<ReturnType<typeof signIn>>;

const signIn = async (extra: Record<string, string> = {}) => {
  const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
  const [expectedState, expectedNonce] = [oidc.randomState(), oidc.randomNonce()];
  const address = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope,
    state: expectedState,
    nonce: expectedNonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    ...extra,
  });
  // A browser each: what one test makes of its tokens ends those of the same session too.
  const browser = openBrowser(postern, findUser(postern, 'alice').certificate);
  const { callback } = await visit(postern, { browser }, address.href, redirectUri);
  const checks = { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true };
  return oidc.authorizationCodeGrant(configuration, callback, checks);
};

beforeAll(async () => {
  const fetch = fetchOver(openBrowser(postern));
  configuration = await oidc.discovery(new URL(postern.issuer), clientId, undefined, oidc.ClientSecretBasic(secret), {
    [oidc.customFetch]: fetch,
  });
  // Signatures are checked even where TLS would do.
  oidc.enableNonRepudiationChecks(configuration);
  tokens = await signIn();
});

describe('an integrator with openid-client', () => {
  it('discovers what it needs', () => {
    expect(configuration.serverMetadata()).toMatchObject({
      issuer: postern.issuer,
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
      grant_types_supported: expect.arrayContaining(['authorization_code', 'refresh_token']),
      id_token_signing_alg_values_supported: expect.arrayContaining(['ES256', 'RS256', 'PS256']),
      backchannel_logout_supported: true,
      backchannel_logout_session_supported: true,
      authorization_response_iss_parameter_supported: true,
      end_session_endpoint: `${postern.issuer}/session/end`,
    });
  });

  it('learns who signed in, how, and when', () => {
    expect(tokens.claims()).toMatchObject({
      iss: postern.issuer,
      aud: clientId,
      acr: 'urn:postern:acr:certificate',
      amr: ['pop'],
      auth_time: expect.closeTo(Date.now() / 1000, -1.5),
    });
  });

  it('reads the profile at userinfo', async () => {
    const userinfo = await oidc.fetchUserInfo(configuration, tokens.access_token, tokens.claims()!.sub);

    expect(userinfo).toMatchObject({ preferred_username: 'alice', name: 'Alice Adams', email: 'alice@example.com' });
  });

  it('refreshes, and gets another refresh token each time', async () => {
    const own = await signIn();

    const first = await oidc.refreshTokenGrant(configuration, own.refresh_token!);
    const second = await oidc.refreshTokenGrant(configuration, first.refresh_token!);

    expect(new Set([own, first, second].map((each) => each.refresh_token)).size).toBe(3);
    expect(second.claims()).toMatchObject({ sub: own.claims()!.sub, acr: 'urn:postern:acr:certificate', amr: ['pop'] });
  });

  it('loses the whole family when a refresh token is used twice', async () => {
    const stolen = await signIn();
    const fresh = await oidc.refreshTokenGrant(configuration, stolen.refresh_token!);

    await expect(oidc.refreshTokenGrant(configuration, stolen.refresh_token!)).rejects.toMatchObject({
      error: 'invalid_grant',
    });

    await expect(oidc.refreshTokenGrant(configuration, fresh.refresh_token!)).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    expect(await oidc.tokenIntrospection(configuration, fresh.access_token)).toMatchObject({ active: false });
  });

  it('loses the family when two requests redeem one refresh token at once, and one of them at most wins', async () => {
    const own = await signIn();

    const results = await Promise.allSettled(
      Array.from({ length: 5 }, () => oidc.refreshTokenGrant(configuration, own.refresh_token!)),
    );

    const won = results.filter(({ status }) => status === 'fulfilled');
    expect(won.length).toBeLessThanOrEqual(1);
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused.map(({ reason }) => (reason as oidc.ResponseBodyError).error)).toEqual(
      refused.map(() => 'invalid_grant'),
    );
  });

  it('introspects its own tokens', async () => {
    expect(await oidc.tokenIntrospection(configuration, tokens.access_token)).toMatchObject({
      active: true,
      client_id: clientId,
      sub: tokens.claims()!.sub,
      scope: 'openid profile email',
    });
    expect(await oidc.tokenIntrospection(configuration, 'made-up')).toEqual({ active: false });
  });

  it('revokes a token', async () => {
    const own = await signIn();

    await oidc.tokenRevocation(configuration, own.refresh_token!);

    await expect(oidc.refreshTokenGrant(configuration, own.refresh_token!)).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    expect(await oidc.tokenIntrospection(configuration, own.access_token)).toMatchObject({ active: false });
  });

  it('is told when nobody is signed in and no page may be shown', async () => {
    await expect(signIn({ prompt: 'none' })).rejects.toMatchObject({ error: 'login_required' });
  });
});
