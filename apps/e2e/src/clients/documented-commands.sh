#!/usr/bin/env bash
# The commands of the guide to mutual TLS, one after the other. Given: ORIGIN, MTLS_ORIGIN, TOKEN and CA, and a folder to work in.
# Prints what a test looks at, one JSON text per line, each after its name.
set -euo pipefail

value() { node -p "JSON.parse(require('fs').readFileSync(0, 'utf8'))$1"; }
say() { printf '%s\t%s\n' "$1" "$2"; }
call() { curl --silent --show-error --fail-with-body --cacert "$CA" --location "$@"; }
bearer() { call --header "Authorization: Bearer $TOKEN" "$@"; }
api() { bearer --header 'Content-Type: application/json' "$@"; }
token() {
  curl --silent --show-error --cacert "$CA" --location --request POST "$1/oidc/token" \
    --header 'Content-Type: application/x-www-form-urlencoded' \
    --data-urlencode 'grant_type=client_credentials' --data-urlencode "client_id=$2" "${@:3}"
}
escaped() { awk 'BEGIN { ORS = "\\r\\n" } { print }' "$1"; }

cat > cert.conf <<'CONF'
[ req ]
distinguished_name = dn
prompt = no
[ dn ]
C = XX
ST = StateName
L = CityName
O = CompanyName
OU = CompanySectionName
CN = CommonNameOrHostname
CONF

for name in first second; do
  openssl req -x509 -newkey rsa:2048 -nodes -keyout "$name.key" -out "$name.pem" -days 365 -config cert.conf 2> /dev/null
done

# A new application with a self-signed certificate.
created=$(api --request POST "$ORIGIN/api/v2/clients" --data-raw '{
  "name": "My App using Self-Signed mTLS",
  "app_type": "non_interactive",
  "client_authentication_methods": {
    "self_signed_tls_client_auth": {
      "credentials": [{ "name": "My mTLS Credential", "credential_type": "x509_cert", "pem": "'"$(escaped first.pem)"'" }]
    }
  },
  "jwt_configuration": { "alg": "RS256" }
}')
say created "$created"
CLIENT_ID=$(value .client_id <<< "$created")
FIRST_ID=$(value .client_authentication_methods.self_signed_tls_client_auth.credentials[0].id <<< "$created")
say first "$(token "$MTLS_ORIGIN" "$CLIENT_ID" --cert first.pem --key first.key)"

# Rotation: a second certificate, then both in use, then the first goes.
SECOND_ID=$(api --request POST "$ORIGIN/api/v2/clients/$CLIENT_ID/credentials" --data-raw '{
  "name": "My second mTLS Credential", "credential_type": "x509_cert", "pem": "'"$(escaped second.pem)"'"
}' | value .id)
say inactive "$(token "$MTLS_ORIGIN" "$CLIENT_ID" --cert second.pem --key second.key)"
api --request PATCH "$ORIGIN/api/v2/clients/$CLIENT_ID" --output /dev/null --data-raw '{
  "client_authentication_methods": {
    "self_signed_tls_client_auth": { "credentials": [{ "id": "'"$FIRST_ID"'" }, { "id": "'"$SECOND_ID"'" }] }
  }
}'
say second "$(token "$MTLS_ORIGIN" "$CLIENT_ID" --cert second.pem --key second.key)"
api --request PATCH "$ORIGIN/api/v2/clients/$CLIENT_ID" --output /dev/null --data-raw '{
  "client_authentication_methods": { "self_signed_tls_client_auth": { "credentials": [{ "id": "'"$SECOND_ID"'" }] } }
}'
bearer --request DELETE "$ORIGIN/api/v2/clients/$CLIENT_ID/credentials/$FIRST_ID"
say gone "$(token "$MTLS_ORIGIN" "$CLIENT_ID" --cert first.pem --key first.key)"

# A new application with certificates of an authority, by subject name and by a certificate.
for credential in \
  '"subject_dn": "C=XX\nST=StateName\nL=CityName\nO=CompanyName\nOU=CompanySectionName\nCN=CommonNameOrHostname"' \
  '"pem": "'"$(escaped first.pem)"'"'; do
  CA_CLIENT_ID=$(api --request POST "$ORIGIN/api/v2/clients" --data-raw '{
    "name": "My App using CA-Signed mTLS",
    "app_type": "non_interactive",
    "client_authentication_methods": {
      "tls_client_auth": { "credentials": [{ "name": "My CA-Signed Credential", "credential_type": "cert_subject_dn", '"$credential"' }] }
    },
    "jwt_configuration": { "alg": "RS256" }
  }' | value .client_id)
  say ca-signed "$(bearer --request GET "$ORIGIN/api/v2/clients/$CA_CLIENT_ID/credentials")"
done

# An application with a secret changes to a certificate, and back.
created=$(api --request POST "$ORIGIN/api/v2/clients" --data-raw '{ "name": "Mine", "app_type": "non_interactive" }')
CLIENT_ID=$(value .client_id <<< "$created")
CLIENT_SECRET=$(value .client_secret <<< "$created")
CREDENTIAL_ID=$(api --request POST "$ORIGIN/api/v2/clients/$CLIENT_ID/credentials" --data-raw '{
  "name": "My mTLS Credential", "credential_type": "x509_cert", "pem": "'"$(escaped first.pem)"'"
}' | value .id)
api --request PATCH "$ORIGIN/api/v2/clients/$CLIENT_ID" --output /dev/null --data-raw '{
  "token_endpoint_auth_method": null,
  "client_authentication_methods": { "self_signed_tls_client_auth": { "credentials": [{ "id": "'"$CREDENTIAL_ID"'" }] } }
}'
say by-certificate "$(token "$MTLS_ORIGIN" "$CLIENT_ID" --cert first.pem --key first.key)"
say by-refused-secret "$(token "$ORIGIN" "$CLIENT_ID" --data-urlencode "client_secret=$CLIENT_SECRET")"
say in-use "$(bearer --request DELETE "$ORIGIN/api/v2/clients/$CLIENT_ID/credentials/$CREDENTIAL_ID" 2> /dev/null || true)"
api --request PATCH "$ORIGIN/api/v2/clients/$CLIENT_ID" --output /dev/null --data-raw '{
  "token_endpoint_auth_method": "client_secret_post",
  "client_authentication_methods": null
}'
say by-secret "$(token "$ORIGIN" "$CLIENT_ID" --data-urlencode "client_secret=$CLIENT_SECRET")"
say by-refused-certificate "$(token "$MTLS_ORIGIN" "$CLIENT_ID" --cert first.pem --key first.key)"
