import * as openid from 'openid-client';

const { issuer, clientId, clientSecret, redirectUri, callback, checks } = JSON.parse(process.env.INPUT);
const config = await openid.discovery(new URL(issuer), clientId, clientSecret);

if (callback === undefined) {
  const pkceCodeVerifier = openid.randomPKCECodeVerifier();
  const [expectedState, expectedNonce] = [openid.randomState(), openid.randomNonce()];
  const url = openid.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: 'openid profile email',
    code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: expectedState,
    nonce: expectedNonce,
  });
  console.log(JSON.stringify({ url: url.href, checks: { pkceCodeVerifier, expectedState, expectedNonce } }));
} else {
  const tokens = await openid.authorizationCodeGrant(config, new URL(callback), checks);
  const claims = tokens.claims();
  const userinfo = await openid.fetchUserInfo(config, tokens.access_token, claims.sub);
  const refreshed = await openid.refreshTokenGrant(config, tokens.refresh_token);
  await openid.tokenRevocation(config, refreshed.refresh_token);
  console.log(JSON.stringify({ claims, userinfo }));
}
