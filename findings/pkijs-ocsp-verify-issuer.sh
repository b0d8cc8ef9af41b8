#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.bash"

packages pkijs@4.0.0 asn1js@4.0.0
echo "version   pkijs 4.0.0, $(openssl version)"
echo 'expected  OCSPResponse.verify(issuer) accepts an answer that this issuer signed itself'

root root '/CN=Root'
issue leaf '/CN=Alice' root leaf
printf 'V\t301231000000Z\t\t%s\tunknown\t/CN=Alice\n' "$(printf '%X' "0x$(openssl x509 -in leaf.pem -noout -serial | cut -d= -f2)" | sed 's/^\(\(..\)*.\)$/0\1/')" >index.txt
openssl ocsp -no_nonce -issuer root.pem -cert leaf.pem -reqout request.der
openssl ocsp -index index.txt -CA root.pem -rsigner root.pem -rkey root.key -ndays 1 -reqin request.der -respout answer.der
expect 'OpenSSL' 'leaf.pem: good' "$(openssl ocsp -no_nonce -respin answer.der -issuer root.pem -cert leaf.pem -CAfile root.pem 2>&1)"

cat >verify.mjs <<'JS'
import { webcrypto, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { BasicOCSPResponse, Certificate, CryptoEngine, OCSPResponse, setEngine } from 'pkijs';
setEngine('node', new CryptoEngine({ name: 'node', crypto: webcrypto }));
const issuer = Certificate.fromBER(new X509Certificate(readFileSync('root.pem')).raw);
const answer = OCSPResponse.fromBER(readFileSync('answer.der'));
const basic = BasicOCSPResponse.fromBER(answer.responseBytes.response.valueBlock.valueHexView);
console.log('basic.verify', await basic.verify({ trustedCerts: [issuer] }));
console.log('verify', await answer.verify(issuer).catch((error) => error.message));
JS
seen="$(node verify.mjs)"
expect 'BasicOCSPResponse.verify({ trustedCerts: [issuer] })' 'basic.verify true' "$seen"
expect 'OCSPResponse.verify(issuer)' 'verify OCSP responder verification failed' "$seen"
expect 'its reason' 'No valid certificate paths found' "$seen"
