import type { ExampleClient } from './example-client.js';
import { certificateFile, keyFile } from './example-client.js';
import { shellWord } from './shell.js';

const signing: Readonly<Record<ExampleClient['algorithm'], string>> = {
  RS256: `openssl dgst -sha256 -sign ${keyFile}`,
  PS256: `openssl dgst -sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:digest -sign ${keyFile}`,
  ES256: `openssl dgst -sha256 -sign ${keyFile} | raw`,
};

/** OpenSSL outputs r and s as DER; an assertion needs 32 bytes of each (RFC 7518 §3.4). */
const rawSignature = String.raw`raw() {
  hex=$(openssl asn1parse -inform DER | sed -n 's/.*INTEGER *://p' |
    while read -r number; do printf '%64s' "$number" | tr ' ' 0; done)
  printf "$(printf '%s' "$hex" | sed 's/../\\x&/g')"
}`;

/** Builds a signed assertion (RFC 7523 §2.2) as `$header.$claims.$signature`, with openssl and bash only. */
export const assertionLines = ({ algorithm, clientId, tokenEndpoint }: ExampleClient): readonly string[] => [
  "b64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }",
  ...(algorithm === 'ES256' ? [rawSignature] : []),
  '',
  `thumbprint=$(openssl x509 -in ${certificateFile} -outform DER | openssl dgst -sha256 -binary | b64url)`,
  `header=$(printf '{"alg":"${algorithm}","typ":"JWT","x5t#S256":"%s"}' "$thumbprint" | b64url)`,
  'now=$(date +%s)',
  `claims=$(printf '{"iss":"%s","sub":"%s","aud":"%s","jti":"%s","nbf":%d,"exp":%d}' \\`,
  `  ${shellWord(clientId)} ${shellWord(clientId)} ${shellWord(tokenEndpoint)} \\`,
  '  "$(openssl rand -hex 16)" "$now" "$((now + 60))" | b64url)',
  `signature=$(printf '%s' "$header.$claims" | ${signing[algorithm]} | b64url)`,
  '',
];
