#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.bash"

packages asn1js@4.0.0 pkijs@4.0.0 @peculiar/x509@2.2.0 reflect-metadata@0.2.2
echo "version   asn1js 4.0.0, pkijs 4.0.0, @peculiar/x509 2.2.0, $(openssl version)"
echo 'expected  a list of 4,000 revoked certificates, about 90 kB, is read by each of them'

root root '/CN=Root'
for ((n = 1; n <= 4000; n++)); do
  printf 'R\t301231000000Z\t260101000000Z\t%08X\tunknown\t/CN=%d\n' "$((n + 4096))" "$n"
done >index.txt
crl long root
openssl crl -in long.crl -outform der -out long.der
cat >read.mjs <<'JS'
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
const { X509Crl } = await import('@peculiar/x509');
const { CertificateRevocationList } = await import('pkijs');
const { fromBER } = await import('asn1js');
const bytes = readFileSync('long.der');
const attempt = (read) => { try { return read(); } catch (error) { return `refused: ${error.message}`; } };
console.log('asn1js', fromBER(bytes).result.error);
console.log('asn1js maxNodes', fromBER(bytes, { maxNodes: 100000 }).offset === bytes.length);
console.log('pkijs', attempt(() => CertificateRevocationList.fromBER(bytes).revokedCertificates.length));
console.log('x509', attempt(() => new X509Crl(bytes).entries.length));
JS
seen="$(node read.mjs)"
echo "$seen"
expect 'OpenSSL, entries' 4000 "$(openssl crl -in long.crl -noout -text | grep -c 'Serial Number')"
expect 'asn1js with a higher limit' 'asn1js maxNodes true' "$seen"
expect 'pkijs, plain call, the reason not named' 'pkijs refused' "$seen"
expect '@peculiar/x509, plain call' 'x509 refused' "$seen"
