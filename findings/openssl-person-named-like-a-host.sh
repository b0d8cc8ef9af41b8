#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.bash"

echo "version   $(openssl version), $(certtool --version | head -1), NSS $(dpkg-query -W -f='${Version}' libnss3-tools)"
echo 'expected  a constraint on DNS names does not touch a certificate for a person, with a mail address and no DNS name (RFC 5280, 4.2.1.10)'

cat >>extensions.cnf <<'CNF'
[issuing]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
nameConstraints=critical,permitted;DNS:example.org,permitted;email:example.org
[person]
keyUsage=critical,digitalSignature
extendedKeyUsage=clientAuth
authorityKeyIdentifier=keyid
subjectAltName=email:anna.meier@example.org
CNF
root root '/CN=Root'
issue issuing '/CN=Issuing' root issuing
mkdir nss
certutil -N -d sql:nss --empty-password
certutil -A -d sql:nss -n root -t T,, -i root.pem
certutil -A -d sql:nss -n issuing -t ,, -i issuing.pem
verify() { openssl verify -purpose sslclient -CAfile root.pem -untrusted issuing.pem person.pem 2>&1 || true; }
for name in 'Anna Meier' anna.meier@example.org; do
  issue person "/CN=$name" issuing person
  expect "OpenSSL, CN=$name" 'person.pem: OK' "$(verify)"
done
# The second is how a card of a large public service names people: family name, given name, number.
for name in anna.meier MEIER.ANNA.1234567890; do
  issue person "/CN=$name" issuing person
  cat person.pem issuing.pem >chain.pem
  certutil -A -d sql:nss -n "$name" -t ,, -i person.pem
  expect "OpenSSL, CN=$name" 'permitted subtree violation' "$(verify)"
  expect "GnuTLS, CN=$name" 'The certificate is trusted' "$(gnutls chain.pem root)"
  expect "NSS, CN=$name" 'certificate is valid' "$(certutil -V -u C -d sql:nss -n "$name")"
done
