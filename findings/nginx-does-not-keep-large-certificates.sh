#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/servers.bash"

echo "version   Nginx $(dpkg-query -W -f='${Version}' nginx), $(openssl version)"
echo 'expected  with ssl_session_cache, the second connection of a client resumes the first, whatever its certificate'

root root '/CN=Root'
issue server '/CN=localhost' root leaf
issue small '/CN=Small' root leaf
# A comment stands for what makes certificates large: a logotype with its image (RFC 9399), a post-quantum key.
printf '[large]\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=clientAuth\nauthorityKeyIdentifier=keyid\nnsComment=%s\n' \
  "$(printf '%0256d' {1..16})" >>extensions.cnf
issue large '/CN=Large' root large
port="$(port)"
serve() {
  stop
  nginx_on "$port" "ssl_session_cache shared:sessions:1m; ssl_session_tickets $1; ssl_protocols TLSv1.2 TLSv1.3;
    ssl_verify_client on; ssl_client_certificate $work/root.pem; return 200 \"\$ssl_client_s_dn reused=\$ssl_session_reused\";"
}
cat >client.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { connect } from 'node:tls';
const [, , port, name, maxVersion] = process.argv;
const [key, cert] = ['key', 'pem'].map((kind) => readFileSync(`${name}.${kind}`));
let session;
let text;
for (const turn of [1, 2]) {
  text = '';
  const socket = connect({ host: '127.0.0.1', port, key, cert, session, maxVersion, rejectUnauthorized: false });
  socket.on('session', (ticket) => (session = ticket));
  socket.on('data', (data) => (text += data));
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
  await new Promise((resolve) => socket.on('close', resolve));
}
console.log(/CN=.*/.exec(text)[0]);
JS
for version in TLSv1.3 TLSv1.2; do
  serve off
  expect "$version, a small certificate" 'CN=Small reused=r' "$(node client.mjs "$port" small $version)"
  expect "$version, a certificate of $(openssl x509 -in large.pem -outform der | wc -c) bytes" 'CN=Large reused=.' "$(node client.mjs "$port" large $version)"
  serve on
  expect "$version, the same with ssl_session_tickets on" 'CN=Large reused=r' "$(node client.mjs "$port" large $version)"
done
