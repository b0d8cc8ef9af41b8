#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.bash"

packages openid-client@6.9.0 oauth4webapi@3.8.8
echo 'version   openid-client 6.9.0 with oauth4webapi 3.8.8'
echo 'expected  a refusal at the token endpoint is a ResponseBodyError with error "invalid_client", with or without the WWW-Authenticate field that RFC 6749 (5.2) asks for'

cat >refusal.mjs <<'JS'
import { createServer } from 'node:http';
import * as client from 'openid-client';
const body = JSON.stringify({ error: 'invalid_client', error_description: 'the secret ran out' });
const challenges = { '/plain': undefined, '/realm': 'Basic realm="op"', '/named': 'Basic realm="op", error="invalid_client"' };
const server = createServer((request, response) => {
  const challenge = challenges[request.url];
  response.writeHead(401, { 'content-type': 'application/json', ...(challenge && { 'www-authenticate': challenge }) }).end(body);
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const issuer = `http://127.0.0.1:${server.address().port}`;
for (const path of Object.keys(challenges)) {
  const config = new client.Configuration({ issuer, token_endpoint: issuer + path }, 'app', {}, client.ClientSecretBasic('secret'));
  client.allowInsecureRequests(config);
  await client.clientCredentialsGrant(config).catch((error) => {
    console.log(path, error.constructor.name, error.error, error.error_description, JSON.stringify(error.cause));
  });
}
server.close();
JS
seen="$(node refusal.mjs)"
expect 'without the field' '/plain ResponseBodyError invalid_client the secret ran out' "$seen"
expect 'with the field, the same body' '/realm WWWAuthenticateChallengeError undefined undefined' "$seen"
expect 'its cause holds the challenge and nothing of the body' '[{"scheme":"basic","parameters":{"realm":"op"}}]' "$seen"
expect 'with the error in the field, it is there and nowhere else' \
  '/named WWWAuthenticateChallengeError undefined undefined [{"scheme":"basic","parameters":{"realm":"op","error":"invalid_client"}}]' "$seen"
