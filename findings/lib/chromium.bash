# For findings about Chromium, in place of servers.bash. Must run as root: Chromium gets a policy of its own in a mount namespace,
# which chooses among the certificates that Chromium would show to a person.
source "$(dirname "${BASH_SOURCE[0]}")/servers.bash"

# chooses PORT: the policy takes any certificate that Chromium offers for this port.
chooses() {
  mkdir -p etc/policies/managed
  printf '{"AutoSelectCertificateForUrls":["{\\"pattern\\":\\"https://127.0.0.1:%s\\",\\"filter\\":{}}"]}' "$1" >etc/policies/managed/choice.json
}

# browse NAME PORT: what the page says, with the certificate NAME alone in the store.
browse() {
  rm -rf home/.pki
  mkdir -p home/.pki/nssdb
  certutil -N -d sql:home/.pki/nssdb --empty-password
  openssl pkcs12 -export -inkey "$1.key" -in "$1.pem" -name "$1" -passout pass:word -out store.p12
  pk12util -i store.p12 -d sql:home/.pki/nssdb -W word -K '' >/dev/null
  HOME="$work/home" unshare --mount bash -c 'mount --bind "$0" /etc/chromium && exec timeout 30 chromium --headless --no-sandbox --disable-gpu \
    --ignore-certificate-errors --user-data-dir="$HOME/profile" --dump-dom "$1"' "$work/etc" "https://127.0.0.1:$2/" 2>>log | sed 's/<[^>]*>//g'
}
