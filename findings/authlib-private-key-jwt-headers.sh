#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.bash"

echo "version   python3-authlib $(dpkg-query -W -f='${Version}' python3-authlib)"
echo 'expected  PrivateKeyJWT(headers={"kid": …}), a documented argument, puts the kid into the header of the assertion'

openssl genpkey -algorithm RSA -out client.key 2>/dev/null
cat >assertion.py <<'PY'
import base64, json
from authlib.oauth2.auth import ClientAuth
from authlib.oauth2.rfc7523 import ClientSecretJWT, PrivateKeyJWT

def header(method, secret):
    auth = ClientAuth("app", secret, "none")
    token = method.sign(auth, "https://localhost/token")
    part = token.split(b".")[0]
    return sorted(json.loads(base64.urlsafe_b64decode(part + b"=" * (-len(part) % 4))))

extra = {"headers": {"kid": "one"}}
try:
    print("ClientSecretJWT", header(ClientSecretJWT(**extra), "secret"))
except TypeError as error:
    print("ClientSecretJWT", error)
print("PrivateKeyJWT", header(PrivateKeyJWT(**extra), open("client.key").read()))
PY
seen="$(/usr/bin/python3 assertion.py)"
echo "$seen"
expect 'the header of the assertion' "PrivateKeyJWT ['alg', 'typ']" "$seen"
