#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.bash"

echo "version   Bouncy Castle $(dpkg-query -W -f='${Version}' libbcprov-java), $(openssl version), Node.js $(node -v), $(certtool --version | head -1), python3-cryptography $(dpkg-query -W -f='${Version}' python3-cryptography), Java $(dpkg-query -W -f='${Version}' openjdk-17-jdk-headless)"
echo 'expected  an Ed25519 key that Bouncy Castle writes as PKCS #8 is read by every program that knows Ed25519, as its P-256 key is'

cat >Write.java <<'JAVA'
import java.nio.file.*;
import java.security.*;
import java.util.Base64;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

class Write {
  public static void main(String[] names) throws Exception {
    for (var name : names) {
      var generator = KeyPairGenerator.getInstance(name, new BouncyCastleProvider());
      if (name.equals("EC")) generator.initialize(256);
      var text = Base64.getMimeEncoder().encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
      Files.writeString(Path.of(name + ".key"), "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n");
    }
  }
}
JAVA
cat >Read.java <<'JAVA'
import java.nio.file.*;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

class Read {
  public static void main(String[] name) throws Exception {
    var text = Files.readString(Path.of(name[0] + ".key")).replaceAll("-----.*-----", "");
    System.out.println(KeyFactory.getInstance(name[0]).generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(text))).getAlgorithm());
  }
}
JAVA
# read_by PROGRAM NAME: "reads", or what the program says.
read_by() {
  case "$1" in
    OpenSSL) openssl pkey -in "$2.key" -noout ;;
    Node.js) node -e 'crypto.createPrivateKey(fs.readFileSync(process.argv[1]))' "$2.key" ;;
    GnuTLS) certtool --key-info --infile "$2.key" >/dev/null ;;
    Python) /usr/bin/python3 -c 'import sys; from cryptography.hazmat.primitives.serialization import load_pem_private_key as load; load(open(sys.argv[1], "rb").read(), None)' "$2.key" ;;
    Java) java Read.java "$2" >/dev/null ;;
  esac 2>error && echo reads || cat error
}
write() { java -cp /usr/share/java/bcprov.jar "$@"; }

write Write.java EC Ed25519
for program in OpenSSL Node.js GnuTLS Python Java; do expect "$program, EC" reads "$(read_by "$program" EC)"; done
# Version 1 is v2 of RFC 5958: the public key stands behind the private one, as in the second example of RFC 8410, 10.3.
expect 'the form of the EC key' 'INTEGER           :00' "$(openssl asn1parse -in EC.key)"
expect 'the form of the Ed25519 key' 'INTEGER           :01' "$(openssl asn1parse -in Ed25519.key)"
expect 'the public key in it' 'cont [ 1 ]' "$(openssl asn1parse -in Ed25519.key)"
expect 'OpenSSL, Ed25519' 'unsupported' "$(read_by OpenSSL Ed25519)"
expect 'Node.js, Ed25519' 'wrong tag' "$(read_by Node.js Ed25519)"
expect 'GnuTLS, Ed25519' 'Error in DER parsing' "$(read_by GnuTLS Ed25519)"
expect 'Python, Ed25519' 'Could not deserialize key data' "$(read_by Python Ed25519)"
expect "Java's own provider, Ed25519" reads "$(read_by Java Ed25519)"
write -Dorg.bouncycastle.pkcs8.v1_info_only=true Write.java Ed25519
for program in OpenSSL Node.js GnuTLS Python Java; do expect "$program, Ed25519, written with v1_info_only" reads "$(read_by "$program" Ed25519)"; done
