import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createAuthority, type Issued, issueCertificate, issueSelfSigned } from '@postern/dev-pki';
import type { PosternConfig } from '@postern/local';
import { cpuOfTree } from '../cpu-clock.js';
import type { LoadResult } from '../load.js';
import { type KeptTarget, runKeptLoad } from './kept-load.js';
import { openManagement } from '../management.js';
import { addManyApis } from './many-apis.js';
import { startPlainNginx } from './plain-nginx.js';

export interface GatewayOptions {
  /** Calls per measurement. */
  readonly calls: number;
  readonly connections: number;
  readonly rounds: number;
  readonly apis: number;
  readonly callers: number;
  readonly say: (line: string) => void;
}

/** With the CPU of everything between caller and upstream, microseconds per call. */
export interface SideResult extends LoadResult {
  readonly cpu: number;
}

export interface GatewayFigures extends Omit<GatewayOptions, 'say' | 'rounds'> {
  readonly plain: SideResult;
  readonly gateway: SideResult;
  /** Milliseconds from the request until Nginx served it. */
  readonly applyAlone: number;
  readonly applyAmongMany: number;
}

interface Applied {
  readonly milliseconds: number;
  readonly api: { readonly id: string };
}

const writePair = (folder: string, name: string, { pem, privateKeyPem }: Issued) => {
  const files = { cert: join(folder, `${name}.pem`), key: join(folder, `${name}.key`) };
  writeFileSync(files.cert, pem);
  writeFileSync(files.key, privateKeyPem, { mode: 0o600 });
  return files;
};

const startUpstream = async (
  env: NodeJS.ProcessEnv,
): Promise<{ readonly process: ChildProcess; readonly port: number }> => {
  const process_ = fork(fileURLToPath(new URL('upstream.js', import.meta.url)), { env: { ...process.env, ...env } });
  const port = await new Promise<number>((resolve, reject) => {
    process_.once('message', (message) => resolve(Number(message)));
    process_.once('exit', (code) => reject(new Error(`the upstream ended with ${code}`)));
  });
  return { process: process_, port };
};

const middle = (rounds: readonly (readonly [SideResult, SideResult])[]): readonly [SideResult, SideResult] =>
  rounds.toSorted(([a, b], [c, d]) => b.perSecond / a.perSecond - d.perSecond / c.perSecond)[
    Math.floor(rounds.length / 2)
  ]!;

/**
 * The gateway with a thumbprint policy beside plain Nginx with `proxy_pass`, in turn, to the same upstream, which asks both for the same
 * certificate. Then how long an apply takes, alone and among thousands of APIs.
 */
export const measureGateway = async (
  config: PosternConfig,
  home: string,
  options: GatewayOptions,
): Promise<GatewayFigures> => {
  const { calls, connections, rounds, apis, callers, say } = options;
  const folder = join(home, 'gateway-bench');
  mkdirSync(folder, { recursive: true });
  const authority = await createAuthority({ subject: 'CN=Bench' });
  const names = [{ type: 'dns', value: 'localhost' }] as const;
  const server = await issueCertificate(authority, {
    subject: 'CN=localhost',
    subjectAlternativeNames: names,
    purposes: ['serverAuth'],
  });
  const shown = await issueCertificate(authority, { subject: 'CN=gateway' });
  const caller = await issueSelfSigned({ subject: 'CN=caller' });
  const files = {
    server: writePair(folder, 'server', server),
    shown: writePair(folder, 'shown', shown),
    ca: writePair(folder, 'ca', authority).cert,
  };
  const upstream = await startUpstream({
    UPSTREAM_CERT: files.server.cert,
    UPSTREAM_KEY: files.server.key,
    UPSTREAM_CLIENT_CA: files.ca,
  });
  const plain = await startPlainNginx(home, { port: upstream.port, ca: files.ca, ...files.shown });
  try {
    const send = await openManagement(config, 'gateway');
    await send('POST', '/certificates', { id: 'bench', pem: shown.pem, key: shown.privateKeyPem });
    const added = await send<{ readonly id: string }>('POST', '/upstreams', {
      name: 'Bench',
      url: `https://127.0.0.1:${upstream.port}`,
      serverName: 'localhost',
      trustedCa: authority.pem,
      credential: { type: 'certificate', certificateId: 'bench' },
    });
    const value = createHash('sha256').update(caller.der).digest('hex');
    const policy = { require: { type: 'thumbprint', algorithm: 'SHA-256', value } };
    const { id } = await send<{ readonly id: string }>('POST', '/apis', {
      name: 'Bench',
      pathPrefix: '/bench-it',
      upstreamId: added.id,
      policy,
    });
    const apply = () => send<Applied>('POST', `/apis/${id}/apply`);
    await apply();

    const tls = { host: '127.0.0.1', servername: 'localhost', rejectUnauthorized: false };
    const gatewayPort = Number(new URL(config.origins.gateway).port);
    const plainTarget: KeptTarget = { tls: { ...tls, port: plain.port }, path: '/bench-it/x', host: 'localhost' };
    const own = { cert: caller.pem, key: caller.privateKeyPem };
    const ours: KeptTarget = { tls: { ...tls, port: gatewayPort, ...own }, path: '/bench-it/x', host: 'localhost' };
    const { nginx, server: node, postgres } = config.processes;
    const side = async (target: KeptTarget, pids: readonly (number | null)[]): Promise<SideResult> => {
      const used = () => pids.reduce<number>((sum, pid) => sum + (pid === null ? 0 : cpuOfTree(pid)), 0);
      const before = used();
      const load = await runKeptLoad(target, calls, connections);
      return { ...load, cpu: ((used() - before) * 1000) / load.count };
    };
    const pair = async () => [await side(plainTarget, [plain.pid]), await side(ours, [nginx, node, postgres])] as const;
    say('gateway: warming up');
    await pair();
    const measured = [];
    for (let round = 0; round < rounds; round += 1) {
      say(`gateway: round ${round + 1} of ${rounds}`);
      measured.push(await pair());
    }
    const [plainResult, gatewayResult] = middle(measured);

    const change = async (pathPrefix: string): Promise<number> => {
      await send('PATCH', `/apis/${id}`, { pathPrefix });
      return (await apply()).milliseconds;
    };
    const applyAlone = await change('/bench-moved');
    say(`gateway: ${apis} APIs, ${callers} callers`);
    await addManyApis(config.database.url, apis, callers);
    await change('/bench-among-many');
    const times = [
      await change('/bench-among-many-1'),
      await change('/bench-among-many-2'),
      await change('/bench-among-many-3'),
    ];
    const applyAmongMany = times.sort((one, other) => one - other)[1]!;
    return {
      calls,
      connections,
      apis,
      callers,
      plain: plainResult,
      gateway: gatewayResult,
      applyAlone,
      applyAmongMany,
    };
  } finally {
    await plain.stop();
    upstream.process.removeAllListeners('exit');
    upstream.process.kill('SIGTERM');
  }
};
