import { join } from 'node:path';
import { createAgent, systemTrustAnchors } from '@postern/nginx-agent';
import type { Installation } from '../installation/installation.js';
import type { Launch } from './launch-progress.js';
import { updateClientCa } from '../nginx/client-ca.js';
import { findNginxPath, inspectNginx, type Nginx } from '../nginx/find-nginx.js';
import { installNginx } from '../nginx/install-nginx.js';
import type { NginxOptions } from '../nginx/nginx-values.js';
import { describeNginx, renderNginx, testNginx } from '../nginx/render-nginx.js';
import { watchTrustAnchors } from '../nginx/trust-anchor-watch.js';
import type { Workers } from '../nginx/workers.js';
import type { ProcessSet } from '../processes/process-set.js';
import { SupervisedProcess, type SupervisorHooks } from '../processes/supervised-process.js';
import { waitForAnswer } from '../services/http-probe.js';
import { agentSocket, demoSocket, serverSockets } from '../state/sockets.js';

/** Finds Nginx, and installs it where that is possible. */
export const provideNginx = (launch: Launch): Promise<Nginx> =>
  launch.step('Nginx', async (rename) => {
    const found = findNginxPath();
    if (found === undefined) {
      rename('Nginx is missing, installing it');
      await installNginx();
    }
    const nginx = await inspectNginx(found ?? findNginxPath() ?? 'nginx');
    rename(`Nginx ${nginx.version.join('.')}`);
    return nginx;
  });

export interface RunningNginx {
  readonly reload: () => Promise<void>;
  readonly stopWatching: () => void;
}

/** Renders, checks and starts Nginx, and reloads it whenever the server has written other trust anchors. */
export const startNginx = (
  launch: Launch,
  { paths, ports, origins, secrets, pki, hasIpv6 }: Installation,
  nginx: Nginx,
  workers: Workers | undefined,
  processes: ProcessSet,
  hooks: SupervisorHooks,
): Promise<RunningNginx> =>
  launch.step('Listeners', async (rename) => {
    if (workers === undefined && process.getuid?.() === 0) {
      rename('Listeners (Nginx’s workers run as root: other users cannot enter this checkout or its state folder)');
    }
    const indexes = processes.servers.map((_server, index) => index);
    const options: NginxOptions = {
      paths,
      ports,
      origins,
      nginx,
      proxySecret: secrets.proxySecret,
      certificate: pki.server,
      publicSockets: indexes.map((index) => serverSockets(paths, index).public),
      mtlsSockets: indexes.map((index) => serverSockets(paths, index).mtls),
      clientSockets: indexes.map((index) => serverSockets(paths, index).clients),
      gatewaySockets: indexes.map((index) => serverSockets(paths, index).gateway),
      demoSocket: pki.samples === undefined ? undefined : demoSocket(paths),
      hasIpv6,
      workers,
    };
    renderNginx(options);
    await updateClientCa(paths);
    const gateway = createAgent({
      ...agentOptions(options),
      reload: () => processes.nginx?.signal('SIGHUP'),
      report: (text) => hooks.report(text),
    });
    await gateway.agent.leaveOutWhatNginxRefuses();
    await testNginx(options);
    const ready = (signal: AbortSignal) =>
      waitForAnswer(publicRoot(ports.public), ({ status }) => status === 302, signal, 10_000);
    processes.nginx = new SupervisedProcess(describeNginx(options, ready), hooks);
    await processes.nginx.start();
    await gateway.agent.begin();
    const closeAgent = await gateway.listen();
    const reload = async () => {
      await updateClientCa(paths);
      await testNginx(options);
      await gateway.agent.reload();
    };
    const stopWatching = watchTrustAnchors(paths, reload, (error) => {
      hooks.report(`Nginx keeps its old trust anchors: ${error instanceof Error ? error.message : String(error)}`);
    });
    return {
      reload,
      stopWatching: () => {
        stopWatching();
        void closeAgent();
      },
    };
  });

const agentOptions = ({ paths, ports, nginx }: NginxOptions) => ({
  socket: agentSocket(paths),
  socketMode: 0o600,
  folder: paths.gateway,
  nginx: nginx.path,
  configuration: join(paths.nginx, 'nginx.conf'),
  prefix: `${paths.nginx}/`,
  systemTrustAnchors: systemTrustAnchors(),
  accessLog: join(paths.logs, 'gateway-access.log'),
  listener: { host: '127.0.0.1', port: ports.gateway },
  certificateListener: { host: '127.0.0.1', port: ports.mtls },
});

/** `/` is answered by Nginx itself, so it tells whether Nginx listens. The certificate is not looked at here. */
const publicRoot = (port: number) => ({
  protocol: 'https:',
  host: '127.0.0.1',
  port,
  path: '/',
  servername: 'localhost',
  headers: { host: `localhost:${port}` },
  rejectUnauthorized: false,
});
