import { generators, Issuer } from 'openid-client';

const { issuer, clientId, clientSecret, redirectUri, callback, checks } = JSON.parse(process.env.INPUT);
const { Client } = await Issuer.discover(issuer);
// As its README has it: nothing is said of algorithms, so ID tokens must be RS256.
const client = new Client({
  client_id: clientId,
  client_secret: clientSecret,
  redirect_uris: [redirectUri],
  response_types: ['code'],
});

if (callback === undefined) {
  const [code_verifier, state, nonce] = [generators.codeVerifier(), generators.state(), generators.nonce()];
  const code_challenge = generators.codeChallenge(code_verifier);
  const url = client.authorizationUrl({
    scope: 'openid profile email',
    code_challenge,
    code_challenge_method: 'S256',
    state,
    nonce,
  });
  console.log(JSON.stringify({ url, checks: { code_verifier, state, nonce } }));
} else {
  const tokens = await client.callback(redirectUri, client.callbackParams(callback), checks);
  const userinfo = await client.userinfo(tokens);
  const refreshed = await client.refresh(tokens.refresh_token);
  await client.revoke(refreshed.refresh_token);
  console.log(JSON.stringify({ claims: tokens.claims(), userinfo }));
}
