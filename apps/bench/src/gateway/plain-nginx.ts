import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

export interface PlainNginx {
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

export interface PlainUpstream {
  readonly port: number;
  /** PEM files. */
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** Configuration of plain Nginx as a proxy without a gateway: the same TLS on both sides, connections kept. */
const configuration = (folder: string, snippets: string, port: number, upstream: PlainUpstream): string => `
user ${process.getuid?.() === 0 ? 'root' : 'nobody'};
worker_processes 2;
daemon off;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events { worker_connections 1024; }
http {
  access_log ${folder}/access.log;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  upstream plain { server 127.0.0.1:${upstream.port}; keepalive 16; keepalive_timeout 4s; }
  server {
    listen 127.0.0.1:${port} ssl;
    include ${snippets}/tls.conf;
    location / {
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host localhost:${upstream.port};
      proxy_ssl_server_name on;
      proxy_ssl_name localhost;
      proxy_ssl_verify on;
      proxy_ssl_trusted_certificate ${upstream.ca};
      proxy_ssl_certificate ${upstream.cert};
      proxy_ssl_certificate_key ${upstream.key};
      proxy_pass https://plain;
    }
  }
}
`;

/** @param home state folder of the running Postern, whose TLS settings are used */
export const startPlainNginx = async (home: string, upstream: PlainUpstream): Promise<PlainNginx> => {
  const folder = join(home, 'plain');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  writeFileSync(join(folder, 'nginx.conf'), configuration(folder, join(home, 'nginx/snippets'), port, upstream));
  const nginx = spawn('nginx', ['-e', 'stderr', '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
  await new Promise((resolve) => setTimeout(resolve, 500));
  return {
    port,
    pid: nginx.pid ?? 0,
    stop: () =>
      new Promise((resolve) => {
        nginx.once('exit', () => resolve());
        nginx.kill('SIGTERM');
      }),
  };
};
