#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.bash"

echo "version   Node.js $(node -v), $(openssl version)"
echo 'expected  the URI that ties a certificate to an account of Active Directory stands in subjectAltName as it stands in the certificate'

cat >>extensions.cnf <<'CNF'
[sid]
extendedKeyUsage=clientAuth
subjectAltName=@names
[names]
URI=tag:microsoft.com,2022-09-14:sid:S-1-5-21-1111-2222-3333-1001
otherName=1.3.6.1.4.1.311.20.2.3;UTF8:alice@example.org
CNF
root root '/CN=Root'
issue alice '/CN=Alice' root sid
cat >names.mjs <<'JS'
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
const certificate = new X509Certificate(readFileSync('alice.pem'));
const text = certificate.subjectAltName;
console.log(text);
console.log(certificate.toLegacyObject().subjectaltname === text ? 'the same for getPeerCertificate' : 'another for getPeerCertificate');
console.log('found', text.includes('tag:microsoft.com,2022-09-14:sid:'));
// A value with a comma is a JSON string.
const uri = text.split(', ').find((name) => name.startsWith('URI:')).slice(4);
console.log('read', uri.startsWith('"') ? JSON.parse(uri) : uri);
JS
seen="$(node names.mjs)"
expect 'OpenSSL' 'URI:tag:microsoft.com,2022-09-14:sid:S-1-5-21-1111-2222-3333-1001' "$(openssl x509 -in alice.pem -noout -ext subjectAltName)"
expect 'Node.js, in quotes, without the comma' 'URI:"tag:microsoft.com\u002c2022-09-14:sid:S-1-5-21-1111-2222-3333-1001"' "$seen"
expect 'Node.js, the object of a TLS connection' 'the same for getPeerCertificate' "$seen"
expect 'the prefix of the URI in the text' 'found false' "$seen"
expect 'read as JSON where it begins with a quotation mark' 'read tag:microsoft.com,2022-09-14:sid:S-1-5-21-1111-2222-3333-1001' "$seen"
