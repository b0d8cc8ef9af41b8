#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.bash"

echo "version   $(certtool --version | head -1), $(openssl version), Java $(dpkg-query -W -f='${Version}' openjdk-17-jre-headless)"
echo 'expected  a certificate renewed with the same key and name keeps its subjectKeyIdentifier, whatever tool renews it (RFC 5280, 4.2.1.2, method 1)'

root root '/CN=Root'
issue leaf '/CN=Alice' root leaf
printf 'cn = Root\nca\ncert_signing_key\ncrl_signing_key\nexpiration_days = 2\n' >renew.cfg
certtool --generate-self-signed --load-privkey root.key --template renew.cfg --outfile renewed.pem 2>/dev/null
openssl pkcs12 -export -inkey root.key -in root.pem -name root -passout pass:password -out root.p12
# keytool replaces the certificate of the key by a new self-signed one.
keytool -selfcert -alias root -keystore root.p12 -storepass password -dname CN=Root -ext bc:c -validity 2 2>/dev/null
keytool -exportcert -rfc -alias root -keystore root.p12 -storepass password -file java.pem 2>/dev/null

identifier() { openssl x509 -in "$1" -noout -ext subjectKeyIdentifier | tail -1 | tr -d ': '; }
hash() { sha1sum | cut -d' ' -f1 | tr a-f A-F; }
openssl pkey -in root.key -pubout -outform der -out root.spki
# The point of a P-256 key, the content of the BIT STRING, is the last 65 bytes.
expect 'OpenSSL, the hash of the key itself' "$(tail -c 65 root.spki | hash)" "$(identifier root.pem)"
expect 'keytool, the same' "$(tail -c 65 root.spki | hash)" "$(identifier java.pem)"
expect 'certtool, the hash of the whole SubjectPublicKeyInfo' "$(hash <root.spki)" "$(identifier renewed.pem)"
expect 'OpenSSL, the old leaf under the root that keytool renewed' 'leaf.pem: OK' "$(openssl verify -CAfile java.pem leaf.pem 2>&1)"
expect 'OpenSSL, the old leaf under the root that certtool renewed' 'unable to get local issuer certificate' \
  "$(openssl verify -CAfile renewed.pem leaf.pem 2>&1 || true)"
expect 'GnuTLS, the same' 'The certificate issuer is unknown' "$(gnutls leaf.pem renewed)"
