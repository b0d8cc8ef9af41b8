#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.bash"

echo "version   Node.js $(node -v), $(openssl version)"
echo 'expected  crypto.verify has a way to name the MGF1 hash, which RFC 8017 keeps apart from the message hash'

openssl genpkey -algorithm RSA -out rsa.key 2>/dev/null
openssl pkey -in rsa.key -pubout -out rsa.pub
echo message >message
pss=(-sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:32 -sigopt rsa_mgf1_md:sha1)
openssl dgst -sha256 "${pss[@]}" -sign rsa.key -out signature message
openssl req -x509 -new -key rsa.key -subj /CN=Root -sha256 "${pss[@]}" -days 2 -out root.pem
expect 'openssl dgst' 'Verified OK' "$(openssl dgst -sha256 "${pss[@]}" -verify rsa.pub -signature signature message)"

cat >verify.mjs <<'JS'
import { constants, createPublicKey, verify, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
const key = createPublicKey(readFileSync('rsa.pub'));
const options = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32, mgf1Hash: 'sha1', mgf1HashAlgorithm: 'sha1' };
console.log('crypto.verify', verify('sha256', readFileSync('message'), options, readFileSync('signature')));
const root = new X509Certificate(readFileSync('root.pem'));
console.log('X509Certificate.verify', root.verify(root.publicKey));
JS
seen="$(node verify.mjs)"
expect 'the plain call' 'crypto.verify false' "$seen"
expect 'the same signature form in a certificate' 'X509Certificate.verify true' "$seen"
