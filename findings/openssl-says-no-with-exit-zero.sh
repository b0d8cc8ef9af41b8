#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.bash"

echo "version   $(openssl version), ocsptool $(dpkg-query -W -f='${Version}' gnutls-bin)"
echo 'expected  a command that is asked to check something ends with a status other than 0 when the answer is no'

root root '/CN=Root'
root other '/CN=Root'
issue leaf '/CN=Alice' root leaf
serial="$(openssl x509 -in leaf.pem -noout -serial | cut -d= -f2)"
printf 'R\t301231000000Z\t260101000000Z,keyCompromise\t%s\tunknown\t/CN=Alice\n' "$serial" >index.txt
crl list root
openssl ocsp -no_nonce -index index.txt -CA root.pem -rsigner root.pem -rkey root.key -ndays 1 \
  -issuer root.pem -cert leaf.pem -respout answer.der -CAfile root.pem >/dev/null 2>&1

# asked COMMAND…: what it prints, and its status as the last word.
asked() {
  local status=0 text
  text="$("$@" 2>&1)" || status=$?
  printf '%s [status %s]' "$(tr '\n' ' ' <<<"$text")" "$status"
}
expect 'x509 -checkend, two days are left' 'will expire  [status 1]' "$(asked openssl x509 -in leaf.pem -noout -checkend 9999999)"
expect 'x509 -checkhost, another name' 'does NOT match certificate  [status 0]' "$(asked openssl x509 -in leaf.pem -noout -checkhost pc.example)"
expect 'verify, another key' '[status 2]' "$(asked openssl verify -CAfile other.pem leaf.pem)"
expect 'crl -CAfile, another key' 'verify failure  [status 0]' "$(asked openssl crl -in list.crl -noout -CAfile other.pem)"
answer="$(asked openssl ocsp -no_nonce -respin answer.der -issuer root.pem -cert leaf.pem -CAfile root.pem)"
expect 'ocsp, the certificate' 'leaf.pem: revoked' "$answer"
expect 'ocsp, the status' '[status 0]' "$answer"
answer="$(asked ocsptool --verify-response --load-response answer.der --load-trust root.pem)"
expect 'ocsptool, the certificate' 'Certificate Status: revoked' "$answer"
expect 'ocsptool, the status' '[status 0]' "$answer"
