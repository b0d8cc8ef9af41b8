#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.bash"

echo "version   Java $(dpkg-query -W -f='${Version}' openjdk-17-jdk-headless), $(openssl version), $(certtool --version | head -1)"
echo 'expected  an entry whose revocation date is still to come, made beforehand for the end of a contract, means the same everywhere'

root root '/CN=Root'
issue leaf '/CN=Alice' root leaf
serial="$(openssl x509 -in leaf.pem -noout -serial | cut -d= -f2)"
printf 'R\t301231000000Z\t%s,cessationOfOperation\t%s\tunknown\t/CN=Alice\n' "$(date -u -d '+1 hour' +%y%m%d%H%M%SZ)" "$serial" >index.txt
crl list root
openssl ocsp -no_nonce -index index.txt -CA root.pem -rsigner root.pem -rkey root.key -ndays 1 \
  -issuer root.pem -cert leaf.pem -respout answer.der -CAfile root.pem >/dev/null 2>&1

cat >ToCome.java <<'JAVA'
import java.io.FileInputStream;
import java.nio.file.*;
import java.security.cert.*;
import java.security.cert.PKIXRevocationChecker.Option;
import java.util.*;

class ToCome {
  public static void main(String[] arguments) throws Exception {
    var factory = CertificateFactory.getInstance("X.509");
    var root = (X509Certificate) factory.generateCertificate(new FileInputStream("root.pem"));
    var leaf = (X509Certificate) factory.generateCertificate(new FileInputStream("leaf.pem"));
    var list = factory.generateCRL(new FileInputStream("list.crl"));
    System.out.println("isRevoked " + list.isRevoked(leaf));
    for (var source : List.of("list", "answer")) {
      for (var hours : List.of(0, 2)) {
        var validator = CertPathValidator.getInstance("PKIX");
        var checker = (PKIXRevocationChecker) validator.getRevocationChecker();
        checker.setOptions(source.equals("list") ? Set.of(Option.PREFER_CRLS, Option.NO_FALLBACK) : Set.of(Option.NO_FALLBACK));
        if (source.equals("answer")) checker.setOcspResponses(Map.of(leaf, Files.readAllBytes(Path.of("answer.der"))));
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
        parameters.addCertPathChecker(checker);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(List.of(list))));
        parameters.setDate(new Date(System.currentTimeMillis() + hours * 3_600_000L));
        var verdict = "valid";
        try {
          validator.validate(factory.generateCertPath(List.of(leaf)), parameters);
        } catch (CertPathValidatorException refused) {
          verdict = refused.getMessage().replaceAll(",.*", "");
        }
        System.out.println(source + " in " + hours + " hours: " + verdict);
      }
    }
  }
}
JAVA
expect 'OpenSSL, the list' 'certificate revoked' "$(openssl verify -crl_check -CAfile root.pem -CRLfile list.crl leaf.pem 2>&1 || true)"
expect 'OpenSSL, the OCSP answer' 'leaf.pem: revoked' \
  "$(openssl ocsp -no_nonce -respin answer.der -issuer root.pem -cert leaf.pem -CAfile root.pem 2>&1)"
expect 'GnuTLS, the list' 'The certificate chain is revoked' \
  "$(certtool --verify --load-ca-certificate root.pem --load-crl list.crl --infile leaf.pem 2>&1)"
seen="$(java ToCome.java 2>&1)"
expect 'Java, X509CRL.isRevoked' 'isRevoked true' "$seen"
expect 'Java, PKIX with the list' 'list in 0 hours: valid' "$seen"
expect 'Java, PKIX with the list, after that date' 'list in 2 hours: Certificate has been revoked' "$seen"
expect 'Java, PKIX with the OCSP answer' 'answer in 0 hours: valid' "$seen"
expect 'Java, PKIX with the OCSP answer, after that date' 'answer in 2 hours: Certificate has been revoked' "$seen"
