#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/chromium.bash"

echo "version   Chromium $(dpkg-query -W -f='${Version}' chromium), Nginx $(dpkg-query -W -f='${Version}' nginx)"
echo 'expected  Chromium offers every certificate of an authority that the server names, and the server judges it: expired, not yet valid, wrong purpose'

cat >>extensions.cnf <<'CNF'
[no_purpose]
keyUsage=critical,digitalSignature
[any_purpose]
keyUsage=critical,digitalSignature
extendedKeyUsage=anyExtendedKeyUsage
[smart_card_logon]
keyUsage=critical,digitalSignature
extendedKeyUsage=1.3.6.1.4.1.311.20.2.2
[signatures_of_documents]
keyUsage=critical,nonRepudiation
extendedKeyUsage=clientAuth
[unknown]
keyUsage=critical,digitalSignature
extendedKeyUsage=clientAuth
1.3.6.1.4.1.55555.1=critical,DER:0500
CNF
root root '/CN=Root'
issue server '/CN=localhost' root leaf
for name in no_purpose any_purpose smart_card_logon signatures_of_documents unknown; do issue "$name" "/CN=$name" root "$name"; done
issue valid '/CN=valid' root leaf
: >index.txt
printf '[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\nrand_serial=yes\nnew_certs_dir=.\ndefault_md=sha256\nunique_subject=no\npolicy=any\n[any]\ncommonName=supplied\n' >ca.cnf
# dated NAME FIRST LAST: a certificate with these dates.
dated() {
  key "$1"
  openssl req -new -key "$1.key" -subj "/CN=$1" -config extensions.cnf -out "$1.csr"
  openssl ca -batch -notext -config ca.cnf -cert root.pem -keyfile root.key -in "$1.csr" -startdate "$2" -enddate "$3" \
    -extfile extensions.cnf -extensions leaf -out "$1.pem" 2>/dev/null
}
at() { date -u -d "$1" +%Y%m%d%H%M%SZ; }
dated expired "$(at '-2 days')" "$(at '-1 day')"
dated not_yet_valid "$(at '+1 day')" "$(at '+2 days')"

port="$(port)"
nginx_on "$port" "ssl_verify_client optional_no_ca; ssl_client_certificate $work/root.pem; error_page 495 =200 /judged; return 200 '[\$ssl_client_verify]';"
chooses "$port"
for name in valid no_purpose; do expect "$name, Nginx says" '[SUCCESS]' "$(browse "$name" "$port")"; done
expect 'unknown critical extension, Nginx says' '[FAILED:unhandled critical extension]' "$(browse unknown "$port")"
curl -sk --cert expired.pem --key expired.key "https://127.0.0.1:$port/" >answer
expect 'expired, by curl' '[FAILED:certificate has expired]' "$(cat answer)"
for name in expired not_yet_valid any_purpose smart_card_logon signatures_of_documents; do
  expect "$name, Nginx says" '[NONE]' "$(browse "$name" "$port")"
done
