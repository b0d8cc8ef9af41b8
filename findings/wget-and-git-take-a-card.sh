#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/servers.bash"

echo "version   wget $(dpkg-query -W -f='${Version}' wget), git $(dpkg-query -W -f='${Version}' git), curl $(dpkg-query -W -f='${Version}' curl), SoftHSM $(dpkg-query -W -f='${Version}' softhsm2)"
echo 'expected  --certificate and http.sslCert name a file, as their manuals say'

root root '/CN=Root'
issue server '/CN=localhost' root leaf
issue alice '/CN=Alice' root leaf
mkdir tokens
printf 'directories.tokendir = %s/tokens\nobjectstore.backend = file\nlog.level = ERROR\n' "$work" >softhsm2.conf
export SOFTHSM2_CONF="$work/softhsm2.conf"
softhsm2-util --init-token --free --label card --so-pin 12345678 --pin 1234 >/dev/null
openssl pkcs8 -topk8 -nocrypt -in alice.key -out alice.p8
softhsm2-util --import alice.p8 --token card --label alice --id 01 --pin 1234 >/dev/null
openssl x509 -in alice.pem -outform der -out alice.der
pkcs11-tool --module /usr/lib/softhsm/libsofthsm2.so --token-label card --login --pin 1234 --write-object alice.der --type cert --label alice --id 01 >/dev/null
certificate='pkcs11:token=card;object=alice;type=cert'
key='pkcs11:token=card;object=alice;type=private;pin-source='"$work/pin"
printf 1234 >pin
rm alice.*

# A repository as plain files, for those alone who show a certificate.
git init --quiet --bare site/repository.git
git -C site/repository.git update-ref refs/heads/main \
  "$(git -C site/repository.git -c user.name=a -c user.email=a@example.org commit-tree -m first "$(git -C site/repository.git hash-object -t tree -w --stdin </dev/null)")"
git -C site/repository.git update-server-info
port="$(port)"
nginx_on "$port" "ssl_verify_client on; ssl_client_certificate $work/root.pem; root $work/site; location = /me { return 200 \$ssl_client_s_dn; }"
expect 'wget' 'CN=Alice' "$(wget -qO- --no-check-certificate --certificate "$certificate" --private-key "$key" "https://127.0.0.1:$port/me" 2>&1 || true)"
expect 'git' 'refs/heads/main' "$(HOME="$work" git -c http.sslVerify=false -c http.sslCert="$certificate" -c http.sslKey="$key" \
  ls-remote "https://127.0.0.1:$port/repository.git" 2>&1 || true)"
expect 'curl, with OpenSSL' 'SSL Engine' "$(curl -sSk --cert "$certificate" --key "$key" "https://127.0.0.1:$port/me" 2>&1 || true)"
