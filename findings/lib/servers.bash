# For findings that run servers, in place of common.bash: the servers listen on the loopback interface and end with the script.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

running=()
stop() { for process in "${running[@]}"; do kill "$process" 2>/dev/null && wait "$process" 2>/dev/null || true; done; running=(); }
trap 'stop; rm -rf "$work"' EXIT

# run COMMAND…: a program in the background, what it prints goes to the file log.
run() {
  "$@" >>log 2>&1 &
  running+=("$!")
}

# port: a free port.
port() { node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})'; }

# await PORT: returns as soon as something listens there.
await() {
  for _ in {1..100}; do
    (: >"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return
    sleep 0.1
  done
  echo "nothing listens on $1" && cat log && return 1
}

# nginx_configuration PORT DIRECTIVES: a server with the key pair server.key and server.pem, in nginx.conf.
nginx_configuration() {
  {
    printf 'daemon off;\nmaster_process off;\npid %s/pid;\nerror_log %s/error.log info;\nevents {}\nhttp {\naccess_log off;\n' "$work" "$work"
    for name in client_body proxy fastcgi uwsgi scgi; do printf '%s_temp_path %s/%s;\n' "$name" "$work" "$name"; done
    printf 'server {\nlisten 127.0.0.1:%s ssl;\nssl_certificate %s/server.pem;\nssl_certificate_key %s/server.key;\n%s\n}\n}\n' "$1" "$work" "$work" "$2"
  } >nginx.conf
}

# nginx_on PORT DIRECTIVES: runs Nginx with them.
nginx_on() {
  nginx_configuration "$@"
  run nginx -e "$work/error.log" -c "$work/nginx.conf"
  await "$1"
}
