#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.bash"

echo "version   $(openssl version), $(certtool --version | head -1)"
echo 'expected  an internationalized mailbox with its domain as RFC 9598 writes it (xn--…) is inside a constraint on just that domain'

cat >>extensions.cnf <<'CNF'
[issuing]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
nameConstraints=critical,permitted;email:xn--bcher-kva.example
[rfc9598]
extendedKeyUsage=clientAuth
authorityKeyIdentifier=keyid
subjectAltName=@rfc9598_name
[rfc9598_name]
otherName=1.3.6.1.5.5.7.8.9;FORMAT:UTF8,UTF8:jörg@xn--bcher-kva.example
[rfc8398]
extendedKeyUsage=clientAuth
authorityKeyIdentifier=keyid
subjectAltName=@rfc8398_name
[rfc8398_name]
otherName=1.3.6.1.5.5.7.8.9;FORMAT:UTF8,UTF8:jörg@bücher.example
CNF
root root '/CN=Root'
issue issuing '/CN=Issuing' root issuing
for form in rfc9598 rfc8398; do
  issue "$form" '/CN=Joerg' issuing "$form"
  cat "$form.pem" issuing.pem >"$form.chain"
done
names() { openssl x509 -in "$1.pem" -noout -ext subjectAltName; }
verify() { openssl verify -purpose sslclient -CAfile root.pem -untrusted issuing.pem "$1.pem" 2>&1 || true; }
expect 'OpenSSL, the name of today' 'SmtpUTF8Mailbox::jörg@xn--bcher-kva.example' "$(names rfc9598)"
expect 'OpenSSL, the chain' 'permitted subtree violation' "$(verify rfc9598)"
expect 'GnuTLS, the chain' 'The certificate is trusted' "$(gnutls rfc9598.chain root)"
expect 'OpenSSL, the name of RFC 8398, which RFC 9598 replaced' 'SmtpUTF8Mailbox::jörg@bücher.example' "$(names rfc8398)"
expect 'OpenSSL, the chain' 'rfc8398.pem: OK' "$(verify rfc8398)"
