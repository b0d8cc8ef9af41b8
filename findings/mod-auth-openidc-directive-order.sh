#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.bash"

module=/usr/lib/apache2/modules
echo "version   libapache2-mod-auth-openidc $(dpkg-query -W -f='${Version}' libapache2-mod-auth-openidc)"
echo 'expected  the order of two independent directives does not matter'

openssl genpkey -algorithm RSA -out client.key 2>/dev/null
check() {
  {
    printf 'ServerName localhost\nServerRoot %s\nPidFile %s/pid\nErrorLog %s/error\nListen 127.0.0.1:8999\n' "$work" "$work" "$work"
    for name in mpm_event authn_core authz_core authz_user auth_openidc; do
      printf 'LoadModule %s_module %s/mod_%s.so\n' "$name" "$module" "$name"
    done
    printf 'OIDCRedirectURI https://localhost/callback\nOIDCCryptoPassphrase %s\n' "$RANDOM$RANDOM"
    printf 'OIDCProviderMetadataURL https://localhost/.well-known/openid-configuration\nOIDCClientID app\n'
    printf '%s\n' "$@"
  } >apache.conf
  /usr/sbin/apache2 -t -f "$work/apache.conf" 2>&1 || true
}
method='OIDCProviderTokenEndpointAuth private_key_jwt'
keys="OIDCPrivateKeyFiles one#$work/client.key"
expect 'keys first, method second' 'Syntax OK' "$(check "$keys" "$method")"
expect 'method first, keys second' "invalid value 'private_key_jwt'" "$(check "$method" "$keys")"
