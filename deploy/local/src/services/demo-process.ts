import { join } from 'node:path';
import type { Origins } from '../state/origins.js';
import type { Paths } from '../state/paths.js';
import type { ProcessDescription } from '../processes/supervised-process.js';
import { waitForAnswer } from './http-probe.js';
import { demoSocket } from '../state/sockets.js';

export interface DemoSettings {
  readonly paths: Paths;
  readonly origins: Origins;
  readonly clientSecret: string;
  /** PEM file of the authority behind the issuer's TLS certificate. */
  readonly serverCa: string;
}

export const demoClientId = 'postern-demo';

export const describeDemo = ({ paths, origins, clientSecret, serverCa }: DemoSettings): ProcessDescription => ({
  label: 'The demo application',
  command: process.execPath,
  args: ['--enable-source-maps', join(paths.repository, 'apps/demo-app/dist/main.js')],
  env: {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    NODE_EXTRA_CA_CERTS: serverCa,
    ISSUER: `${origins.public}/oidc`,
    CLIENT_ID: demoClientId,
    CLIENT_SECRET: clientSecret,
    ORIGIN: origins.demo,
    LISTEN: demoSocket(paths),
  },
  cwd: paths.repository,
  log: join(paths.logs, 'demo-app.log'),
  stopSignal: 'SIGTERM',
  stopTimeout: 5_000,
  ready: (signal) =>
    waitForAnswer({ socketPath: demoSocket(paths), path: '/' }, ({ status }) => status < 500, signal, 30_000),
});
