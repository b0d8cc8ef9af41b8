import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'vitest';

const agent = fileURLToPath(new URL('../../../../../deploy/nginx-agent/dist/main.js', import.meta.url));

/** An existing Nginx, laid out as on Debian, before the gateway is added. */
export const layOutNginx = (home: string): { readonly etc: string; readonly main: string; readonly pid: string } => {
  const [etc, temp, pid] = [join(home, 'etc'), join(home, 'temp'), join(home, 'nginx.pid')];
  for (const folder of [join(etc, 'conf.d'), temp]) mkdirSync(folder, { recursive: true });
  const main = join(etc, 'nginx.conf');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${temp}/${kind};`,
  );
  writeFileSync(
    main,
    `${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes 1;
pid ${pid};
error_log ${home}/error.log;
events { worker_connections 64; }
http {
    access_log off;
    ${temporary.join(' ')}
    include ${etc}/conf.d/*.conf;
}
`,
  );
  return { etc, main, pid };
};

/** The processes of such an installation, in the order in which a machine starts them. */
export class OwnNginx {
  private readonly running: ChildProcess[] = [];

  constructor(
    private readonly main: string,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  async start(): Promise<void> {
    const env = { ...process.env, ...this.environment };
    await promisify(execFile)(process.execPath, [agent, '--before-nginx'], { env });
    this.spawn('nginx', ['-e', 'stderr', '-c', this.main, '-g', 'daemon off;']);
    await this.appears(this.environment['NGINX_PID_FILE']);
    this.spawn(process.execPath, [agent], env);
    await this.appears(this.environment['AGENT_SOCKET']);
  }

  async stop(): Promise<void> {
    for (const child of this.running.toReversed()) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await ended;
    }
  }

  private spawn(name: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): void {
    this.running.push(spawn(name, args, { env, stdio: 'ignore' }));
  }

  private appears(path = ''): Promise<void> {
    return expect.poll(() => existsSync(path), { timeout: 10_000, interval: 20 }).toBe(true);
  }
}
