#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/chromium.bash"

echo "version   Chromium $(dpkg-query -W -f='${Version}' chromium), Nginx $(dpkg-query -W -f='${Version}' nginx), $(openssl version)"
echo 'expected  after a root was renewed with the same key and name, Chromium offers the certificates below it as before, also when the string type of the name has changed'

root root '/CN=Root'
sed 's/^\[req\]/[req]\nstring_mask=default/' extensions.cnf >printable.cnf
openssl req -x509 -new -key root.key -subj /CN=Root -days 2 -config printable.cnf -extensions root -out renewed.pem
issue server '/CN=localhost' root leaf
issue alice '/CN=Alice' root leaf
expect 'the name of the root' UTF8STRING "$(openssl asn1parse -in root.pem | grep -A1 commonName)"
expect 'the name of the renewed root' PRINTABLESTRING "$(openssl asn1parse -in renewed.pem | grep -A1 commonName)"
expect 'OpenSSL, a certificate from before under the renewed root' 'alice.pem: OK' "$(openssl verify -CAfile renewed.pem alice.pem)"
cat root.pem renewed.pem >both.pem

port="$(port)"
serve() { stop && nginx_on "$port" "ssl_verify_client optional_no_ca; $1 return 200 '[\$ssl_client_verify]';"; }
chooses "$port"
serve "ssl_client_certificate $work/root.pem;"
expect 'Nginx names the root' '[SUCCESS]' "$(browse alice "$port")"
serve "ssl_client_certificate $work/renewed.pem;"
expect 'Nginx names the renewed root' '[NONE]' "$(browse alice "$port")"
serve "ssl_client_certificate $work/both.pem;"
expect 'Nginx names both' '[SUCCESS]' "$(browse alice "$port")"
serve "ssl_trusted_certificate $work/renewed.pem;"
expect 'Nginx names none, and trusts the renewed root' '[SUCCESS]' "$(browse alice "$port")"
