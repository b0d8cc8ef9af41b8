# Shared by every finding: a folder of its own that is removed at the end, a small
# certificate authority made at run time, and a comparison that ends the script.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"

# expect WHAT WANTED SEEN: prints the observation and fails if the behaviour changed.
expect() {
  if [[ "$3" == *"$2"* ]]; then
    printf 'observed  %s: %s\n' "$1" "$2"
  else
    printf 'CHANGED   %s: wanted "%s", saw "%s"\n' "$1" "$2" "$3"
    exit 1
  fi
}

cat >extensions.cnf <<'CNF'
[req]
distinguished_name=empty
[empty]
[root]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
[leaf]
keyUsage=critical,digitalSignature
extendedKeyUsage=clientAuth
authorityKeyIdentifier=keyid
CNF

# key NAME: a P-256 key in NAME.key.
key() { openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1.key" 2>/dev/null ||
  openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1.key" 2>/dev/null; }

# root NAME SUBJECT: a self-signed authority in NAME.pem.
root() {
  key "$1"
  openssl req -x509 -new -utf8 -key "$1.key" -subj "$2" -days 2 -config extensions.cnf -extensions root -out "$1.pem"
}

# issue NAME SUBJECT ISSUER SECTION: a certificate in NAME.pem with the extensions of SECTION.
issue() {
  key "$1"
  openssl req -new -utf8 -key "$1.key" -subj "$2" -config extensions.cnf -out "$1.csr"
  openssl x509 -req -in "$1.csr" -CA "$3.pem" -CAkey "$3.key" -set_serial "$((RANDOM + 70000))" -days 2 \
    -extfile extensions.cnf -extensions "$4" -out "$1.pem" 2>/dev/null
}

# crl NAME ISSUER: a full list in NAME.crl from the lines of index.txt.
crl() {
  printf '[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\ncrlnumber=number\ndefault_md=sha256\ndefault_crl_days=2\ncrl_extensions=x\n[x]\nauthorityKeyIdentifier=keyid\n' >ca.cnf
  echo 01 >number
  openssl ca -config ca.cnf -gencrl -cert "$2.pem" -keyfile "$2.key" -out "$1.crl" 2>/dev/null
}

# gnutls NAME ROOT: GnuTLS's verdict on the chain in NAME.
gnutls() { certtool --verify --load-ca-certificate "$2.pem" --infile "$1" 2>&1 | grep -F 'Chain verification output' || true; }

# packages NAME@VERSION…: installs pinned packages into the folder.
packages() {
  echo '{"private":true,"type":"module"}' >package.json
  npm install --no-audit --no-fund --silent "$@"
}
