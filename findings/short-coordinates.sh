#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/servers.bash"

packages jose@6.2.17
echo "version   Authlib $(dpkg-query -W -f='${Version}' python3-authlib), PyJWT $(dpkg-query -W -f='${Version}' python3-jwt), jwcrypto $(dpkg-query -W -f='${Version}' python3-jwcrypto), python-jose $(dpkg-query -W -f='${Version}' python3-jose), jose 6.2.17, Node.js $(node -v), Chromium $(dpkg-query -W -f='${Version}' chromium)"
echo 'expected  the coordinates of a P-256 key in a JWK always have 32 bytes, as RFC 7518, 6.2.1.2, says, and so every library has the same thumbprint'

# One key of 128 has a coordinate that begins with a zero byte: take the first whose x begins with one.
cat >key.mjs <<'JS'
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
let key, x;
do {
  key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
  x = Buffer.from(key.export({ format: 'jwk' }).x, 'base64url');
} while (x[0] !== 0 || x[1] === 0);
writeFileSync('key.pem', key.export({ format: 'pem', type: 'spki' }));
writeFileSync('node.json', JSON.stringify(key.export({ format: 'jwk' })));
JS
node key.mjs
cat >libraries.py <<'PY'
import base64, json
from authlib.jose import JsonWebKey
from jose import jwk as python_jose
from jwcrypto.jwk import JWK
from jwt.algorithms import ECAlgorithm

pem = open("key.pem").read()
plain = lambda key: {name: value.decode() if isinstance(value, bytes) else value for name, value in key.items()}
written = {
    "jwcrypto": json.loads(JWK.from_pem(pem.encode()).export_public()),
    "python-jose": plain(python_jose.construct(pem, "ES256").to_dict()),
    "Authlib": JsonWebKey.import_key(pem, {"kty": "EC"}).as_dict(),
    "PyJWT": json.loads(ECAlgorithm.to_jwk(ECAlgorithm(ECAlgorithm.SHA256).prepare_key(pem))),
}
for name, key in written.items():
    print(name, "writes", len(base64.urlsafe_b64decode(key["x"] + "==")), "bytes")
    json.dump({part: key[part] for part in ("kty", "crv", "x", "y")}, open(name + ".json", "w"))
for name in ("jwcrypto", "Authlib", "PyJWT"):
    try:
        ECAlgorithm.from_jwk(json.dumps(written[name]))
        print("PyJWT reads", name)
    except Exception as error:
        print("PyJWT reads", name + ":", error)
print("thumbprint by Authlib", JsonWebKey.import_key(pem, {"kty": "EC"}).thumbprint())
print("thumbprint by jwcrypto", JWK.from_pem(pem.encode()).thumbprint())
PY
seen="$(/usr/bin/python3 libraries.py)"
for name in jwcrypto python-jose; do expect "$name" "$name writes 32 bytes" "$seen"; done
for name in Authlib PyJWT; do expect "$name" "$name writes 31 bytes" "$seen"; done
expect 'PyJWT' 'PyJWT reads Authlib: Coords should be 32 bytes for curve P-256' "$seen"
expect 'PyJWT, its own' 'PyJWT reads PyJWT: Coords should be 32 bytes for curve P-256' "$seen"
cat >thumbprint.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { calculateJwkThumbprint, importJWK } from 'jose';
const [right, short] = ['node', 'Authlib'].map((name) => JSON.parse(readFileSync(`${name}.json`)));
console.log((await importJWK(short, 'ES256')).type, 'read');
console.log(await calculateJwkThumbprint(right));
console.log(await calculateJwkThumbprint(short));
JS
mapfile -t jose < <(node thumbprint.mjs)
expect 'jose reads the key of Authlib' 'public read' "${jose[0]}"
expect 'the thumbprint by jose of the key of Node.js' "by jwcrypto ${jose[1]}" "$seen"
expect 'the thumbprint by jose of the key of Authlib, which is that of Authlib' "by Authlib ${jose[2]}" "$seen"
expect 'the two thumbprints' different "$([[ "${jose[1]}" == "${jose[2]}" ]] && echo the same || echo different)"

port="$(port)"
cat >page.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
const keys = ['jwcrypto', 'Authlib'].map((name) => [name, JSON.parse(readFileSync(`${name}.json`))]);
const read = async (keys) => {
  for (const [name, key] of keys) {
    const reading = crypto.subtle.importKey('jwk', key, { name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify']);
    const outcome = await reading.then(() => 'read', ({ name, message }) => `${name}, ${message}`);
    document.body.append(`Chromium, ${name}: ${outcome}. `);
  }
};
createServer((_, answer) => {
  answer.setHeader('content-type', 'text/html');
  answer.end(`<body><script>(${read})(${JSON.stringify(keys)})</script></body>`);
}).listen(process.argv[2], '127.0.0.1');
JS
run node page.mjs "$port"
await "$port"
page="$(HOME="$work/home" timeout 60 chromium --headless --no-sandbox --disable-gpu --user-data-dir="$work/profile" --virtual-time-budget=5000 --dump-dom "http://127.0.0.1:$port/" 2>>log)"
expect 'Chromium' 'Chromium, jwcrypto: read.' "$page"
expect 'Chromium' 'Chromium, Authlib: DataError' "$page"
