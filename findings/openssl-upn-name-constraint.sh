#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.bash"

echo "version   $(openssl version), $(certtool --version | head -1)"
echo 'expected  an authority may constrain the user principal name (an otherName), as Windows card authorities do'

cat >>extensions.cnf <<'CNF'
[constrained]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
nameConstraints=critical,permitted;otherName:1.3.6.1.4.1.311.20.2.3;UTF8:@corp.example
[upn]
extendedKeyUsage=clientAuth
subjectAltName=otherName:1.3.6.1.4.1.311.20.2.3;UTF8:alice@corp.example
CNF
root root '/O=Example/CN=Root'
issue ca '/O=Example/CN=Authority' root constrained
issue leaf '/O=Example/CN=Alice' ca upn
issue plain '/O=Example/CN=Bob' ca leaf

verify() { openssl verify -CAfile root.pem -untrusted ca.pem "$1" 2>&1 || true; }
cat leaf.pem ca.pem >chain.pem
expect 'OpenSSL, a name inside the permitted domain' 'unsupported name constraint type' "$(verify leaf.pem)"
expect 'OpenSSL, no such name at all' 'plain.pem: OK' "$(verify plain.pem)"
expect 'GnuTLS, the first chain' 'The certificate is trusted' "$(gnutls chain.pem root)"
