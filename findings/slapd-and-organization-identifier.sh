#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/servers.bash"

echo "version   OpenLDAP $(dpkg-query -W -f='${Version}' slapd) with GnuTLS $(dpkg-query -W -f='${Version}' libgnutls30)"
echo 'expected  whoever presents a certificate that slapd trusts can bind by SASL EXTERNAL as its subject, whatever attributes that has'

cat >>extensions.cnf <<'CNF'
[server]
keyUsage=critical,digitalSignature
extendedKeyUsage=serverAuth
subjectAltName=DNS:localhost
authorityKeyIdentifier=keyid
CNF
root root '/CN=Root'
issue server '/CN=localhost' root server
issue person '/C=DE/O=Example/CN=Alice Meier' root leaf
issue organization '/C=DE/O=Example/organizationIdentifier=VATDE-123456789/CN=Alice Meier' root leaf

port="$(port)"
# serve SCHEMA: slapd with its own schema and this line.
serve() {
  stop
  rm -rf data
  mkdir data
  {
    printf 'include /etc/ldap/schema/core.schema\n%s\n' "$1"
    printf 'TLSCACertificateFile %s/root.pem\nTLSCertificateFile %s/server.pem\nTLSCertificateKeyFile %s/server.key\nTLSVerifyClient demand\n' "$work" "$work" "$work"
    printf 'modulepath /usr/lib/ldap\nmoduleload back_mdb\ndatabase mdb\nsuffix dc=example,dc=org\ndirectory %s/data\n' "$work"
  } >slapd.conf
  run /usr/sbin/slapd -d 0 -f slapd.conf -h "ldaps://127.0.0.1:$port"
  await "$port"
}
with() { LDAPTLS_CACERT="$work/root.pem" LDAPTLS_REQCERT=allow LDAPTLS_CERT="$work/$1.pem" LDAPTLS_KEY="$work/$1.key" "${@:2}" -H "ldaps://127.0.0.1:$port" 2>&1 || true; }
bind() { with "$1" ldapwhoami -Q -Y EXTERNAL; }
mechanisms() { with "$1" ldapsearch -x -LLL -b '' -s base supportedSASLMechanisms; }
serve ''
expect 'a person, the offer' 'supportedSASLMechanisms: EXTERNAL' "$(mechanisms person)"
expect 'a person' 'dn:cn=alice meier,o=example,c=de' "$(bind person)"
expect 'with organizationIdentifier, an anonymous search' 'dn:' "$(mechanisms organization)"
expect 'with organizationIdentifier, the offer' 'none' "$(mechanisms organization | grep EXTERNAL || echo none)"
expect 'with organizationIdentifier' 'no mechanism available' "$(bind organization)"
serve "attributetype ( 2.5.4.97 NAME 'organizationIdentifier' SUP name )"
expect 'with organizationIdentifier, which the schema now knows' 'dn:cn=alice meier,organizationIdentifier=vatde-123456789,o=example,c=de' "$(bind organization)"
