#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.bash"

echo "version   Node.js $(node -v), $(openssl version)"
echo 'expected  an authority that puts name and number of a person into one part of the subject (CN=…+serialNumber=…) gets the same order, and a line each, for everybody'

root root '/CN=Root'
# person FILE NAME: a certificate whose subject has the country, then one part of two attributes. DER sorts a set, and shorter values first.
person() {
  key "$1"
  openssl req -new -multivalue-rdn -key "$1.key" -subj "/C=DE/CN=$2+serialNumber=PNODE-123456" -config extensions.cnf -out "$1.csr"
  openssl x509 -req -in "$1.csr" -CA root.pem -CAkey root.key -set_serial 2 -days 2 -extfile extensions.cnf -extensions leaf -out "$1.pem" 2>/dev/null
}
person short 'Li Wei'
person long 'Anna Maria Meier'
cat >subject.mjs <<'JS'
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
for (const name of ['short', 'long']) {
  const certificate = new X509Certificate(readFileSync(`${name}.pem`));
  console.log(JSON.stringify(certificate.subject));
  console.log(`${name}: the text after CN= is "${/CN=(.*)/.exec(certificate.subject)[1]}", a line begins with CN=: ${/^CN=/m.test(certificate.subject)}`);
  console.log(`${name}: the object has "${certificate.toLegacyObject().subject.CN}"`);
}
JS
rfc2253() { openssl x509 -in "$1.pem" -noout -subject -nameopt RFC2253; }
seen="$(node subject.mjs)"
expect 'OpenSSL, RFC 2253, a short name' 'serialNumber=PNODE-123456+CN=Li Wei,C=DE' "$(rfc2253 short)"
expect 'OpenSSL, RFC 2253, a long name' 'CN=Anna Maria Meier+serialNumber=PNODE-123456,C=DE' "$(rfc2253 long)"
expect 'Node.js, a short name' '"C=DE\nCN=Li Wei + serialNumber=PNODE-123456"' "$seen"
expect 'Node.js, a long name' '"C=DE\nserialNumber=PNODE-123456 + CN=Anna Maria Meier"' "$seen"
expect 'Node.js, a pattern' 'short: the text after CN= is "Li Wei + serialNumber=PNODE-123456", a line begins with CN=: true' "$seen"
expect 'Node.js, a pattern' 'long: the text after CN= is "Anna Maria Meier", a line begins with CN=: false' "$seen"
expect 'Node.js, getPeerCertificate' 'short: the object has "Li Wei"' "$seen"
expect 'Node.js, getPeerCertificate' 'long: the object has "Anna Maria Meier"' "$seen"
