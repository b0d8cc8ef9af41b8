#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/servers.bash"

echo "version   Caddy $(dpkg-query -W -f='${Version}' caddy), Apache $(dpkg-query -W -f='${Version}' apache2), HAProxy $(dpkg-query -W -f='${Version}' haproxy), Nginx $(dpkg-query -W -f='${Version}' nginx)"
echo 'expected  a proxy that hands on the client certificate in a field sends no such field when the client has no certificate'

root root '/CN=Root'
issue server '/CN=localhost' root leaf
issue alice '/CN=Alice' root leaf
cat server.pem server.key >both.pem
upstream="$(port)"
cat >upstream.mjs <<'JS'
import { createServer } from 'node:http';
createServer(({ headers }, answer) => answer.end('x-cert' in headers ? `[${headers['x-cert']}]` : 'no field')).listen(process.argv[2], '127.0.0.1');
JS
run node upstream.mjs "$upstream"

caddy="$(port)"
cat >Caddyfile <<CONF
{
  admin off
  auto_https off
  storage file_system $work/storage
}
https://localhost:$caddy {
  bind 127.0.0.1
  tls $work/server.pem $work/server.key {
    client_auth {
      mode verify_if_given
      trusted_ca_cert_file $work/root.pem
    }
  }
  reverse_proxy 127.0.0.1:$upstream {
    header_up X-Cert {http.request.tls.client.certificate_der_base64}
  }
}
CONF
run env HOME="$work" caddy run --adapter caddyfile --config Caddyfile
apache="$(port)"
{
  printf 'ServerName localhost\nServerRoot %s\nPidFile %s/apache.pid\nErrorLog %s/apache.log\nUser www-data\nListen 127.0.0.1:%s\n' "$work" "$work" "$work" "$apache"
  for name in mpm_event authn_core authz_core ssl headers proxy proxy_http; do
    printf 'LoadModule %s_module /usr/lib/apache2/modules/mod_%s.so\n' "$name" "$name"
  done
  printf 'SSLEngine on\nSSLCertificateFile %s/server.pem\nSSLCertificateKeyFile %s/server.key\nSSLCACertificateFile %s/root.pem\n' "$work" "$work" "$work"
  printf 'SSLVerifyClient optional\nSSLOptions +ExportCertData\nRequestHeader set X-Cert "%%{SSL_CLIENT_CERT}s"\nProxyPass / http://127.0.0.1:%s/\n' "$upstream"
} >apache.conf
run /usr/sbin/apache2 -X -f "$work/apache.conf"
haproxy="$(port)"
cat >haproxy.cfg <<CONF
defaults
  mode http
  timeout connect 5s
  timeout client 5s
  timeout server 5s
frontend tls
  bind 127.0.0.1:$haproxy ssl crt $work/both.pem ca-file $work/root.pem verify optional
  http-request set-header X-Cert %[ssl_c_der,base64]
  default_backend upstream
backend upstream
  server upstream 127.0.0.1:$upstream
CONF
run haproxy -db -f haproxy.cfg
nginx="$(port)"
nginx_on "$nginx" "ssl_verify_client optional; ssl_client_certificate $work/root.pem;
  location / { proxy_pass http://127.0.0.1:$upstream; proxy_set_header X-Cert \$ssl_client_escaped_cert; }"

visit() { await "$1" && curl -sSk "${@:2}" "https://localhost:$1/"; }
await "$upstream"
for name in caddy apache haproxy nginx; do
  expect "$name, with a certificate, the beginning of its DER as base64" MII "$(visit "${!name}" --cert alice.pem --key alice.key)"
done
expect 'Caddy, without: the name of the placeholder' '[{http.request.tls.client.certificate_der_base64}]' "$(visit "$caddy")"
expect 'Apache, without' '[(null)]' "$(visit "$apache")"
expect 'HAProxy, without: an empty field' '[]' "$(visit "$haproxy")"
expect 'Nginx, without' 'no field' "$(visit "$nginx")"
