#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.bash"

packages node-forge@1.4.0
echo 'version   node-forge 1.4.0'
echo 'expected  a key that the library cannot hold is an error, or is missing from the answer'

root ec '/CN=Alice'
openssl pkcs12 -export -inkey ec.key -in ec.pem -name Alice -passout pass:word -out ec.p12
cat >open.mjs <<'JS'
import { readFileSync } from 'node:fs';
import forge from 'node-forge';
const file = forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(readFileSync('ec.p12', 'binary')), 'word');
const kind = (oid) => file.getBags({ bagType: forge.pki.oids[oid] })[forge.pki.oids[oid]];
console.log('keys', kind('pkcs8ShroudedKeyBag').length, kind('pkcs8ShroudedKeyBag')[0].key, !!kind('pkcs8ShroudedKeyBag')[0].asn1);
console.log('certificates', kind('certBag').length, kind('certBag')[0].cert);
JS
seen="$(node open.mjs)"
expect 'the password is accepted, one key is listed, its value is null, its ASN.1 is beside it' 'keys 1 null true' "$seen"
expect 'the certificate as well' 'certificates 1 null' "$seen"
