#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.bash"

packages oauth4webapi@3.8.8 jose@6.2.17
echo "version   oauth4webapi 3.8.8, jose 6.2.17, Node.js $(node -v)"
echo 'expected  validateJwtAccessToken, an API for RFC 9068, takes a token that RFC 8705 binds to a certificate, and leaves the certificate to the application'

root alice '/CN=Alice'
cat >api.mjs <<'JS'
import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createLocalJWKSet, exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { allowInsecureRequests, validateJwtAccessToken } from 'oauth4webapi';

const { publicKey, privateKey } = await generateKeyPair('RS256');
const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256' }] };
const server = createServer((_, answer) => answer.setHeader('content-type', 'application/json').end(JSON.stringify(keys)));
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const issuer = `http://127.0.0.1:${server.address().port}`;
const token = (cnf) =>
  new SignJWT({ client_id: 'app', scope: 'read', cnf })
    .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: 'one' })
    .setIssuer(issuer).setAudience('api').setSubject('alice').setJti('1').setIssuedAt().setExpirationTime('1m')
    .sign(privateKey);
const thumbprint = createHash('sha256').update(new X509Certificate(readFileSync('alice.pem')).raw).digest('base64url');
const bound = await token({ 'x5t#S256': thumbprint });
for (const [name, one] of [['without cnf', await token(undefined)], ['bound to a certificate', bound]]) {
  const request = new Request('https://api.example/', { headers: { authorization: `Bearer ${one}` } });
  const reading = validateJwtAccessToken({ issuer, jwks_uri: `${issuer}/keys` }, request, 'api', { [allowInsecureRequests]: true });
  console.log(`${name}: ${await reading.then(({ sub }) => sub, ({ name, message }) => `${name}, ${message}`)}`);
}
const { payload } = await jwtVerify(bound, createLocalJWKSet(keys), { issuer, audience: 'api', typ: 'at+jwt' });
console.log(`jose: ${payload.sub}, the certificate ${payload.cnf['x5t#S256'] === thumbprint ? 'fits' : 'does not fit'}`);
server.close();
JS
seen="$(node api.mjs)"
expect 'oauth4webapi' 'without cnf: alice' "$seen"
expect 'oauth4webapi' 'bound to a certificate: UnsupportedOperationError, unsupported JWT Confirmation method' "$seen"
expect 'jose, and a comparison' 'jose: alice, the certificate fits' "$seen"
