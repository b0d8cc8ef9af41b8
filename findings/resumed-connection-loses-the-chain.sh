#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/servers.bash"

echo "version   Node.js $(node -v), HAProxy $(dpkg-query -W -f='${Version}' haproxy), Apache $(dpkg-query -W -f='${Version}' apache2), $(openssl version)"
echo 'expected  a server that knows the client certificate on a resumed connection knows the authorities that came with it, too'

cat >>extensions.cnf <<'CNF'
[issuing]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
CNF
root root '/CN=Root'
issue server '/CN=localhost' root leaf
issue issuing '/CN=Issuing' root issuing
issue alice '/CN=Alice' issuing leaf
cat alice.pem issuing.pem >chain.pem
cat server.pem server.key >both.pem

node="$(port)"
cat >server.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
const [key, cert, ca] = ['server.key', 'server.pem', 'root.pem'].map((name) => readFileSync(name));
createServer({ key, cert, ca, requestCert: true, rejectUnauthorized: false }, ({ socket }, answer) => {
  const { subject, issuerCertificate } = socket.getPeerCertificate(true);
  answer.end(`resumed=${socket.isSessionReused()} authorized=${socket.authorized} leaf=${subject.CN} issuer=${issuerCertificate?.subject.CN}`);
}).listen(process.argv[2], '127.0.0.1');
JS
run node server.mjs "$node"
haproxy="$(port)"
cat >haproxy.cfg <<CONF
defaults
  mode http
  timeout client 5s
frontend tls
  bind 127.0.0.1:$haproxy ssl crt $work/both.pem ca-file $work/root.pem verify required
  http-request return status 200 content-type text/plain lf-string "resumed=%[ssl_fc_is_resumed] leaf=%[ssl_c_s_dn(CN)] chain=[%[ssl_c_chain_der,base64]]"
CONF
run haproxy -db -f haproxy.cfg
apache="$(port)"
{
  printf 'ServerName localhost\nServerRoot %s\nPidFile %s/apache.pid\nErrorLog %s/apache.log\nUser www-data\nListen 127.0.0.1:%s\n' "$work" "$work" "$work" "$apache"
  for name in mpm_event authn_core authz_core ssl headers; do printf 'LoadModule %s_module /usr/lib/apache2/modules/mod_%s.so\n' "$name" "$name"; done
  printf 'SSLEngine on\nSSLCertificateFile %s/server.pem\nSSLCertificateKeyFile %s/server.key\nSSLCACertificateFile %s/root.pem\n' "$work" "$work" "$work"
  printf 'SSLVerifyClient require\nSSLVerifyDepth 3\nSSLOptions +ExportCertData\n'
  printf 'Header always set Seen "resumed=%%{SSL_SESSION_RESUMED}s leaf=%%{SSL_CLIENT_S_DN_CN}s chain=[%%{SSL_CLIENT_CERT_CHAIN_0}s]"\n'
} >apache.conf
run /usr/sbin/apache2 -X -f "$work/apache.conf"

# Two connections, the second with the session of the first.
cat >client.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { connect } from 'node:tls';
const [key, cert] = ['alice.key', 'chain.pem'].map((name) => readFileSync(name));
let session;
for (const name of ['first', 'second']) {
  let text = '';
  const socket = connect({ host: '127.0.0.1', port: process.argv[2], key, cert, session, rejectUnauthorized: false });
  socket.on('session', (ticket) => (session = ticket));
  socket.on('data', (data) => (text += data));
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
  await new Promise((resolve) => socket.on('close', resolve));
  console.log(name, /resumed=.*/.exec(text)[0]);
}
JS
visit() { await "$1" && node client.mjs "$1"; }
seen="$(visit "$node")"
expect 'Node.js, getPeerCertificate(true)' 'first resumed=false authorized=true leaf=Alice issuer=Issuing' "$seen"
expect 'Node.js, resumed' 'second resumed=true authorized=true leaf=Alice issuer=undefined' "$seen"
seen="$(visit "$haproxy")"
expect 'HAProxy, ssl_c_chain_der' 'first resumed=0 leaf=Alice chain=[MII' "$seen"
expect 'HAProxy, resumed' 'second resumed=1 leaf=Alice chain=[]' "$seen"
seen="$(visit "$apache")"
expect 'Apache, SSL_CLIENT_CERT_CHAIN_0' 'first resumed=Initial leaf=Alice chain=[-----BEGIN' "$seen"
expect 'Apache, resumed' 'second resumed=Resumed leaf=Alice chain=[(null)]' "$seen"
