#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/servers.bash"

echo "version   Nginx $(dpkg-query -W -f='${Version}' nginx), $(openssl version)"
echo 'expected  Nginx accepts client certificates of an issuing authority only if the root above it is trusted too: it has no directive for a partial chain'

cat >>extensions.cnf <<'CNF'
[issuing]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
CNF
root root '/CN=Root'
issue issuing '/CN=Issuing' root issuing
issue other '/CN=Other' root issuing
issue server '/CN=localhost' root leaf
issue alice '/CN=Alice' issuing leaf
issue bob '/CN=Bob' other leaf
cat bob.pem other.pem >bob-chain.pem
openssl x509 -in issuing.pem -addtrust clientAuth -out trusted.pem
# Nginx names the authorities to clients from blocks of the kind CERTIFICATE alone, so the file needs both kinds.
cat trusted.pem issuing.pem >trusted-first.pem
cat issuing.pem trusted.pem >trusted-last.pem

port="$(port)"
# visit FILE CERTIFICATE KEY: Nginx's word on the certificate with FILE as ssl_client_certificate.
visit() {
  stop
  nginx_on "$port" "ssl_verify_client optional; ssl_verify_depth 3; ssl_client_certificate $work/$1; error_page 495 =200 /; location / { return 200 \$ssl_client_verify; }"
  curl -sSk --cert "$2.pem" --key "$3.key" "https://127.0.0.1:$port/" >answer
}
visit issuing.pem alice alice
expect 'the issuing authority alone' 'FAILED:unable to get issuer certificate' "$(cat answer)"
nginx_configuration "$port" "ssl_verify_client on; ssl_client_certificate $work/trusted.pem;"
expect 'as TRUSTED CERTIFICATE alone, nginx -t' 'Expecting: CERTIFICATE' "$(nginx -t -e "$work/error.log" -c "$work/nginx.conf" 2>&1 || true)"
visit trusted-last.pem alice alice
expect 'as CERTIFICATE, then as TRUSTED CERTIFICATE' 'FAILED:unable to get issuer certificate' "$(cat answer)"
visit trusted-first.pem alice alice
expect 'as TRUSTED CERTIFICATE, then as CERTIFICATE' SUCCESS "$(cat answer)"
visit trusted-first.pem bob-chain bob
expect 'the same file, a certificate of another authority below the same root' 'FAILED:unable to get local issuer certificate' "$(cat answer)"
