import { type ChildProcess, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { issueSelfSigned } from '@postern/dev-pki';
import type { AgentOptions } from '../agent-options.js';

const templates = fileURLToPath(new URL('../../../../nginx/', import.meta.url));
const snippets = ['tls', 'gateway-route', 'gateway-answer', 'gateway-proxy'];

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** An Nginx that was there before, laid out as Debian does, with the gateway's templates beside a site of its own. */
export interface ExistingNginx {
  readonly options: AgentOptions;
  /** Folder of the configuration. */
  readonly folder: string;
  /** Unix socket where Nginx asks for decisions; nobody listens there. */
  readonly decisions: string;
  readonly reports: string[];
  start(): Promise<void>;
  stop(): Promise<void>;
  remove(): void;
}

const mainFile = (home: string, etc: string): string => `
${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes 2;
pid ${home}/nginx.pid;
error_log ${home}/error.log;
worker_shutdown_timeout 1s;
events { worker_connections 256; }
http {
    map_hash_max_size 65536;
    map_hash_bucket_size 512;
    variables_hash_max_size 2048;
    access_log off;
    client_body_temp_path ${home}/temp/body; proxy_temp_path ${home}/temp/proxy; fastcgi_temp_path ${home}/temp/fastcgi;
    uwsgi_temp_path ${home}/temp/uwsgi; scgi_temp_path ${home}/temp/scgi;
    include ${etc}/conf.d/*.conf;
    include ${etc}/sites-enabled/*;
}
`;

/** @param adapt changes a rendered template, to wait less long for something, say */
export const installExistingNginx = async (
  adapt: (text: string) => string = (text) => text,
): Promise<ExistingNginx> => {
  const home = mkdtempSync(join(tmpdir(), 'postern-agent-'));
  const etc = join(home, 'etc');
  for (const folder of [
    'etc/snippets',
    'etc/conf.d',
    'etc/sites-available',
    'etc/sites-enabled',
    'temp',
    'logs',
    'run',
  ]) {
    mkdirSync(join(home, folder), { recursive: true });
  }
  const port = await freePort();
  const own = await issueSelfSigned({ subject: 'CN=localhost', purposes: ['serverAuth'] });
  writeFileSync(join(home, 'tls.pem'), own.pem);
  writeFileSync(join(home, 'tls.key'), own.privateKeyPem);
  const gateway = join(home, 'gateway');
  const values: Readonly<Record<string, string>> = {
    TEMP_DIR: join(home, 'temp'),
    LOG_DIR: join(home, 'logs'),
    GATEWAY_DIR: gateway,
    GATEWAY_LISTEN: `listen 127.0.0.1:${port} ssl default_server;`,
    GATEWAY_UPSTREAM: `server unix:${home}/run/decisions.sock max_fails=0;`,
    PROXY_SECRET: 'not-a-secret-in-a-test',
    TLS_CERTIFICATE: join(home, 'tls.pem'),
    TLS_CERTIFICATE_KEY: join(home, 'tls.key'),
  };
  const render = (template: string, target: string) => {
    const text = readFileSync(join(templates, `${template}.template`), 'utf8');
    writeFileSync(
      target,
      adapt(text).replaceAll(/\$\{([A-Z_]+)\}/g, (_, name: string) => values[name]!),
    );
  };
  for (const name of snippets) render(`snippets/${name}.conf`, join(etc, `snippets/${name}.conf`));
  render('servers/gateway.conf', join(etc, 'sites-available/gateway.conf'));
  symlinkSync('../sites-available/gateway.conf', join(etc, 'sites-enabled/gateway.conf'));
  writeFileSync(join(etc, 'nginx.conf'), mainFile(home, etc));

  const reports: string[] = [];
  let process_: ChildProcess | undefined;
  return {
    folder: etc,
    decisions: join(home, 'run/decisions.sock'),
    reports,
    options: {
      socket: join(home, 'run/agent.sock'),
      socketMode: 0o600,
      folder: gateway,
      nginx: 'nginx',
      configuration: join(etc, 'nginx.conf'),
      prefix: `${etc}/`,
      systemTrustAnchors: join(home, 'tls.pem'),
      accessLog: join(home, 'logs/gateway-access.log'),
      listener: { host: '127.0.0.1', port },
      reload: () => void process_?.kill('SIGHUP'),
      report: (text) => void reports.push(text),
    },
    start: async () => {
      const args = ['-p', `${etc}/`, '-e', 'stderr', '-c', join(etc, 'nginx.conf'), '-g', 'daemon off;'];
      process_ = spawn('nginx', args, { stdio: 'ignore' });
      for (let tries = 0; !existsSync(join(home, 'nginx.pid')) && tries < 200; tries += 1) await sleep(20);
    },
    stop: () =>
      new Promise((resolve) => {
        if (process_ === undefined) return resolve();
        process_.once('exit', () => resolve());
        process_.kill('SIGTERM');
      }),
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
};

/** Every file below a folder with its content, links by what they lead to. */
export const contentOf = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [join(entry.parentPath, entry.name), readFileSync(join(entry.parentPath, entry.name), 'utf8')]),
  );
