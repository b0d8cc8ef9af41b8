import { type ChildProcess, fork, spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RelyingParty } from '@postern/http-browser';
import type { BenchCertificate } from './bench-certificate.js';
import type { TokenEndpoint } from './token-endpoint.js';

export interface BareSetUp {
  readonly party: RelyingParty;
  readonly origin: string;
  /** For applications that authenticate with the certificate of the benchmark. */
  readonly tokenEndpoint: Omit<TokenEndpoint, 'ca'>;
  readonly processes: { readonly node: number; readonly nginx: number };
  stop(): Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** The public listener and that of applications, of Postern's own templates, as far as the engine alone needs them. */
const nginxConfiguration = (
  folder: string,
  snippets: string,
  ports: Readonly<Record<'public' | 'clients', number>>,
  socket: string,
): string => `
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
  upstream bare { server unix:${socket}; keepalive 16; }
  server {
    listen 127.0.0.1:${ports.public} ssl http2;
    server_name localhost;
    include ${snippets}/tls.conf;
    location / {
      include ${snippets}/blank-certificate-headers.conf;
      include ${snippets}/proxy.conf;
      proxy_set_header Host $host:${ports.public};
      proxy_pass http://bare;
    }
  }
  server {
    listen 127.0.0.1:${ports.clients} ssl;
    server_name localhost;
    include ${snippets}/tls.conf;
    ssl_verify_client optional_no_ca;
    ssl_session_cache off;
    location / {
      include ${snippets}/client-certificate-headers.conf;
      include ${snippets}/proxy.conf;
      proxy_set_header Host $host:${ports.public};
      proxy_pass http://bare;
    }
  }
}
`;

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });

/**
 * Starts the bare engine behind an Nginx with the same TLS and proxy settings as Postern's.
 *
 * @param home state folder of the running Postern, whose rendered snippets are used
 * @param certificate registered for the applications that authenticate with one
 */
export const startBareEngine = async (home: string, { cert }: BenchCertificate): Promise<BareSetUp> => {
  const folder = join(home, 'bare');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const ports = { public: await freePort(), clients: await freePort() };
  const origin = `https://localhost:${ports.public}`;
  const socket = join(folder, 'bare.sock');
  const party = {
    issuer: `${origin}/bare/oidc`,
    clientId: 'bare',
    clientSecret: 'only-for-measuring-only-for-measuring',
    redirectUri: 'https://app.example.test/callback',
  };
  const engine = fork(fileURLToPath(new URL('bare-engine.js', import.meta.url)), {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      ISSUER: party.issuer,
      SOCKET: socket,
      CLIENT_ID: party.clientId,
      CLIENT_SECRET: party.clientSecret,
      REDIRECT_URI: party.redirectUri,
      CERTIFICATE: cert,
    },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  await new Promise((resolve, reject) => {
    engine.once('message', resolve);
    engine.once('exit', (code) => reject(new Error(`the bare engine ended with ${code}`)));
  });
  writeFileSync(join(folder, 'nginx.conf'), nginxConfiguration(folder, join(home, 'nginx/snippets'), ports, socket));
  const nginx = spawn('nginx', ['-e', 'stderr', '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
  await new Promise((resolve) => setTimeout(resolve, 500));
  return {
    party,
    origin,
    tokenEndpoint: {
      address: `${party.issuer}/token`,
      mtlsAddress: `https://localhost:${ports.clients}/bare/oidc/token`,
      tlsClientId: 'bare-tls',
      assertionClientId: 'bare-assertion',
    },
    processes: { node: engine.pid ?? 0, nginx: nginx.pid ?? 0 },
    stop: async () => {
      await ended(nginx);
      await ended(engine);
    },
  };
};
