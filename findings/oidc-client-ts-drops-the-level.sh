#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.bash"

packages oidc-client-ts@3.5.0
echo "version   oidc-client-ts 3.5.0, Node.js $(node -v)"
echo 'expected  an application that asks for a level with acr_values finds acr, amr and auth_time of the ID token in user.profile'

cat >client.mjs <<'JS'
import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import { InMemoryWebStorage, OidcClient, WebStorageStateStore } from 'oidc-client-ts';
const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const issuer = 'https://op.example';
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const now = Math.floor(Date.now() / 1000);
const claims = {
  iss: issuer, aud: 'app', sub: 'alice', iat: now, exp: now + 300, auth_time: now, acr: 'card', amr: ['mca', 'pin'], email: 'alice@example.org',
};
const server = createServer((request, answer) => {
  answer.setHeader('content-type', 'application/json');
  const text = `${part({ alg: 'RS256' })}.${part(claims)}`;
  const token = `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
  answer.end(JSON.stringify({ access_token: 'token', token_type: 'Bearer', id_token: token }));
}).listen(0, '127.0.0.1', async () => {
  for (const [name, setting] of [['default', {}], ['false', { filterProtocolClaims: false }], ['named', { filterProtocolClaims: ['nonce', 'at_hash'] }]]) {
    const client = new OidcClient({
      authority: issuer, client_id: 'app', redirect_uri: 'https://app.example/callback', acr_values: 'card', ...setting,
      stateStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
      metadata: { issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `http://127.0.0.1:${server.address().port}/token` },
    });
    const { searchParams } = new URL((await client.createSigninRequest({})).url);
    console.log(name, 'asks for', searchParams.get('acr_values'));
    const { profile } = await client.processSigninResponse(`https://app.example/callback?code=code&state=${searchParams.get('state')}`);
    console.log(name, `${Object.keys(profile).join(' ')}.`);
  }
  server.close();
});
JS
seen="$(node client.mjs)"
expect 'the request' 'default asks for card' "$seen"
expect 'the profile' 'default iss aud sub iat exp email.' "$seen"
expect 'filterProtocolClaims: false' 'false iss aud sub iat exp auth_time acr amr email.' "$seen"
expect "filterProtocolClaims: ['nonce', 'at_hash']" 'named iss aud sub iat exp auth_time acr amr email.' "$seen"
