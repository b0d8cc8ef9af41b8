#!/usr/bin/env bash
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.bash"

packages pg@8.23.1 pg-pool@3.14.0
bin="$(ls -d /usr/lib/postgresql/*/bin | tail -1)"
echo "version   pg 8.23.1, pg-pool 3.14.0, $("$bin/postgres" --version)"
echo 'expected  pool.query() that violates a unique constraint leaves its connection, and what was prepared on it, in the pool'

# PostgreSQL does not run as root.
as=()
if [[ "$(id -u)" == 0 ]]; then
  chmod 711 "$work" && mkdir data && chown nobody data
  as=(setpriv --reuid=nobody --regid=nogroup --clear-groups)
fi
"${as[@]}" "$bin/initdb" -D data -U app --auth=trust --no-sync >/dev/null
"${as[@]}" "$bin/pg_ctl" -D data -o "-c listen_addresses='' -k $work/data -F" -l data/log -w start >/dev/null
trap '"${as[@]}" "$bin/pg_ctl" -D "$work/data" -m immediate stop >/dev/null; rm -rf "$work"' EXIT

cat >pool.mjs <<'JS'
import pg from 'pg';
const pool = new pg.Pool({ host: process.env.SOCKETS, user: 'app', database: 'postgres', max: 1 });
let connects = 0;
pool.on('connect', () => (connects += 1));
await pool.query('create table kept (id int primary key)');
await pool.query('insert into kept values (1)');
const times = async (count, work) => {
  const before = connects;
  for (let n = 0; n < count; n += 1) await work().catch(() => undefined);
  return connects - before;
};
const twin = 'insert into kept values (1)';
console.log('pool.query', await times(5, () => pool.query(twin)));
await pool.query('select 1');
console.log('connect, query, release', await times(5, async () => {
  const client = await pool.connect();
  try { await client.query(twin); } finally { client.release(); }
}));
await pool.end();
JS
seen="$(SOCKETS="$work/data" node pool.mjs)"
echo "$seen" | sed 's/^/          new connections after 5 refused statements, by /'
expect 'a new connection and server process after each refused pool.query()' 'pool.query 4' "$seen"
expect 'none when the same statement ran on a connection that was taken and released' 'release 0' "$seen"
