#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.bash"

echo "version   $(openssl version)"
echo 'expected  after a key change, one list signed with the new key covers the certificates that the old key signed (RFC 5280, 6.3.3 f)'

root root '/O=Example/CN=Root'
issue old '/O=Example/CN=Authority' root root
issue new '/O=Example/CN=Authority' root root
issue leaf '/O=Example/CN=Alice' old leaf
: >index.txt
crl list new

cat old.pem new.pem >between.pem
verify() { openssl verify "$@" -CAfile root.pem -untrusted between.pem -CRLfile list.crl leaf.pem 2>&1 || true; }
expect 'OpenSSL -crl_check' 'unable to get certificate CRL' "$(verify -crl_check)"
expect 'OpenSSL -crl_check -extended_crl' 'leaf.pem: OK' "$(verify -crl_check -extended_crl)"
