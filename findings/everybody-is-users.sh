#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/servers.bash"

bin="$(ls -d /usr/lib/postgresql/*/bin | tail -1)"
echo "version   $("$bin/postgres" --version), Apache $(dpkg-query -W -f='${Version}' apache2), HAProxy $(dpkg-query -W -f='${Version}' haproxy), lighttpd $(dpkg-query -W -f='${Version}' lighttpd)"
echo 'expected  of a subject that is the name of an account in Active Directory, DC=…,CN=Users,CN=alice, the common name is that of the person'

root root '/CN=Root'
issue server '/CN=localhost' root leaf
issue alice '/DC=example/DC=corp/CN=Users/CN=alice' root leaf
cat server.pem server.key >both.pem
mkdir site
chmod 755 "$work"
visit() { curl -sk --cert alice.pem --key alice.key -D - "https://127.0.0.1:$port/user.cgi"; }

port="$(port)"
cat >haproxy.cfg <<CONF
defaults
  mode http
  timeout client 5s
frontend tls
  bind 127.0.0.1:$port ssl crt $work/both.pem ca-file $work/root.pem verify required
  http-request return status 200 content-type text/plain lf-string "first=%[ssl_c_s_dn(CN)] last=%[ssl_c_s_dn(CN,-1)]"
CONF
run haproxy -db -f haproxy.cfg
await "$port"
seen="$(visit)"
expect 'HAProxy, ssl_c_s_dn(CN)' 'first=Users' "$seen"
expect 'HAProxy, ssl_c_s_dn(CN,-1)' 'last=alice' "$seen"
port="$(port)"
{
  printf 'ServerName localhost\nServerRoot %s\nPidFile %s/apache.pid\nErrorLog %s/apache.log\nUser www-data\nListen 127.0.0.1:%s\nDocumentRoot %s/site\n' "$work" "$work" "$work" "$port" "$work"
  for name in mpm_event authn_core authz_core ssl headers; do printf 'LoadModule %s_module /usr/lib/apache2/modules/mod_%s.so\n' "$name" "$name"; done
  printf 'SSLEngine on\nSSLCertificateFile %s/server.pem\nSSLCertificateKeyFile %s/server.key\nSSLCACertificateFile %s/root.pem\n' "$work" "$work" "$work"
  printf 'SSLVerifyClient require\nSSLUserName SSL_CLIENT_S_DN_CN\nHeader always set User "expr=%%{REMOTE_USER}"\nHeader always set Second "%%{SSL_CLIENT_S_DN_CN_1}s"\n'
} >apache.conf
run /usr/sbin/apache2 -X -f "$work/apache.conf"
await "$port"
seen="$(visit)"
expect 'Apache, REMOTE_USER by SSLUserName SSL_CLIENT_S_DN_CN' 'User: Users' "$seen"
expect 'Apache, SSL_CLIENT_S_DN_CN_1' 'Second: alice' "$seen"
port="$(port)"
printf 'printf "Content-Type: text/plain\\r\\n\\r\\n"; env\n' >site/user.cgi
{
  printf 'server.port = %s\nserver.bind = "127.0.0.1"\nserver.document-root = "%s/site"\nserver.modules = ( "mod_openssl", "mod_cgi" )\ncgi.assign = ( ".cgi" => "/bin/sh" )\n' "$port" "$work"
  printf 'ssl.engine = "enable"\nssl.pemfile = "%s/server.pem"\nssl.privkey = "%s/server.key"\nssl.verifyclient.ca-file = "%s/root.pem"\n' "$work" "$work" "$work"
  printf 'ssl.verifyclient.activate = "enable"\nssl.verifyclient.enforce = "enable"\nssl.verifyclient.username = "SSL_CLIENT_S_DN_CN"\n'
} >lighttpd.conf
run /usr/sbin/lighttpd -D -f lighttpd.conf
await "$port"
expect 'lighttpd, REMOTE_USER by ssl.verifyclient.username = "SSL_CLIENT_S_DN_CN"' 'REMOTE_USER=alice' "$(visit)"

# PostgreSQL does not run as root, and its key belongs to its user.
as=()
mkdir database
cp server.pem server.key root.pem database
if [[ "$(id -u)" == 0 ]]; then
  chown -R nobody database
  as=(setpriv --reuid=nobody --regid=nogroup --clear-groups)
fi
port="$(port)"
"${as[@]}" "$bin/initdb" -D database/data -U app --auth=trust --no-sync >/dev/null
printf 'local all app trust\nhostssl all all 127.0.0.1/32 cert\n' >database/data/pg_hba.conf
tls="-c ssl=on -c ssl_cert_file=$work/database/server.pem -c ssl_key_file=$work/database/server.key -c ssl_ca_file=$work/database/root.pem"
"${as[@]}" "$bin/pg_ctl" -D database/data -o "-p $port -c listen_addresses=127.0.0.1 -k $work/database -F $tls" -l database/log -w start >/dev/null
trap 'stop; "${as[@]}" "$bin/pg_ctl" -D "$work/database/data" -m immediate stop >/dev/null; rm -rf "$work"' EXIT
psql -h "$work/database" -p "$port" -U app -qc 'create role alice login' -c 'create role "Users" login' postgres
enter() { psql "host=127.0.0.1 port=$port dbname=postgres user=$1 sslmode=require sslcert=alice.pem sslkey=alice.key" -Atc "select 'as ' || current_user" 2>&1 || true; }
expect 'PostgreSQL, the certificate as alice' 'certificate authentication failed for user "alice"' "$(enter alice)"
expect 'PostgreSQL, its log' 'provided user name (alice) and authenticated user name (Users) do not match' "$(cat database/log)"
expect 'PostgreSQL, the certificate as Users' 'as Users' "$(enter Users)"
printf 'local all app trust\nhostssl all all 127.0.0.1/32 cert clientname=DN map=people\n' >database/data/pg_hba.conf
printf 'people "/^CN=([a-z]+),CN=Users,DC=corp,DC=example$" \\1\n' >database/data/pg_ident.conf
"${as[@]}" "$bin/pg_ctl" -D database/data reload >/dev/null
for _ in {1..50}; do [[ "$(enter alice)" == 'as alice' ]] && break || sleep 0.1; done
expect 'PostgreSQL, clientname=DN and a map' 'as alice' "$(enter alice)"
