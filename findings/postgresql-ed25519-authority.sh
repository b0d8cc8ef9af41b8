#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/servers.bash"

packages pg@8.23.1
bin="$(ls -d /usr/lib/postgresql/*/bin | tail -1)"
echo "version   $("$bin/postgres" --version), psql $(dpkg-query -W -f='${Version}' libpq5), pg 8.23.1, Node.js $(node -v), $(openssl version)"
echo 'expected  psql signs in by password with its default channel_binding=prefer, whatever key the authority of the server certificate has'

cat >>extensions.cnf <<'CNF'
[server]
keyUsage=critical,digitalSignature
extendedKeyUsage=serverAuth
subjectAltName=DNS:localhost
authorityKeyIdentifier=keyid
CNF
root ecdsa '/CN=Root'
openssl genpkey -algorithm ED25519 -out ed25519.key
openssl req -x509 -new -key ed25519.key -subj /CN=Root -days 2 -config extensions.cnf -extensions root -out ed25519.pem
# PostgreSQL does not run as root, and its key belongs to its user.
as=()
mkdir database
for authority in ecdsa ed25519; do
  issue server '/CN=localhost' "$authority" server
  mv server.pem "database/$authority.pem"
  mv server.key "database/$authority.key"
done
printf secret >database/password
if [[ "$(id -u)" == 0 ]]; then
  chmod 711 "$work" && chown -R nobody database
  as=(setpriv --reuid=nobody --regid=nogroup --clear-groups)
fi
"${as[@]}" "$bin/initdb" -D database/data -U app --auth=scram-sha-256 --pwfile=database/password --no-sync >/dev/null
port="$(port)"
# serve AUTHORITY: PostgreSQL with the certificate that it issued, for a P-256 key.
serve() {
  authority="$1"
  tls="-c ssl=on -c ssl_cert_file=$work/database/$1.pem -c ssl_key_file=$work/database/$1.key"
  "${as[@]}" "$bin/pg_ctl" -D database/data -o "-p $port -c listen_addresses=127.0.0.1 -k $work/database -F $tls" -l database/log -w restart >/dev/null 2>&1
}
trap '"${as[@]}" "$bin/pg_ctl" -D "$work/database/data" -m immediate stop >/dev/null; rm -rf "$work"' EXIT
by_psql() {
  PGPASSWORD=secret psql "host=localhost hostaddr=127.0.0.1 port=$port user=app dbname=postgres sslmode=verify-full sslrootcert=$authority.pem $1" \
    -Atc "select 'signed in'" 2>&1 || true
}
cat >client.mjs <<'JS'
import { readFileSync } from 'node:fs';
import pg from 'pg';
const [, , port, authority, bound] = process.argv;
const ssl = { ca: readFileSync(`${authority}.pem`) };
const client = new pg.Client({ host: 'localhost', port, user: 'app', password: 'secret', database: 'postgres', ssl, enableChannelBinding: bound === 'bound' });
client.on('error', () => undefined);
try {
  await client.connect();
  console.log((await client.query("select 'signed in' as state")).rows[0].state);
} catch (error) {
  console.log(error.message);
}
await client.end().catch(() => undefined);
JS
serve ecdsa
expect 'an ECDSA authority, psql' 'signed in' "$(by_psql '')"
expect 'an ECDSA authority, psql channel_binding=require' 'signed in' "$(by_psql channel_binding=require)"
expect 'an ECDSA authority, pg' 'signed in' "$(node client.mjs "$port" ecdsa)"
expect 'an ECDSA authority, pg with enableChannelBinding' 'signed in' "$(node client.mjs "$port" ecdsa bound)"
serve ed25519
expect 'OpenSSL, the certificate' 'ed25519.pem: OK' "$(openssl verify -CAfile ed25519.pem database/ed25519.pem)"
expect 'an Ed25519 authority, psql' 'could not find digest for NID UNDEF' "$(by_psql '')"
expect 'an Ed25519 authority, psql channel_binding=disable' 'signed in' "$(by_psql channel_binding=disable)"
expect 'an Ed25519 authority, pg' 'signed in' "$(node client.mjs "$port" ed25519)"
expect 'an Ed25519 authority, pg with enableChannelBinding' 'could not find digest for NID UNDEF' "$(node client.mjs "$port" ed25519 bound)"
