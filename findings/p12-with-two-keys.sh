#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/servers.bash"

echo "version   curl $(dpkg-query -W -f='${Version}' curl), Node.js $(node -v), $(openssl version), Nginx $(dpkg-query -W -f='${Version}' nginx), Java $(dpkg-query -W -f='${Version}' openjdk-17-jdk-headless)"
echo 'expected  from a .p12 with a key for encryption and one for signatures, the one for signatures is used, or an error names the two'

cat >>extensions.cnf <<'CNF'
[encryption]
keyUsage=critical,keyEncipherment
extendedKeyUsage=clientAuth
authorityKeyIdentifier=keyid
CNF
root root '/CN=Root'
issue server '/CN=localhost' root leaf
issue encryption '/CN=Encryption' root encryption
issue signature '/CN=Signature' root leaf
for name in encryption signature; do
  openssl pkcs12 -export -inkey "$name.key" -in "$name.pem" -name "$name" -passout pass:password -out "$name.p12"
done
# both NAME FIRST SECOND: a .p12 with both keys.
both() {
  for part in "$2" "$3"; do
    keytool -importkeystore -srckeystore "$part.p12" -srcstorepass password -destkeystore "$1" -deststorepass password 2>/dev/null
  done
}
both encryption-first.p12 encryption signature
both signature-first.p12 signature encryption
port="$(port)"
nginx_on "$port" "ssl_verify_client optional; ssl_client_certificate $work/root.pem; error_page 495 =200 /;
  location / { return 200 '\$ssl_client_s_dn \$ssl_client_verify'; }"
cat >client.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { get } from 'node:https';
const [, , port, name] = process.argv;
get({ port, pfx: readFileSync(name), passphrase: 'password', rejectUnauthorized: false }, (answer) => answer.pipe(process.stdout));
JS
names() { openssl pkcs12 -in "$1" -passin pass:password -nocerts -nodes | sed -n 's/.*friendlyName: //p' | xargs; }
by_curl() { curl -sSk --cert-type P12 --cert "$1:password" "https://127.0.0.1:$port/" 2>&1 || true; }
expect 'the keys of the first file' 'encryption signature' "$(names encryption-first.p12)"
expect 'curl' 'CN=Encryption FAILED:unsuitable certificate purpose' "$(by_curl encryption-first.p12)"
expect 'Node.js' 'CN=Encryption FAILED:unsuitable certificate purpose' "$(node client.mjs "$port" encryption-first.p12)"
expect 'the keys of the second file' 'signature encryption' "$(names signature-first.p12)"
expect 'curl' 'CN=Signature SUCCESS' "$(by_curl signature-first.p12)"
expect 'Node.js' 'CN=Signature SUCCESS' "$(node client.mjs "$port" signature-first.p12)"
