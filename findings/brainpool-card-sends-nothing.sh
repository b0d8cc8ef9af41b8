#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/servers.bash"

echo "version   Nginx $(dpkg-query -W -f='${Version}' nginx), curl $(dpkg-query -W -f='${Version}' curl), $(openssl version), Node.js $(node -v)"
echo 'expected  a client certificate with a key on brainpoolP256r1, which OpenSSL signs with and verifies, is sent or an error says why not'

root root '/CN=Root'
issue server '/CN=localhost' root leaf
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:brainpoolP256r1 -out card.key 2>/dev/null
openssl req -new -key card.key -subj /CN=Card -config extensions.cnf -out card.csr
openssl x509 -req -in card.csr -CA root.pem -CAkey root.key -set_serial 2 -days 2 -extfile extensions.cnf -extensions leaf -out card.pem 2>/dev/null
expect 'openssl verify' 'card.pem: OK' "$(openssl verify -CAfile root.pem card.pem)"

port="$(port)"
directives="ssl_protocols TLSv1.2 TLSv1.3; ssl_verify_client optional; ssl_client_certificate $work/root.pem; return 200 \"\$ssl_protocol \$ssl_client_verify\";"
visit() { curl -sk --cert card.pem --key card.key "$@" "https://127.0.0.1:$port/" || echo refused; }
nginx_on "$port" "$directives"
expect 'curl, TLS 1.3' 'TLSv1.3 NONE' "$(visit)"
cat >client.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { get } from 'node:https';
const [cert, key] = ['card.pem', 'card.key'].map((name) => readFileSync(name));
get({ port: process.argv[2], cert, key, rejectUnauthorized: false }, (answer) => answer.pipe(process.stdout));
JS
expect 'Node.js, TLS 1.3' 'TLSv1.3 NONE' "$(node client.mjs "$port")"
expect 'curl, TLS 1.2' refused "$(visit --tls-max 1.2)"
for _ in {1..50}; do grep -q curve error.log && break || sleep 0.1; done
expect 'the log of Nginx' 'wrong curve' "$(cat error.log)"
stop
nginx_on "$port" "ssl_ecdh_curve X25519:prime256v1:brainpoolP256r1; $directives"
expect 'curl, TLS 1.2, ssl_ecdh_curve names the curve' refused "$(visit --tls-max 1.2)"
expect 'curl --curves names it too' 'TLSv1.2 SUCCESS' "$(visit --tls-max 1.2 --curves X25519:P-256:brainpoolP256r1)"
expect 'the same with TLS 1.3' 'TLSv1.3 NONE' "$(visit --curves X25519:P-256:brainpoolP256r1)"
