#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.bash"

echo "version   $(openssl version)"
echo 'expected  -nomac leaves the MAC out, and certificates are encrypted as without it'

root alice '/CN=Alice'
export_p12() { openssl pkcs12 -export -inkey alice.key -in alice.pem -passout pass:word -out "$1" "${@:2}"; }
# The subject stands in the file as it is, unless it is encrypted.
subject_in() { if grep -qaF Alice "$1"; then echo readable; else echo encrypted; fi; }

export_p12 usual.p12
export_p12 nomac.p12 -nomac
export_p12 asked.p12 -nomac -certpbe AES-256-CBC
expect 'without the option the certificate is' encrypted "$(subject_in usual.p12)"
expect 'with -nomac it is' readable "$(subject_in nomac.p12)"
expect 'with -nomac and -certpbe it is' encrypted "$(subject_in asked.p12)"
