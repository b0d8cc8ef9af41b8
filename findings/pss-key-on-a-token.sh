#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.bash"

echo "version   OpenSC $(dpkg-query -W -f='${Version}' opensc), SoftHSM $(dpkg-query -W -f='${Version}' softhsm2), NSS $(dpkg-query -W -f='${Version}' libnss3-tools)"
echo 'expected  a key of the kind id-RSASSA-PSS goes on a token as an RSA key, since PKCS#11 has the mechanism CKM_RSA_PKCS_PSS for it'

mkdir tokens nss
printf 'directories.tokendir = %s/tokens\nobjectstore.backend = file\nlog.level = ERROR\n' "$work" >softhsm2.conf
export SOFTHSM2_CONF="$work/softhsm2.conf"
softhsm2-util --init-token --free --label card --so-pin 12345678 --pin 1234 >/dev/null
openssl genpkey -algorithm RSA-PSS -out pss.key 2>/dev/null
openssl pkcs8 -topk8 -nocrypt -in pss.key -outform der -out pss.der
openssl req -x509 -new -key pss.key -subj /CN=Alice -days 2 -out pss.pem
openssl pkcs12 -export -inkey pss.key -in pss.pem -name Alice -passout pass:word -out pss.p12

expect 'pkcs11-tool' 'Unsupported key type: 0x390' "$(pkcs11-tool --module /usr/lib/softhsm/libsofthsm2.so --token-label card \
  --login --pin 1234 --write-object pss.der --type privkey --id 02 2>&1 || true)"
expect 'softhsm2-util' 'Cannot handle this algorithm' \
  "$(softhsm2-util --import pss.key --token card --label alice --id 03 --pin 1234 2>&1 || true)"
certutil -N -d sql:nss --empty-password
pk12util -i pss.p12 -d sql:nss -W word >/dev/null
expect 'NSS, itself a PKCS#11 token' 'rsaPss' "$(certutil -K -d sql:nss 2>/dev/null)"
