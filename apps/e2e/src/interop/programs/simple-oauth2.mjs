// eslint-disable-next-line @nx/enforce-module-boundaries -- its test installs it beside this program
import { AuthorizationCode } from 'simple-oauth2';

const { issuer, clientId, clientSecret, redirectUri, callback, checks } = JSON.parse(process.env.INPUT);
const client = new AuthorizationCode({
  client: { id: clientId, secret: clientSecret },
  auth: {
    tokenHost: new URL(issuer).origin,
    tokenPath: '/oidc/token',
    authorizePath: '/oidc/auth',
    revokePath: '/oidc/token/revocation',
  },
});

if (callback === undefined) {
  const { createHash, randomBytes } = await import('node:crypto');
  const [code_verifier, state] = [randomBytes(32).toString('base64url'), randomBytes(16).toString('hex')];
  const code_challenge = createHash('sha256').update(code_verifier).digest('base64url');
  const scope = 'openid profile';
  const url = client.authorizeURL({
    redirect_uri: redirectUri,
    scope,
    state,
    code_challenge,
    code_challenge_method: 'S256',
  });
  console.log(JSON.stringify({ url, checks: { code_verifier } }));
} else {
  const code = new URL(callback).searchParams.get('code');
  const accessToken = await client.getToken({ code, redirect_uri: redirectUri, ...checks });
  const { id_token, access_token } = accessToken.token;
  const claims = JSON.parse(Buffer.from(id_token.split('.')[1], 'base64url').toString());
  const answer = await fetch(`${issuer}/me`, { headers: { authorization: `Bearer ${access_token}` } });
  const userinfo = await answer.json();
  const refreshed = await accessToken.refresh();
  await refreshed.revokeAll();
  console.log(JSON.stringify({ claims, userinfo }));
}
