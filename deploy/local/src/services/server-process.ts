import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Origins } from '../state/origins.js';
import type { Paths } from '../state/paths.js';
import type { ProcessDescription } from '../processes/supervised-process.js';
import type { Secrets } from '../state/secrets.js';
import { waitForAnswer } from './http-probe.js';
import { agentSocket, serverSockets } from '../state/sockets.js';

export interface ServerSettings {
  readonly paths: Paths;
  readonly origins: Origins;
  readonly secrets: Pick<Secrets, 'encryptionKey' | 'formerEncryptionKeys' | 'proxySecret'>;
  readonly databaseUrl: string;
  readonly revocationLists: readonly string[];
  /** The caller's own, for example rate limits. */
  readonly env: NodeJS.ProcessEnv;
}

/** Environment of the server and of its commands; docs/configuration.md explains each variable. */
export const serverEnvironment = (settings: ServerSettings, index = 0): NodeJS.ProcessEnv => {
  const { paths, origins, secrets, databaseUrl, revocationLists, env } = settings;
  const sockets = serverSockets(paths, index);
  return {
    ...process.env,
    NODE_ENV: 'production',
    // Applications on this machine are told of sign-outs over TLS of our own authority.
    NODE_EXTRA_CA_CERTS: join(paths.pki, 'server-ca.pem'),
    PUBLIC_ORIGIN: origins.public,
    MTLS_ORIGIN: origins.mtls,
    MTLS_FRESH_ORIGIN: origins.mtlsFresh,
    PUBLIC_SOCKET: sockets.public,
    MTLS_SOCKET: sockets.mtls,
    CLIENTS_ORIGIN: origins.clients,
    CLIENTS_SOCKET: sockets.clients,
    GATEWAY_ORIGIN: origins.gateway,
    GATEWAY_SOCKET: sockets.gateway,
    GATEWAY_AGENT_SOCKET: agentSocket(paths),
    METRICS_SOCKET: sockets.metrics,
    PROXY_SECRET: secrets.proxySecret,
    POSTERN_ENCRYPTION_KEY: secrets.encryptionKey,
    POSTERN_ENCRYPTION_KEY_PREVIOUS: (secrets.formerEncryptionKeys ?? []).map(({ key }) => key).join(','),
    DATABASE_URL: databaseUrl,
    MTLS_CRL_FILES: revocationLists.join(','),
    MTLS_CA_BUNDLE_FILE: paths.trustAnchors,
    SIGN_IN_PAGE_FILE: join(paths.repository, 'apps/login-widget/dist/index.html'),
    ...env,
  };
};

/** One of the server's commands in apps/server/dist. */
export const serverScript = ({ repository }: Paths, name: 'main' | 'migrate' | 'seed' | 'reencrypt-keys'): string =>
  join(repository, `apps/server/dist/${name}.js`);

/**
 * Keeps the server near 200 MB with little garbage collection (ADR 0040): V8 would rather grow than clean up, and marks all of a small
 * heap again after 30 % more; its usual four helper threads wait for each other on few cores. The same flags are advised for production.
 */
const memoryFlags = [
  '--max-old-space-size=128',
  '--max-semi-space-size=8',
  '--heap-growing-percent=60',
  '--v8-pool-size=1',
];

export const describeServer = (settings: ServerSettings, index: number): ProcessDescription => {
  const { paths } = settings;
  const sockets = serverSockets(paths, index);
  return {
    label: index === 0 ? 'The server' : `Server ${index + 1}`,
    command: process.execPath,
    args: [...memoryFlags, serverScript(paths, 'main')],
    env: serverEnvironment(settings, index),
    cwd: paths.repository,
    log: join(paths.logs, index === 0 ? 'server.log' : `server-${index + 1}.log`),
    stopSignal: 'SIGTERM',
    stopTimeout: 15_000,
    prepare: () => {
      // A socket file left by a process that was killed would make listen() fail.
      for (const socket of Object.values(sockets)) rmSync(socket, { force: true });
      return Promise.resolve();
    },
    ready: (signal) =>
      waitForAnswer(
        { socketPath: sockets.public, path: '/health/ready' },
        ({ status }) => status === 200,
        signal,
        60_000,
      ),
  };
};
