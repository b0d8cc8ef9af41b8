#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.bash"

packages jose@6.2.17 node-jose@2.2.0
echo "version   python3-jwcrypto $(dpkg-query -W -f='${Version}' python3-jwcrypto), python3-authlib $(dpkg-query -W -f='${Version}' python3-authlib), python3-jwt $(dpkg-query -W -f='${Version}' python3-jwt), node-jose 2.2.0, jose 6.2.17"
echo 'expected  a key of a kind that a library does not know is ignored in a key set (RFC 7517, 5), and the other keys verify as before'

cat >make.mjs <<'JS'
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const rsa = { ...publicKey.export({ format: 'jwk' }), kid: 'rsa', alg: 'RS256', use: 'sig' };
const edwards = { ...generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }), kid: 'edwards', alg: 'EdDSA', use: 'sig' };
// Any bytes of this length are a public key of ML-DSA-44.
const postQuantum = { kty: 'AKP', kid: 'post-quantum', alg: 'ML-DSA-44', use: 'sig', pub: randomBytes(1312).toString('base64url') };
for (const [name, keys] of Object.entries({ 'rsa-alone': [rsa], 'and-edwards': [rsa, edwards], 'and-post-quantum': [rsa, postQuantum] }))
  writeFileSync(`${name}.json`, JSON.stringify({ keys }));
const text = `${part({ alg: 'RS256', kid: 'rsa' })}.${part({ iss: 'https://op.example', aud: 'app', sub: 'alice', exp: 4102444800 })}`;
writeFileSync('token.jwt', `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`);
JS
node make.mjs
cat >verify.py <<'PY'
import json, sys
import jwt as pyjwt
from authlib.jose import JsonWebKey, jwt as authlib
from jwcrypto import jwk, jwt as jwcrypto
token = open("token.jwt").read()
def by_pyjwt(text):
    key = next(key for key in pyjwt.PyJWKSet.from_json(text).keys if key.key_id == "rsa")
    return pyjwt.decode(token, key.key, algorithms=["RS256"], audience="app")["sub"]
ways = {
    "PyJWT": by_pyjwt,
    "Authlib": lambda text: authlib.decode(token, JsonWebKey.import_key_set(json.loads(text)))["sub"],
    "jwcrypto": lambda text: json.loads(jwcrypto.JWT(jwt=token, key=jwk.JWKSet.from_json(text)).claims)["sub"],
}
for name in sys.argv[1:]:
    for library, way in ways.items():
        try:
            print(library, name, way(open(name + ".json").read()))
        except Exception as error:
            print(library, name, type(error).__name__, error)
PY
cat >verify.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { createLocalJWKSet, jwtVerify } from 'jose';
import nodeJose from 'node-jose';
const token = readFileSync('token.jwt', 'utf8');
const ways = {
  jose: async (set) => (await jwtVerify(token, createLocalJWKSet(set))).payload.sub,
  'node-jose': async (set) => JSON.parse((await nodeJose.JWS.createVerify(await nodeJose.JWK.asKeyStore(set)).verify(token)).payload).sub,
};
for (const name of process.argv.slice(2))
  for (const [library, way] of Object.entries(ways))
    console.log(library, name, await way(JSON.parse(readFileSync(`${name}.json`, 'utf8'))).catch(({ message }) => message));
JS
seen="$(/usr/bin/python3 -W ignore verify.py rsa-alone and-edwards and-post-quantum && node verify.mjs rsa-alone and-edwards and-post-quantum)"
for library in PyJWT Authlib jwcrypto jose node-jose; do expect 'the RSA key alone' "$library rsa-alone alice" "$seen"; done
for library in PyJWT jose; do expect 'a post-quantum key beside it' "$library and-post-quantum alice" "$seen"; done
expect 'a post-quantum key beside it' "Authlib and-post-quantum KeyError 'AKP'" "$seen"
expect 'a post-quantum key beside it' 'jwcrypto and-post-quantum InvalidJWKType Unknown type "AKP"' "$seen"
expect 'a post-quantum key beside it' 'node-jose and-post-quantum unsupported key type' "$seen"
expect 'an Ed25519 key beside it' 'node-jose and-edwards unsupported key type' "$seen"
