#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.bash"

packages @peculiar/x509@2.2.0 reflect-metadata@0.2.2
echo "version   @peculiar/x509 2.2.0, $(openssl version)"
echo 'expected  a name written as text and read again is the same name, and the text has the order of RFC 4514 (last part first)'

root root '/O=Example/CN=Alice'
cat >name.mjs <<'JS'
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
const { Name, X509Certificate } = await import('@peculiar/x509');
const { subject, subjectName } = new X509Certificate(readFileSync('root.pem'));
const hex = (name) => Buffer.from(name.toArrayBuffer()).toString('hex');
console.log('text', subject);
console.log('own text read again', hex(new Name(subject)) === hex(subjectName));
console.log('text of RFC 4514 read', new Name(process.argv[2]).toString());
JS
text="$(openssl x509 -in root.pem -noout -subject -nameopt RFC2253 | sed 's/^subject=//')"
seen="$(node name.mjs "$text")"
expect 'OpenSSL, RFC 2253' 'CN=Alice,O=Example' "$text"
expect 'the library, in the order of the encoding' 'text O=Example, CN=Alice' "$seen"
expect 'UTF8String has become PrintableString' 'own text read again false' "$seen"
expect 'the standard text is taken for the reversed name' 'text of RFC 4514 read CN=Alice, O=Example' "$seen"
