#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.bash"

echo "version   Java $(dpkg-query -W -f='${Version}' openjdk-17-jdk-headless), $(certtool --version | head -1), NSS $(dpkg-query -W -f='${Version}' libnss3-tools), $(openssl version)"
echo 'expected  a certificate on hold in the complete list is good again once a delta list says removeFromCRL (RFC 5280, 5.2.4)'

root root '/CN=Root'
issue leaf '/CN=Alice' root leaf
serial="$(openssl x509 -in leaf.pem -noout -serial | cut -d= -f2)"
# list NAME NUMBER REASON EXTENSION: a list in NAME.crl with the leaf as its one entry.
list() {
  printf 'R\t301231000000Z\t260101000000Z,%s\t%s\tunknown\t/CN=Alice\n' "$3" "$serial" >index.txt
  printf '[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\ncrlnumber=number\ndefault_md=sha256\ndefault_crl_days=2\ncrl_extensions=x\n[x]\nauthorityKeyIdentifier=keyid\n%s\n' "$4" >ca.cnf
  echo "$2" >number
  openssl ca -config ca.cnf -gencrl -cert root.pem -keyfile root.key -out "$1.crl" 2>/dev/null
}
list plain 01 certificateHold ''
list named 01 certificateHold 'freshestCRL=URI:http://localhost/delta.crl'
list delta 02 removeFromCRL '2.5.29.27=critical,DER:020101'
for base in plain named; do cat "$base.crl" delta.crl >"$base-and-delta.crl"; done

cat >Lists.java <<'JAVA'
import java.io.FileInputStream;
import java.security.cert.*;
import java.util.*;

class Lists {
  public static void main(String[] args) throws Exception {
    var factory = CertificateFactory.getInstance("X.509");
    var root = (X509Certificate) factory.generateCertificate(new FileInputStream("root.pem"));
    var leaf = (X509Certificate) factory.generateCertificate(new FileInputStream("leaf.pem"));
    var delta = (X509CRL) factory.generateCRL(new FileInputStream("delta.crl"));
    System.out.println("isRevoked " + delta.isRevoked(leaf) + " " + delta.getRevokedCertificate(leaf).getRevocationReason());
    var parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
    var lists = factory.generateCRLs(new FileInputStream("named-and-delta.crl"));
    parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(lists)));
    try {
      CertPathValidator.getInstance("PKIX").validate(factory.generateCertPath(List.of(leaf)), parameters);
      System.out.println(lists.size() + " lists: valid");
    } catch (CertPathValidatorException refused) {
      System.out.println(lists.size() + " lists: " + refused.getMessage());
    }
  }
}
JAVA
seen="$(java Lists.java 2>&1)"
expect 'Java, X509CRL.isRevoked of the delta list, with its reason' 'isRevoked true REMOVE_FROM_CRL' "$seen"
expect 'Java, PKIX with both lists' '2 lists: Certificate has been revoked, reason: CERTIFICATE_HOLD' "$seen"
expect 'GnuTLS, both lists' 'The certificate chain is revoked' \
  "$(certtool --verify --load-ca-certificate root.pem --load-crl named-and-delta.crl --infile leaf.pem 2>&1)"
mkdir nss
certutil -N -d sql:nss --empty-password
certutil -A -d sql:nss -n root -t CT,CT,CT -i root.pem
openssl crl -in delta.crl -outform der -out delta.der
expect 'NSS, import of the delta list' 'unknown critical extension' "$(crlutil -I -d sql:nss -i delta.der 2>&1 || true)"
verify() { openssl verify -crl_check -use_deltas -CAfile root.pem -CRLfile "$1" leaf.pem 2>&1 || true; }
expect 'OpenSSL -use_deltas, the complete list names no address of the delta' 'certificate revoked' "$(verify plain-and-delta.crl)"
expect 'OpenSSL -use_deltas, it names one, which OpenSSL does not call' 'leaf.pem: OK' "$(verify named-and-delta.crl)"
