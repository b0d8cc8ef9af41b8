#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/servers.bash"

echo "version   $(openssl version), NSS $(dpkg-query -W -f='${Version}' libnss3-tools), $(certtool --version | head -1), Java $(dpkg-query -W -f='${Version}' openjdk-17-jdk-headless), Caddy $(dpkg-query -W -f='${Version}' caddy)"
echo 'expected  programs agree on whether anyExtendedKeyUsage is enough for client authentication, which RFC 5280, 4.2.1.12, leaves to each of them'

cat >>extensions.cnf <<'CNF'
[any_leaf]
keyUsage=critical,digitalSignature
extendedKeyUsage=anyExtendedKeyUsage
authorityKeyIdentifier=keyid
[any_authority]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
extendedKeyUsage=anyExtendedKeyUsage
CNF
root root '/CN=Root'
issue server '/CN=localhost' root leaf
issue certificate '/CN=Alice' root any_leaf
cp certificate.pem certificate.chain
issue issuing '/CN=Issuing' root any_authority
issue authority '/CN=Bob' issuing leaf
cat authority.pem issuing.pem >authority.chain

mkdir nss
certutil -N -d sql:nss --empty-password
certutil -A -d sql:nss -n root -t T,, -i root.pem
for name in issuing certificate authority; do certutil -A -d sql:nss -n "$name" -t ,, -i "$name.pem"; done
port="$(port)"
cat >Caddyfile <<CONF
{
  admin off
  auto_https off
  storage file_system $work/storage
}
https://localhost:$port {
  bind 127.0.0.1
  tls $work/server.pem $work/server.key {
    client_auth {
      mode require_and_verify
      trusted_ca_cert_file $work/root.pem
    }
  }
  respond "signed in"
}
CONF
run env HOME="$work" caddy run --adapter caddyfile --config Caddyfile
cat >Trust.java <<'JAVA'
import java.io.FileInputStream;
import java.security.KeyStore;
import java.security.cert.*;
import javax.net.ssl.*;

class Trust {
  public static void main(String[] names) throws Exception {
    var factory = CertificateFactory.getInstance("X.509");
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("root", factory.generateCertificate(new FileInputStream("root.pem")));
    var managers = TrustManagerFactory.getInstance("PKIX");
    managers.init(store);
    for (var name : names) {
      var chain = factory.generateCertificates(new FileInputStream(name + ".chain")).toArray(X509Certificate[]::new);
      try {
        ((X509TrustManager) managers.getTrustManagers()[0]).checkClientTrusted(chain, "EC");
        System.out.println(name + " trusted");
      } catch (CertificateException refused) {
        System.out.println(name + " " + refused.getMessage());
      }
    }
  }
}
JAVA
java="$(java Trust.java certificate authority)"
await "$port"
openssl_verify() { openssl verify -purpose sslclient -CAfile root.pem -untrusted issuing.pem "$1.pem" 2>&1 || true; }
nss() { certutil -V -u C -d sql:nss -n "$1" 2>&1 || true; }
gnutls_verify() { certtool --verify --verify-purpose 1.3.6.1.5.5.7.3.2 --load-ca-certificate root.pem --infile "$1.chain" 2>&1 || true; }
visit() { curl -sSk --cert "$1.chain" --key "$1.key" "https://localhost:$port/" 2>&1 || true; }
expect 'in the certificate, OpenSSL' 'error 26 at 0 depth lookup: unsuitable certificate purpose' "$(openssl_verify certificate)"
expect 'in the certificate, NSS' 'Certificate type not approved for application' "$(nss certificate)"
expect 'in the certificate, GnuTLS' 'The certificate is trusted' "$(gnutls_verify certificate)"
expect 'in the certificate, Java' 'certificate trusted' "$java"
expect 'in the certificate, Caddy' 'signed in' "$(visit certificate)"
expect 'in the issuing authority, OpenSSL' 'error 26 at 1 depth lookup: unsuitable certificate purpose' "$(openssl_verify authority)"
expect 'in the issuing authority, NSS' 'Issuer certificate is invalid' "$(nss authority)"
expect 'in the issuing authority, GnuTLS' 'The certificate chain does not match the intended purpose' "$(gnutls_verify authority)"
expect 'in the issuing authority, Java' 'authority trusted' "$java"
expect 'in the issuing authority, Caddy' 'signed in' "$(visit authority)"
