#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/servers.bash"

echo "version   Nginx $(dpkg-query -W -f='${Version}' nginx), Apache $(dpkg-query -W -f='${Version}' apache2), lighttpd $(dpkg-query -W -f='${Version}' lighttpd), $(openssl version)"
echo 'expected  the same verify depth allows the same chains in Nginx, Apache and lighttpd, which all verify with OpenSSL'

cat >>extensions.cnf <<'CNF'
[issuing]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
CNF
root root '/CN=Root'
issue server '/CN=localhost' root leaf
issue first '/CN=First' root issuing
issue second '/CN=Second' first issuing
issue none '/CN=None' root leaf
issue one '/CN=One' first leaf
issue two '/CN=Two' second leaf
cp none.pem none.chain
cat one.pem first.pem >one.chain
cat two.pem second.pem first.pem >two.chain
mkdir site
echo admitted >site/index.html
chmod 755 "$work"

# with SERVER DEPTH: runs the server with this depth.
with() {
  stop
  port="$(port)"
  case "$1" in
    Nginx) nginx_on "$port" "ssl_verify_client on; ssl_verify_depth $2; ssl_client_certificate $work/root.pem; root $work/site;" ;;
    Apache)
      {
        printf 'ServerName localhost\nServerRoot %s\nPidFile %s/apache.pid\nErrorLog %s/apache.log\nUser www-data\nListen 127.0.0.1:%s\nDocumentRoot %s/site\n' "$work" "$work" "$work" "$port" "$work"
        for name in mpm_event authn_core authz_core ssl dir; do printf 'LoadModule %s_module /usr/lib/apache2/modules/mod_%s.so\n' "$name" "$name"; done
        printf 'DirectoryIndex index.html\nSSLEngine on\nSSLCertificateFile %s/server.pem\nSSLCertificateKeyFile %s/server.key\nSSLCACertificateFile %s/root.pem\n' "$work" "$work" "$work"
        printf 'SSLVerifyClient require\nSSLVerifyDepth %s\n' "$2"
      } >apache.conf
      run /usr/sbin/apache2 -X -f "$work/apache.conf" ;;
    lighttpd)
      {
        printf 'server.port = %s\nserver.bind = "127.0.0.1"\nserver.document-root = "%s/site"\nindex-file.names = ( "index.html" )\nserver.modules = ( "mod_openssl" )\n' "$port" "$work"
        printf 'ssl.engine = "enable"\nssl.pemfile = "%s/server.pem"\nssl.privkey = "%s/server.key"\nssl.verifyclient.ca-file = "%s/root.pem"\n' "$work" "$work" "$work"
        printf 'ssl.verifyclient.activate = "enable"\nssl.verifyclient.enforce = "enable"\nssl.verifyclient.depth = %s\n' "$2"
      } >lighttpd.conf
      run /usr/sbin/lighttpd -D -f lighttpd.conf ;;
  esac
  await "$port"
}
# admitted: the chains that get in, named by their number of intermediate authorities.
admitted() {
  for chain in none one two; do
    if curl -sk --cert "$chain.chain" --key "$chain.key" "https://127.0.0.1:$port/" | grep -q admitted; then printf '%s ' "$chain"; fi
  done
}
# depth SERVER DEPTH WANTED: the intermediate authorities that it allows.
depth() {
  with "$1" "$2"
  expect "$1, depth $2, intermediate authorities" "[$3]" "[$(admitted)]"
}
depth Nginx 0 'none '
depth Nginx 1 'none one '
depth Nginx 2 'none one two '
for server in Apache lighttpd; do
  depth "$server" 0 ''
  depth "$server" 1 'none '
  depth "$server" 2 'none one '
  depth "$server" 3 'none one two '
done
