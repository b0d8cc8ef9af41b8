#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.bash"

echo "version   $(certtool --version | head -1), $(openssl version)"
echo 'expected  a self-issued authority certificate does not count for pathLenConstraint (RFC 5280, 4.2.1.9)'

cat >>extensions.cnf <<'CNF'
[last]
basicConstraints=critical,CA:TRUE,pathlen:0
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
CNF
root root '/O=Example/CN=Root'
issue ca '/O=Example/CN=Authority' root last
issue rolled '/O=Example/CN=Authority' ca last
issue leaf '/O=Example/CN=Alice' rolled leaf

cat ca.pem rolled.pem >between.pem
cat leaf.pem rolled.pem ca.pem >chain.pem
expect 'OpenSSL' 'leaf.pem: OK' "$(openssl verify -CAfile root.pem -untrusted between.pem leaf.pem 2>&1)"
mkdir nss
certutil -N -d sql:nss --empty-password
certutil -A -d sql:nss -n root -t CT,CT,CT -i root.pem
for name in ca rolled leaf; do certutil -A -d sql:nss -n "$name" -t ,, -i "$name.pem"; done
expect 'NSS' 'certificate is valid' "$(certutil -V -d sql:nss -n leaf -u C -e 2>&1 || true)"
expect 'GnuTLS' "violates the signer's constraints" "$(gnutls chain.pem root)"
