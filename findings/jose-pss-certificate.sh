#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.bash"

packages jose@6.2.17
echo "version   jose 6.2.17, Node.js $(node -v)"
echo 'expected  importX509(certificate, "PS256") takes a certificate whose key is id-RSASSA-PSS, the key made for PS256'

openssl genpkey -algorithm RSA-PSS -pkeyopt rsa_pss_keygen_md:sha256 -pkeyopt rsa_pss_keygen_mgf1_md:sha256 \
  -pkeyopt rsa_pss_keygen_saltlen:32 -out pss.key 2>/dev/null
openssl req -x509 -new -key pss.key -subj /CN=Client -days 2 -out pss.pem
cat >import.mjs <<'JS'
import { createPrivateKey, sign, verify, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { importX509, exportJWK } from 'jose';
const pem = readFileSync('pss.pem', 'utf8');
const { publicKey } = new X509Certificate(pem);
const data = Buffer.from('data');
console.log('node:crypto', verify('sha256', data, publicKey, sign('sha256', data, createPrivateKey(readFileSync('pss.key')))));
console.log('importX509', await importX509(pem, 'PS256').then(() => 'taken', (error) => error.message));
console.log('exportJWK', await exportJWK(publicKey).then(() => 'taken', (error) => error.message));
JS
seen="$(node import.mjs)"
expect 'Node.js itself' 'node:crypto true' "$seen"
expect 'jose' 'importX509 Invalid key type' "$seen"
expect 'jose' 'exportJWK Unsupported JWK Key Type' "$seen"
