#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.bash"

echo "version   $(openssl version)"
echo 'expected  without -policy the starting set is any-policy (RFC 5280, 6.1.1 c), so a chain that keeps its policy passes'

cat >>extensions.cnf <<'CNF'
[explicit]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
certificatePolicies=1.2.3.4
policyConstraints=critical,requireExplicitPolicy:0
[same]
extendedKeyUsage=clientAuth
certificatePolicies=1.2.3.4
[none]
extendedKeyUsage=clientAuth
CNF
root root '/O=Example/CN=Root'
issue ca '/O=Example/CN=Authority' root explicit
issue leaf '/O=Example/CN=Alice' ca same
issue bare '/O=Example/CN=Bob' ca none

verify() { openssl verify "$@" -CAfile root.pem -untrusted ca.pem leaf.pem 2>&1 || true; }
expect 'valid chain, -policy_check alone' 'no explicit policy' "$(verify -policy_check)"
expect 'valid chain, -policy anyPolicy as well' 'leaf.pem: OK' "$(verify -policy_check -policy anyPolicy)"
expect 'a chain without the required policy, no option' 'bare.pem: OK' \
  "$(openssl verify -CAfile root.pem -untrusted ca.pem bare.pem 2>&1)"
