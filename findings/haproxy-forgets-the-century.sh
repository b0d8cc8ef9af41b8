#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/servers.bash"

echo "version   HAProxy $(dpkg-query -W -f='${Version}' haproxy), $(openssl version)"
echo 'expected  ssl_c_notafter of a certificate that ends in 2050 or later shows that year'

root root '/CN=Root'
issue server '/CN=localhost' root leaf
issue card '/CN=Card' root leaf
cat server.pem server.key >both.pem
: >index.txt
printf '[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\nrand_serial=yes\nnew_certs_dir=.\ndefault_md=sha256\nunique_subject=no\npolicy=any\n[any]\ncommonName=supplied\n' >ca.cnf
port="$(port)"
cat >haproxy.cfg <<CONF
defaults
  mode http
  timeout client 5s
frontend tls
  bind 127.0.0.1:$port ssl crt $work/both.pem ca-file $work/root.pem verify required
  http-request return status 200 content-type text/plain lf-string "[%[ssl_c_notafter]]"
CONF
run haproxy -db -f haproxy.cfg
await "$port"
# 9999-12-31 is what RFC 5280, 4.1.2.5, prescribes for a device whose certificate has no end.
while read -r last form seen; do
  openssl ca -batch -notext -config ca.cnf -cert root.pem -keyfile root.key -in card.csr -enddate "$last" \
    -extfile extensions.cnf -extensions leaf -out card.pem 2>/dev/null
  expect "an end as $form" "$last" "$(openssl asn1parse -in card.pem | grep "$form" | tail -1)"
  expect 'ssl_c_notafter' "$seen" "$(curl -sSk --cert card.pem --key card.key "https://127.0.0.1:$port/")"
done <<'CASES'
491231235959Z UTCTIME [491231235959Z]
20500101000000Z GENERALIZEDTIME [500101000000Z]
99991231235959Z GENERALIZEDTIME []
CASES
