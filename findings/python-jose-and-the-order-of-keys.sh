#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.bash"

echo "version   python3-jose $(dpkg-query -W -f='${Version}' python3-jose), python3-authlib $(dpkg-query -W -f='${Version}' python3-authlib)"
echo 'expected  a token is verified with the key of the set that its kid names, wherever in the set that key is'

cat >make.mjs <<'JS'
import { generateKeyPairSync, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const pairs = {
  RS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
};
const keys = [];
for (const [alg, { publicKey, privateKey }] of Object.entries(pairs)) {
  const kid = `key-of-${alg}`;
  keys.push({ ...publicKey.export({ format: 'jwk' }), kid, alg, use: 'sig' });
  const text = `${part({ alg, kid })}.${part({ iss: 'https://op.example', aud: 'app', sub: 'alice', exp: 4102444800 })}`;
  const signature = sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  writeFileSync(`${alg}.jwt`, `${text}.${signature.toString('base64url')}`);
}
writeFileSync('rsa-first.json', JSON.stringify({ keys }));
writeFileSync('ec-first.json', JSON.stringify({ keys: keys.toReversed() }));
JS
node make.mjs
cat >verify.py <<'PY'
import json
from authlib.jose import JsonWebKey, jwt as authlib
from jose import jwt
for name in ("rsa-first", "ec-first"):
    with open(name + ".json") as file:
        keys = json.load(file)
    for alg in ("RS256", "ES256"):
        with open(alg + ".jwt") as file:
            token = file.read()
        try:
            seen = jwt.decode(token, keys, algorithms=[alg], audience="app")["sub"]
        except Exception as error:
            seen = str(error)
        print(f"{name} {alg}: {seen}")
        named = [key for key in keys["keys"] if key["kid"] == jwt.get_unverified_header(token)["kid"]]
        print(f"the named key alone {name} {alg}: {jwt.decode(token, named, algorithms=[alg], audience='app')['sub']}")
        print(f"Authlib {name} {alg}: {authlib.decode(token, JsonWebKey.import_key_set(keys))['sub']}")
PY
seen="$(/usr/bin/python3 verify.py)"
for order in rsa-first ec-first; do
  for alg in RS256 ES256; do expect 'Authlib, for comparison' "Authlib $order $alg: alice" "$seen"; done
done
expect 'python-jose' 'rsa-first RS256: alice' "$seen"
expect 'python-jose' "rsa-first ES256: Incorrect key type. Expected: 'EC', Received: RSA" "$seen"
expect 'python-jose' "ec-first RS256: Incorrect key type. Expected: 'RSA', Received: EC" "$seen"
expect 'python-jose' 'ec-first ES256: alice' "$seen"
for order in rsa-first ec-first; do
  for alg in RS256 ES256; do expect 'python-jose, with the key that the token names' "the named key alone $order $alg: alice" "$seen"; done
done
