#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/servers.bash"

echo "version   Caddy $(dpkg-query -W -f='${Version}' caddy), built with $(HOME="$work" caddy build-info | sed -n 's/^go\t//p' | head -1), $(openssl version), $(certtool --version | head -1)"
echo 'expected  a certificate without a subject, whose alternative name is critical (RFC 5280, 4.1.2.6) and holds a user principal name, is accepted'

cat >>extensions.cnf <<'CNF'
[card]
keyUsage=critical,digitalSignature
extendedKeyUsage=clientAuth
subjectAltName=critical,otherName:1.3.6.1.4.1.311.20.2.3;UTF8:alice@example.org
[card_with_mail]
keyUsage=critical,digitalSignature
extendedKeyUsage=clientAuth
subjectAltName=critical,otherName:1.3.6.1.4.1.311.20.2.3;UTF8:alice@example.org,email:alice@example.org
CNF
root root '/CN=Root'
issue server '/CN=localhost' root leaf
issue card / root card
issue card_with_mail / root card_with_mail
port="$(port)"
cat >Caddyfile <<CONF
{
  debug
  admin off
  auto_https off
  storage file_system $work/storage
}
https://localhost:$port {
  bind 127.0.0.1
  tls $work/server.pem $work/server.key {
    client_auth {
      mode require_and_verify
      trusted_ca_cert_file $work/root.pem
    }
  }
  respond "signed in"
}
CONF
run env HOME="$work" caddy run --adapter caddyfile --config Caddyfile
await "$port"
visit() { curl -sk --cert "$1.pem" --key "$1.key" "https://localhost:$port/" || echo refused; }
for name in card card_with_mail; do
  expect "OpenSSL, $name" "$name.pem: OK" "$(openssl verify -purpose sslclient -CAfile root.pem "$name.pem")"
  expect "GnuTLS, $name" 'The certificate is trusted' "$(gnutls "$name.pem" root)"
done
expect 'Caddy, with a mail address beside the principal name' 'signed in' "$(visit card_with_mail)"
expect 'Caddy, with the principal name alone' refused "$(visit card)"
for _ in {1..50}; do grep -q x509 log && break || sleep 0.1; done
expect 'the log of Caddy' 'x509: unhandled critical extension' "$(cat log)"
