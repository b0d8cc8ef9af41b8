#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/servers.bash"

echo "version   wget $(dpkg-query -W -f='${Version}' wget) with GnuTLS $(dpkg-query -W -f='${Version}' libgnutls30), curl $(dpkg-query -W -f='${Version}' curl) with $(openssl version), Nginx $(dpkg-query -W -f='${Version}' nginx)"
echo 'expected  a root renewed with the same key and name stays the issuer of its certificates, also when the string type of the name has changed (RFC 5280, 7.1)'

# renewed.pem is root.pem with its name as PrintableString in place of UTF8String.
root root '/CN=Root'
sed 's/^\[req\]/[req]\nstring_mask=default/' extensions.cnf >printable.cnf
openssl req -x509 -new -key root.key -subj /CN=Root -days 2 -config printable.cnf -extensions root -out renewed.pem
issue server '/CN=localhost' root leaf
issue alice '/CN=Alice' root leaf
expect 'the name of the root' UTF8STRING "$(openssl asn1parse -in root.pem | grep -A1 commonName)"
expect 'the name of the renewed root' PRINTABLESTRING "$(openssl asn1parse -in renewed.pem | grep -A1 commonName)"

port="$(port)"
serve() { stop && nginx_on "$port" "ssl_verify_client optional; ssl_client_certificate $work/$1.pem; return 200 \$ssl_client_verify;"; }
by_curl() { curl -sSk --cert alice.pem --key alice.key "https://127.0.0.1:$port/" 2>&1 || true; }
by_wget() { wget -qO- --no-check-certificate --certificate alice.pem --private-key alice.key "https://127.0.0.1:$port/" 2>&1 || true; }
serve root
expect 'curl, Nginx names the root' SUCCESS "$(by_curl)"
expect 'wget, Nginx names the root' SUCCESS "$(by_wget)"
serve renewed
expect 'curl, Nginx names the renewed root' SUCCESS "$(by_curl)"
expect 'wget, Nginx names the renewed root: no certificate sent, no error' NONE "$(by_wget)"
expect 'OpenSSL, the chain' 'alice.pem: OK' "$(openssl verify -CAfile renewed.pem alice.pem 2>&1)"
expect 'GnuTLS, the chain' 'The certificate issuer is unknown' "$(gnutls alice.pem renewed)"
cat root.pem renewed.pem >both.pem
serve both
expect 'wget, Nginx names both' SUCCESS "$(by_wget)"
