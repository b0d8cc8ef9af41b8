#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/servers.bash"

echo "version   Nginx $(dpkg-query -W -f='${Version}' nginx), $(openssl version), Java $(dpkg-query -W -f='${Version}' openjdk-17-jre-headless), $(curl -V | head -1 | cut -d' ' -f1-2)"
echo 'expected  a file that "nginx -t" accepts as ssl_client_certificate serves every client, however many authorities are in it'

root root '/CN=Root'
issue server '/CN=localhost' root leaf
issue alice '/CN=Alice' root leaf
long='with a name as long as those on national lists of trust services'
# authorities FIRST LAST: self-signed certificates with these numbers, each with a subject of about 230 bytes.
authorities() {
  for ((i = $1; i <= $2; i++)); do
    openssl req -x509 -new -key root.key -subj "/C=XX/O=${long:0:60}/OU=${long:0:60}/CN=${long:0:56} $i" -days 2 -config extensions.cnf -extensions root
  done
}
{ cat root.pem && authorities 101 260; } >161.pem
{ cat 161.pem && authorities 261 400; } >301.pem

cat >Client.java <<'JAVA'
import java.security.cert.X509Certificate;
import javax.net.ssl.*;

class Client {
  public static void main(String[] arguments) throws Exception {
    var trusting = new X509ExtendedTrustManager() {
      public void checkClientTrusted(X509Certificate[] chain, String type) {}
      public void checkServerTrusted(X509Certificate[] chain, String type) {}
      public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}
      public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}
      public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}
      public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}
      public X509Certificate[] getAcceptedIssuers() { return new X509Certificate[0]; }
    };
    var context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] { trusting }, null);
    try (var socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", Integer.parseInt(arguments[0]))) {
      socket.startHandshake();
      System.out.println("connected");
    } catch (SSLException refused) {
      System.out.println(refused.getMessage());
    }
  }
}
JAVA
port="$(port)"
serve() { nginx_on "$port" "ssl_verify_client optional; ssl_client_certificate $work/$1; return 200 \"\$ssl_client_verify\";"; }
visit() { curl -sSk "$@" "https://127.0.0.1:$port/" 2>&1 || true; }

serve 161.pem
expect '161 authorities, curl with a certificate' SUCCESS "$(visit --cert alice.pem --key alice.key)"
expect '161 authorities, Java without a certificate' 'exceeds the maximum allowed size (32768)' "$(java Client.java "$port")"
expect '161 authorities, Java with a larger jdk.tls.maxHandshakeMessageSize' connected \
  "$(java -Djdk.tls.maxHandshakeMessageSize=65536 Client.java "$port")"
stop
nginx_configuration "$port" "ssl_verify_client optional; ssl_client_certificate $work/301.pem;"
expect '301 authorities, nginx -t' 'test is successful' "$(nginx -t -e "$work/error.log" -c "$work/nginx.conf" 2>&1)"
serve 301.pem
expect '301 authorities, curl with a certificate' 'alert internal error' "$(visit --cert alice.pem --key alice.key)"
expect '301 authorities, curl without a certificate' 'alert internal error' "$(visit)"
expect '301 authorities, the log of Nginx' 'SSL_do_handshake() failed (SSL: error:0A0C0103:SSL routines::internal error)' "$(cat error.log)"
