#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/servers.bash"

echo "version   MIT Kerberos $(dpkg-query -W -f='${Version}' krb5-pkinit), SoftHSM $(dpkg-query -W -f='${Version}' softhsm2), OpenSC $(dpkg-query -W -f='${Version}' opensc), $(openssl version)"
echo 'expected  kinit signs in with a certificate and its P-256 key from a card, as it does with the same two in files'

cat >>extensions.cnf <<'CNF'
[kdc]
keyUsage=critical,digitalSignature
extendedKeyUsage=1.3.6.1.5.2.3.5
authorityKeyIdentifier=keyid
subjectAltName=otherName:1.3.6.1.5.2.2;SEQUENCE:kdc_name
[kdc_name]
realm=EXP:0,GeneralString:EXAMPLE.ORG
name=EXP:1,SEQUENCE:kdc_principal
[kdc_principal]
type=EXP:0,INTEGER:1
name=EXP:1,SEQUENCE:kdc_parts
[kdc_parts]
first=GeneralString:krbtgt
second=GeneralString:EXAMPLE.ORG
[person]
keyUsage=critical,digitalSignature
extendedKeyUsage=1.3.6.1.5.2.3.4,clientAuth
authorityKeyIdentifier=keyid
subjectAltName=otherName:1.3.6.1.5.2.2;SEQUENCE:person_name
[person_name]
realm=EXP:0,GeneralString:EXAMPLE.ORG
name=EXP:1,SEQUENCE:person_principal
[person_principal]
type=EXP:0,INTEGER:1
name=EXP:1,SEQUENCE:person_parts
[person_parts]
first=GeneralString:alice
CNF
root root '/CN=Root'
issue kdc '/CN=KDC' root kdc
issue ec '/CN=Alice' root person
key() { openssl genpkey -algorithm RSA -out "$1.key" 2>/dev/null; }
issue rsa '/CN=Alice' root person

mkdir tokens
printf 'directories.tokendir = %s/tokens\nobjectstore.backend = file\nlog.level = ERROR\n' "$work" >softhsm2.conf
export SOFTHSM2_CONF="$work/softhsm2.conf"
module=/usr/lib/softhsm/libsofthsm2.so
for name in ec rsa; do
  softhsm2-util --init-token --free --label "$name" --so-pin 12345678 --pin 1234 >/dev/null
  openssl pkcs8 -topk8 -nocrypt -in "$name.key" -out "$name.p8"
  softhsm2-util --import "$name.p8" --token "$name" --label alice --id 01 --pin 1234 >/dev/null
  openssl x509 -in "$name.pem" -outform der -out "$name.der"
  pkcs11-tool --module "$module" --token-label "$name" --login --pin 1234 --write-object "$name.der" --type cert --label alice --id 01 >/dev/null
done

port="$(port)"
cat >krb5.conf <<CONF
[libdefaults]
  default_realm = EXAMPLE.ORG
  dns_lookup_kdc = false
  udp_preference_limit = 1
[realms]
  EXAMPLE.ORG = {
    kdc = 127.0.0.1:$port
    pkinit_anchors = FILE:$work/root.pem
  }
CONF
cat >kdc.conf <<CONF
[kdcdefaults]
  kdc_listen = 127.0.0.1:$port
  kdc_tcp_listen = 127.0.0.1:$port
[realms]
  EXAMPLE.ORG = {
    database_name = $work/principal
    key_stash_file = $work/stash
    pkinit_identity = FILE:$work/kdc.pem,$work/kdc.key
    pkinit_anchors = FILE:$work/root.pem
  }
CONF
export KRB5_CONFIG="$work/krb5.conf" KRB5_KDC_PROFILE="$work/kdc.conf" KRB5CCNAME="FILE:$work/tickets"
/usr/sbin/kdb5_util create -s -P master -r EXAMPLE.ORG >>log 2>&1
/usr/sbin/kadmin.local -q 'addprinc +requires_preauth -pw password alice' >>log 2>&1
run /usr/sbin/krb5kdc -n -P "$work/kdc.pid"
await "$port"
# ticket IDENTITY: what kinit asks and says, and whether there is a ticket then. The PIN is the one line that it can read.
ticket() {
  rm -f tickets trace
  KRB5_TRACE="$work/trace" kinit -X "X509_user_identity=$1" alice 2>&1 <<<1234 || true
  if klist -s; then echo 'a ticket'; else echo 'no ticket'; fi
}
for name in ec rsa; do
  expect "$name, from files" 'a ticket' "$(ticket "FILE:$work/$name.pem,$work/$name.key")"
done
expect 'rsa, from the card' 'a ticket' "$(ticket "PKCS11:module_name=$module:token=rsa")"
seen="$(ticket "PKCS11:module_name=$module:token=ec")"
expect 'ec, from the card, first' 'PIN:' "$seen"
expect 'ec, from the card, then' 'Password for alice@EXAMPLE.ORG:' "$seen"
expect 'ec, from the card' 'no ticket' "$seen"
expect 'ec, the trace of kinit' 'Preauth module pkinit (16) (real) returned: -1765328360/Preauthentication failed' "$(cat trace)"
spy="$(dpkg -L opensc-pkcs11 | grep -m1 '/pkcs11-spy.so$')"
export PKCS11SPY="$module" PKCS11SPY_OUTPUT="$work/calls"
ticket "PKCS11:module_name=$spy:token=ec" >>log
expect 'ec, the private key that kinit looks for on the card' 'CKK_RSA' "$(grep -A2 CKO_PRIVATE_KEY calls)"
printf first >text
expect 'pkcs11-tool, the same key' 'Using signature algorithm ECDSA' \
  "$(pkcs11-tool --module "$module" --token-label ec --login --pin 1234 --sign --mechanism ECDSA --id 01 --input-file text --output-file signature 2>&1)"
