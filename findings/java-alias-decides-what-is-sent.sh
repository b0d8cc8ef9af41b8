#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.bash"

echo "version   Java $(dpkg-query -W -f='${Version}' openjdk-17-jdk-headless)"
echo 'expected  of two certificates of one authority in a key store, a client sends the valid one, not the expired one'

root root '/CN=Root'
key alice
: >index.txt
printf '[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\nrand_serial=yes\nnew_certs_dir=.\ndefault_md=sha256\nunique_subject=no\npolicy=any\n[any]\ncommonName=supplied\n' >ca.cnf
# certificate NAME FIRST LAST: a key store in NAME.p12 whose certificate has the common name NAME.
certificate() {
  openssl req -new -key alice.key -subj "/CN=$1" -config extensions.cnf -out alice.csr
  openssl ca -batch -notext -config ca.cnf -cert root.pem -keyfile root.key -in alice.csr -startdate "$2" -enddate "$3" \
    -extfile extensions.cnf -extensions leaf -out alice.pem 2>/dev/null
  openssl pkcs12 -export -inkey alice.key -in alice.pem -name "$1" -passout pass:password -out "$1.p12"
}
certificate expired 20240101000000Z 20250101000000Z
certificate renewed 20250101000000Z "$(date -u -d '+1 year' +%Y%m%d%H%M%SZ)"

cat >Choice.java <<'JAVA'
import java.io.File;
import java.security.*;
import javax.net.ssl.*;
import javax.security.auth.x500.X500Principal;

class Choice {
  static final char[] password = "password".toCharArray();

  /** The key store with both certificates under these names. */
  static KeyStore both(String expired, String renewed) throws Exception {
    var both = KeyStore.getInstance("PKCS12");
    both.load(null, password);
    for (var pair : new String[][] { { "expired", expired }, { "renewed", renewed } }) {
      var one = KeyStore.getInstance(new File(pair[0] + ".p12"), password);
      both.setKeyEntry(pair[1], one.getKey(pair[0], password), password, one.getCertificateChain(pair[0]));
    }
    return both;
  }

  public static void main(String[] arguments) throws Exception {
    System.out.println("default " + KeyManagerFactory.getDefaultAlgorithm());
    var authorities = new Principal[] { new X500Principal("CN=Root") };
    for (var names : new String[][] { { "client", "client2" }, { "client-2025", "client-2026" } }) {
      for (var algorithm : new String[] { "SunX509", "PKIX" }) {
        var factory = KeyManagerFactory.getInstance(algorithm);
        factory.init(both(names[0], names[1]), password);
        var manager = (X509KeyManager) factory.getKeyManagers()[0];
        var chain = manager.getCertificateChain(manager.chooseClientAlias(new String[] { "EC" }, authorities, null));
        System.out.println(algorithm + ", expired as " + names[0] + ", renewed as " + names[1] + ": " + chain[0].getSubjectX500Principal());
      }
    }
  }
}
JAVA
seen="$(java Choice.java)"
expect 'the algorithm of a TLS client that names none' 'default SunX509' "$seen"
for line in 'SunX509, expired as client, renewed as client2: CN=expired' 'SunX509, expired as client-2025, renewed as client-2026: CN=renewed' \
  'PKIX, expired as client, renewed as client2: CN=renewed' 'PKIX, expired as client-2025, renewed as client-2026: CN=renewed'; do
  expect 'chosen' "$line" "$seen"
done
