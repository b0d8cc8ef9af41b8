#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.bash"

echo "version   $(openssl version), $(certtool --version | head -1), NSS $(dpkg-query -W -f='${Version}' libnss3-tools)"
echo 'expected  all three process critical policy mappings, as RFC 5280 (4.2.1.5) asks of path validation'

cat >>extensions.cnf <<'CNF'
[mapping]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
certificatePolicies=1.2.3.4
policyMappings=critical,1.2.3.4:1.2.3.5
[mapped]
extendedKeyUsage=clientAuth
certificatePolicies=1.2.3.5
CNF
root root '/O=Example/CN=Root'
issue ca '/O=Example/CN=Bridge' root mapping
issue leaf '/O=Example/CN=Alice' ca mapped

cat leaf.pem ca.pem >chain.pem
expect 'OpenSSL' 'leaf.pem: OK' \
  "$(openssl verify -policy 1.2.3.4 -explicit_policy -CAfile root.pem -untrusted ca.pem leaf.pem 2>&1)"
expect 'GnuTLS' 'unknown critical extension' "$(gnutls chain.pem root)"
mkdir nss
certutil -N -d sql:nss --empty-password
certutil -A -d sql:nss -n root -t CT,CT,CT -i root.pem
for name in ca leaf; do certutil -A -d sql:nss -n "$name" -t ,, -i "$name.pem"; done
expect 'NSS' 'unknown critical extension' "$(certutil -V -d sql:nss -n leaf -u C 2>&1 || true)"
