import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { originsOf } from '../../state/origins.js';
import { type Paths, resolvePaths } from '../../state/paths.js';
import { type Pki, preparePki } from '../../pki/prepare-pki.js';
import { hasIpv6Loopback, type Ports, resolvePorts } from '../../state/ports.js';
import { ProcessTable } from '../../processes/process-table.js';
import { SupervisedProcess } from '../../processes/supervised-process.js';
import { loadSecrets, type Secrets } from '../../state/secrets.js';
import { waitForAnswer } from '../../services/http-probe.js';
import { demoSocket, serverSockets } from '../../state/sockets.js';
import { prepareStateFolder } from '../../state/state-folder.js';
import { updateClientCa } from '../client-ca.js';
import { findNginxPath, inspectNginx } from '../find-nginx.js';
import type { NginxOptions } from '../nginx-values.js';
import { describeNginx, renderNginx, testNginx } from '../render-nginx.js';
import { findWorkers, openSockets } from '../workers.js';
import { startEchoServer } from './echo-server.js';

/** A real Nginx on our templates, with echoing upstreams on the sockets. */
export interface NginxUnderTest {
  readonly paths: Paths;
  readonly ports: Ports;
  readonly pki: Pki;
  readonly secrets: Secrets;
  readonly options: NginxOptions;
  /** By name: `public-0`, `public-1`, `certificate-0`, `certificate-1`, `clients-0`, `clients-1`, `demo`. */
  readonly upstreams: ReadonlyMap<string, Server>;
  readonly startUpstream: (name: string) => Promise<void>;
  readonly stopUpstream: (name: string) => Promise<void>;
  readonly reload: () => Promise<void>;
  /** Sends SIGHUP and nothing else. */
  readonly hangUp: () => void;
  readonly stop: () => Promise<void>;
}

export const startNginxUnderTest = async (): Promise<NginxUnderTest> => {
  const home = mkdtempSync(join(tmpdir(), 'postern-nginx-'));
  const paths = resolvePaths(home);
  prepareStateFolder(paths);
  const { secrets } = loadSecrets(paths);
  const ports = await resolvePorts({ public: 0, mtls: 0, clients: 0, gateway: 0, demo: 0 }, [
    'public',
    'mtls',
    'clients',
    'gateway',
    'demo',
  ]);
  const origins = originsOf(ports);
  const pki = await preparePki(paths, secrets, true);
  writeFileSync(paths.trustAnchors, [pki.authorities.usersRoot.pem, pki.authorities.usersIssuing.pem].join(''));
  await updateClientCa(paths);
  const workers = findWorkers(paths);
  if (workers !== undefined) openSockets(paths, workers);

  const sockets = [serverSockets(paths, 0), serverSockets(paths, 1)] as const;
  const places = new Map([
    ['public-0', sockets[0].public],
    ['public-1', sockets[1].public],
    ['certificate-0', sockets[0].mtls],
    ['certificate-1', sockets[1].mtls],
    ['clients-0', sockets[0].clients],
    ['clients-1', sockets[1].clients],
    ['demo', demoSocket(paths)],
  ]);
  const upstreams = new Map<string, Server>();
  const startUpstream = async (name: string) =>
    void upstreams.set(name, await startEchoServer(name, places.get(name)!));
  const stopUpstream = (name: string) =>
    new Promise<void>((resolve) => {
      const server = upstreams.get(name);
      if (server === undefined) return resolve();
      upstreams.delete(name);
      server.close(() => resolve());
      server.closeAllConnections();
    });
  for (const name of places.keys()) await startUpstream(name);

  const options: NginxOptions = {
    paths,
    ports,
    origins,
    nginx: await inspectNginx(findNginxPath()!),
    proxySecret: secrets.proxySecret,
    certificate: pki.server,
    publicSockets: sockets.map((socket) => socket.public),
    mtlsSockets: sockets.map((socket) => socket.mtls),
    clientSockets: sockets.map((socket) => socket.clients),
    gatewaySockets: sockets.map((socket) => socket.gateway),
    demoSocket: demoSocket(paths),
    hasIpv6: await hasIpv6Loopback(),
    workers,
  };
  renderNginx(options);
  writePages(join(paths.nginx, 'web'));
  await testNginx(options);
  const front = {
    protocol: 'https:',
    host: '127.0.0.1',
    port: ports.public,
    path: '/',
    servername: 'localhost',
    rejectUnauthorized: false,
  };
  const process = new SupervisedProcess(
    describeNginx(options, (signal) => waitForAnswer(front, () => true, signal, 10_000)),
    {
      table: new ProcessTable(paths),
      report: () => undefined,
      changed: () => undefined,
      isClosing: () => false,
      gaveUp: (error) => {
        throw error;
      },
    },
  );
  await process.start();
  return {
    paths,
    ports,
    pki,
    secrets,
    options,
    upstreams,
    startUpstream,
    stopUpstream,
    reload: async () => {
      await updateClientCa(paths);
      await testNginx(options);
      process.signal('SIGHUP');
    },
    hangUp: () => void process.signal('SIGHUP'),
    stop: async () => {
      await process.stop();
      for (const name of places.keys()) await stopUpstream(name);
      rmSync(home, { recursive: true, force: true });
    },
  };
};

/** Stands for the built pages, which need not have been built. */
const writePages = (web: string): void => {
  rmSync(web, { recursive: true });
  for (const app of ['sign-in', 'panel']) {
    mkdirSync(join(web, app, 'assets'), { recursive: true });
    writeFileSync(join(web, app, 'index.html'), `<!doctype html><title>${app}</title>`);
    writeFileSync(join(web, app, 'postern.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    writeFileSync(join(web, app, 'assets/app-1a2b3c.js'), `${'// a line that repeats itself\n'.repeat(100)}`);
  }
  writeFileSync(join(web, 'sign-in/preview.html'), '<!doctype html><title>preview</title>');
};
