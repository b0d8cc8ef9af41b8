#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.bash"

echo "version   Nginx $(dpkg-query -W -f='${Version}' nginx), Node.js $(node -v), $(openssl version)"
echo 'expected  a subject that Nginx hands on can be compared with the one Node.js reads from the same certificate'

root ca '/CN=Root'
issue server '/CN=localhost' ca leaf
issue client '/O=Example/CN=Müller\, Jörg' ca leaf
port="$(node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')"
cat >nginx.conf <<CONF
daemon off;
pid $work/pid;
error_log $work/error.log;
events {}
http {
  access_log off;
  client_body_temp_path $work/body;
  proxy_temp_path $work/proxy;
  fastcgi_temp_path $work/fastcgi;
  uwsgi_temp_path $work/uwsgi;
  scgi_temp_path $work/scgi;
  server {
    listen 127.0.0.1:$port ssl;
    ssl_certificate $work/server.pem;
    ssl_certificate_key $work/server.key;
    ssl_verify_client optional_no_ca;
    return 200 "\$ssl_client_s_dn|\$ssl_client_s_dn_legacy";
  }
}
CONF
nginx -e "$work/error.log" -c "$work/nginx.conf" &
nginx=$!
trap 'kill "$nginx" 2>/dev/null || true; wait "$nginx" 2>/dev/null || true; rm -rf "$work"' EXIT
seen="$(curl -sk --retry 10 --retry-connrefused --retry-delay 1 --cert client.pem --key client.key "https://127.0.0.1:$port/")"
node_subject="$(node -p 'JSON.stringify(new crypto.X509Certificate(fs.readFileSync("client.pem")).subject)')"
echo "nginx     $seen"
echo "node      $node_subject"
expect 'Nginx, last part first, bytes of UTF-8 escaped' 'CN=M\C3\BCller\, J\C3\B6rg,O=Example|' "$seen"
expect 'Node.js, first part first, one line each, letters as they are' 'O=Example\nCN=Müller' "$node_subject"
