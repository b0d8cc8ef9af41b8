#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.bash"

echo "version   NSS $(dpkg-query -W -f='${Version}' libnss3-tools)"
echo 'expected  each imported .p12 keeps its own friendlyName, and -n exports the one that bears the name'

mkdir nss
certutil -N -d sql:nss --empty-password
for year in 2025 2026; do
  root "$year" '/O=Example/CN=Alice'
  openssl pkcs12 -export -inkey "$year.key" -in "$year.pem" -name "Card $year" -passout pass:word -out "$year.p12"
  pk12util -i "$year.p12" -d sql:nss -W word >/dev/null
done
list="$(certutil -L -d sql:nss)"
expect 'certificates under the first name' 2 "$(grep -c 'Card 2025' <<<"$list")"
expect 'certificates under the second name' 0 "$(grep -c 'Card 2026' <<<"$list" || true)"
pk12util -o out.p12 -n 'Card 2025' -d sql:nss -W word >/dev/null
expect 'private keys in an export of the first name' 2 \
  "$(openssl pkcs12 -in out.p12 -passin pass:word -nodes -nocerts 2>/dev/null | grep -c 'BEGIN PRIVATE KEY')"
