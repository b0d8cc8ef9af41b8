#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/servers.bash"

echo "version   $(certtool --version | head -1), wget $(dpkg-query -W -f='${Version}' wget), Java $(dpkg-query -W -f='${Version}' openjdk-17-jdk-headless), $(openssl version), Nginx $(dpkg-query -W -f='${Version}' nginx)"
echo 'expected  a stapled answer that the authority signed itself is as good with the hash of its key as responder as with its name (RFC 6960, 4.2.1)'

cat >>extensions.cnf <<'CNF'
[server]
keyUsage=critical,digitalSignature
extendedKeyUsage=serverAuth
subjectAltName=DNS:localhost
authorityKeyIdentifier=keyid
CNF
root root '/CN=Root'
issue leaf '/CN=localhost' root server
printf 'V\t301231000000Z\t\t%s\tunknown\t/CN=localhost\n' "$(openssl x509 -in leaf.pem -noout -serial | cut -d= -f2)" >index.txt
# answer NAME OPTION…: an answer for the leaf in NAME.der, without a certificate in it unless "certs" is part of the name.
answer() {
  local options=("${@:2}")
  [[ "$1" == *certs* ]] || options+=(-resp_no_certs)
  openssl ocsp -no_nonce -index index.txt -CA root.pem -rsigner root.pem -rkey root.key -ndays 1 -issuer root.pem -cert leaf.pem \
    -respout "$1.der" "${options[@]}" >/dev/null 2>&1
}
answer name
answer key -resp_key_id
answer key-and-certs -resp_key_id
cp leaf.key server.key
cat leaf.pem root.pem >leaf-and-root.pem

port="$(port)"
# staple ANSWER CERTIFICATES: Nginx with both.
staple() { stop && cp "$2.pem" server.pem && nginx_on "$port" "ssl_stapling on; ssl_stapling_file $work/$1.der; return 200 connected;"; }
status() { gnutls-cli --x509cafile root.pem --port "$port" localhost </dev/null 2>&1 | grep -F -- '- Status' || true; }
wget_says() { wget -nv -O- --ca-certificate=root.pem "https://localhost:$port/" 2>&1 || true; }
cat >Staple.java <<'JAVA'
import java.io.FileInputStream;
import java.nio.file.*;
import java.security.cert.*;
import java.util.*;

class Staple {
  public static void main(String[] answer) throws Exception {
    var factory = CertificateFactory.getInstance("X.509");
    var root = (X509Certificate) factory.generateCertificate(new FileInputStream("root.pem"));
    var leaf = (X509Certificate) factory.generateCertificate(new FileInputStream("leaf.pem"));
    var validator = CertPathValidator.getInstance("PKIX");
    var checker = (PKIXRevocationChecker) validator.getRevocationChecker();
    checker.setOptions(Set.of(PKIXRevocationChecker.Option.NO_FALLBACK));
    checker.setOcspResponses(Map.of(leaf, Files.readAllBytes(Path.of(answer[0]))));
    var parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
    parameters.addCertPathChecker(checker);
    validator.validate(factory.generateCertPath(List.of(leaf)), parameters);
    System.out.println("good");
  }
}
JAVA
openssl ocsp -respin key.der -resp_text -noverify >text 2>&1
expect 'the answer' 'OCSP Response Status: successful' "$(cat text)"
expect 'its responder, the hash of the key' "$(openssl x509 -in root.pem -noout -ext subjectKeyIdentifier | tail -1 | tr -d ': ')" "$(grep 'Responder Id' text)"
expect 'OpenSSL' 'leaf.pem: good' "$(openssl ocsp -no_nonce -respin key.der -issuer root.pem -cert leaf.pem -CAfile root.pem 2>&1)"
expect 'Java' good "$(java Staple.java key.der 2>&1)"
staple name leaf
expect 'GnuTLS, by name' 'The certificate is trusted' "$(status)"
expect 'wget, by name' connected "$(wget_says)"
staple key leaf
expect 'GnuTLS, by key' 'NOT trusted. The received OCSP status response is invalid' "$(status)"
expect 'wget, by key' 'is not trusted' "$(wget_says)"
staple key-and-certs leaf
expect 'GnuTLS, by key, the certificate of the authority in the answer' 'The certificate is trusted' "$(status)"
staple key leaf-and-root
expect 'GnuTLS, by key, Nginx sends the root too' 'The certificate is trusted' "$(status)"
