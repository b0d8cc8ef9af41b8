#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.bash"

packages @azure/msal-node@7.2.3
echo 'version   @azure/msal-node 7.2.3'
echo "expected  with protocolMode 'OIDC' a request for the scope openid and one claim asks for these and nothing else"

cat >url.mjs <<'JS'
import { PublicClientApplication } from '@azure/msal-node';
const issuer = 'https://op.example';
const authorityMetadata = JSON.stringify({
  issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks`,
});
const app = new PublicClientApplication({
  auth: { clientId: 'app', authority: issuer, knownAuthorities: ['op.example'], authorityMetadata },
  system: { protocolMode: 'OIDC' },
});
const claims = JSON.stringify({ id_token: { acr: { essential: true, values: ['high'] } } });
for (const own of [{}, { claims }]) {
  const url = new URL(await app.getAuthCodeUrl({ scopes: ['openid'], redirectUri: 'https://app.example/callback', ...own }));
  for (const name of ['scope', 'claims', 'client_info', 'clidata']) console.log(`${name}=${url.searchParams.get(name)}`);
}
JS
seen="$(node url.mjs)"
expect 'the scope' 'scope=openid profile offline_access' "$seen"
expect 'no claims given' \
  'claims={"id_token":{"signin_state":{"essential":false},"login_hint":{"essential":false},"tenant_region_sub_scope":{"essential":false}}}' "$seen"
expect 'one claim given, three added' 'claims={"id_token":{"acr":{"essential":true,"values":["high"]},"signin_state":{"essential":false},' "$seen"
expect 'parameters of Microsoft' $'client_info=1\nclidata=1' "$seen"
