#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/servers.bash"

echo "version   $(openssl version), $(certtool --version | head -1), Java $(dpkg-query -W -f='${Version}' openjdk-17-jdk-headless), HAProxy $(dpkg-query -W -f='${Version}' haproxy), Nginx $(dpkg-query -W -f='${Version}' nginx), python3-cryptography $(dpkg-query -W -f='${Version}' python3-cryptography)"
echo 'expected  an OCSP answer without nextUpdate, as the responder of OpenSSL gives it, holds for the same time everywhere; RFC 6960, 4.2.2.1, makes the field optional'

cat >>extensions.cnf <<'CNF'
[server]
keyUsage=critical,digitalSignature
extendedKeyUsage=serverAuth
subjectAltName=DNS:localhost
authorityKeyIdentifier=keyid
CNF
root root '/CN=Root'
issue server '/CN=localhost' root server
printf 'V\t301231000000Z\t\t%s\tunknown\t/CN=localhost\n' "$(openssl x509 -in server.pem -noout -serial | cut -d= -f2)" >index.txt
openssl ocsp -no_nonce -index index.txt -CA root.pem -rsigner root.pem -rkey root.key -issuer root.pem -cert server.pem -respout openssl.der >/dev/null 2>&1
# The same answer from some minutes or days ago.
cat >answers.py <<'PY'
from datetime import datetime, timedelta
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509 import ocsp

def certificate(name):
    return x509.load_pem_x509_certificate(open(name, "rb").read())

root, key = certificate("root.pem"), serialization.load_pem_private_key(open("root.key", "rb").read(), None)
ages = {"5-minutes": timedelta(minutes=5), "20-minutes": timedelta(minutes=20), "14-days": timedelta(days=14), "16-days": timedelta(days=16), "90-days": timedelta(days=90)}
for name, age in ages.items():
    answer = ocsp.OCSPResponseBuilder().add_response(
        cert=certificate("server.pem"), issuer=root, algorithm=hashes.SHA1(), cert_status=ocsp.OCSPCertStatus.GOOD,
        this_update=datetime.utcnow() - age, next_update=None, revocation_time=None, revocation_reason=None)
    signed = answer.responder_id(ocsp.OCSPResponderEncoding.NAME, root).sign(key, hashes.SHA256())
    open(name + ".der", "wb").write(signed.public_bytes(serialization.Encoding.DER))
PY
/usr/bin/python3 answers.py
cat >Answer.java <<'JAVA'
import java.io.FileInputStream;
import java.nio.file.*;
import java.security.cert.*;
import java.util.*;

class Answer {
  public static void main(String[] names) throws Exception {
    var factory = CertificateFactory.getInstance("X.509");
    var root = (X509Certificate) factory.generateCertificate(new FileInputStream("root.pem"));
    var server = (X509Certificate) factory.generateCertificate(new FileInputStream("server.pem"));
    for (var name : names) {
      var validator = CertPathValidator.getInstance("PKIX");
      var checker = (PKIXRevocationChecker) validator.getRevocationChecker();
      checker.setOptions(Set.of(PKIXRevocationChecker.Option.NO_FALLBACK));
      checker.setOcspResponses(Map.of(server, Files.readAllBytes(Path.of(name + ".der"))));
      var parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
      parameters.addCertPathChecker(checker);
      try {
        validator.validate(factory.generateCertPath(List.of(server)), parameters);
        System.out.println(name + ": good");
      } catch (CertPathValidatorException refused) {
        System.out.println(name + ": " + refused.getMessage());
      }
    }
  }
}
JAVA
text="$(openssl ocsp -respin openssl.der -resp_text -noverify 2>&1)"
expect 'an answer of the responder of OpenSSL' 'This Update' "$text"
expect 'its nextUpdate' none "$(grep 'Next Update' <<<"$text" || echo none)"
by_openssl() { openssl ocsp -no_nonce -respin "$1.der" -issuer root.pem -cert server.pem -CAfile root.pem 2>&1; }
expect 'OpenSSL, 90 days old' 'server.pem: good' "$(by_openssl 90-days)"
seen="$(java Answer.java openssl 5-minutes 20-minutes 2>&1)"
expect 'Java, new' 'openssl: good' "$seen"
expect 'Java, 5 minutes old' '5-minutes: good' "$seen"
expect 'Java, 20 minutes old' '20-minutes: Response is unreliable: its validity interval is out-of-date' "$seen"
port="$(port)"
staple() { stop && nginx_on "$port" "ssl_stapling on; ssl_stapling_file $work/$1.der; return 200 connected;"; }
status() { gnutls-cli --x509cafile root.pem --port "$port" localhost </dev/null 2>&1 | grep -F -- '- Status' || true; }
staple 14-days
expect 'GnuTLS, stapled by Nginx, 14 days old' 'The certificate is trusted' "$(status)"
staple 16-days
expect 'GnuTLS, stapled by Nginx, 16 days old' 'NOT trusted. The revocation or OCSP data are old' "$(status)"
stop
cat server.pem server.key >haproxy.pem
cp openssl.der haproxy.pem.ocsp
cp root.pem haproxy.pem.issuer
printf 'defaults\n  mode http\n  timeout client 5s\nfrontend tls\n  bind 127.0.0.1:%s ssl crt %s/haproxy.pem\n  http-request return status 200\n' "$port" "$work" >haproxy.cfg
expect 'HAProxy, new' 'missing nextupdate. Content will be ignored' "$(haproxy -c -V -f haproxy.cfg 2>&1)"
run haproxy -db -f haproxy.cfg
await "$port"
expect 'HAProxy, what it staples' 'OCSP response: no response sent' "$(openssl s_client -connect "127.0.0.1:$port" -status </dev/null 2>/dev/null)"
