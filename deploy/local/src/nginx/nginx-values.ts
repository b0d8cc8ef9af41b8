import { join } from 'node:path';
import type { Origins } from '../state/origins.js';
import type { Paths } from '../state/paths.js';
import type { Ports } from '../state/ports.js';
import { isOlder, type Nginx } from './find-nginx.js';
import type { Workers } from './workers.js';

export interface NginxOptions {
  readonly paths: Paths;
  readonly ports: Ports;
  readonly origins: Origins;
  readonly nginx: Nginx;
  readonly proxySecret: string;
  readonly certificate: { readonly cert: string; readonly key: string };
  /** Addresses of the servers' sockets: a path, or host:port. */
  readonly publicSockets: readonly string[];
  readonly mtlsSockets: readonly string[];
  readonly clientSockets: readonly string[];
  readonly gatewaySockets: readonly string[];
  /** Undefined: no demo application. */
  readonly demoSocket: string | undefined;
  readonly hasIpv6: boolean;
  /** Undefined: as whoever started Postern. */
  readonly workers: Workers | undefined;
}

/** Values of the variables in nginx/*.template; nginx/example.env explains each. */
export const nginxValues = (options: NginxOptions): Readonly<Record<string, string>> => {
  const { paths, ports, origins, nginx, certificate, publicSockets, mtlsSockets, clientSockets, gatewaySockets } =
    options;
  const { demoSocket } = options;
  const listen = (port: number, parameters: string) => listenLines(port, parameters, options);
  return {
    USER_DIRECTIVE: userDirective(options.workers),
    RUN_DIR: paths.run,
    LOG_DIR: paths.logs,
    TEMP_DIR: join(paths.nginx, 'temp'),
    WEB_DIR: join(paths.nginx, 'web'),
    PAGES_DIR: join(paths.nginx, 'pages'),
    PUBLIC_LISTEN: http2(listen(ports.public, ''), nginx),
    PUBLIC_LISTEN_DEFAULT: http2(listen(ports.public, ' default_server'), nginx),
    PUBLIC_HOST: 'localhost',
    PUBLIC_AUTHORITY: new URL(origins.public).host,
    PUBLIC_ORIGIN: origins.public,
    MTLS_LISTEN: listen(ports.mtls, ''),
    MTLS_LISTEN_DEFAULT: listen(ports.mtls, ' default_server'),
    MTLS_SERVER_NAMES: 'localhost "~^[0-9a-z-]+[.]mtls[.]localhost$"',
    MTLS_PORT_SUFFIX: portSuffix(origins.mtls),
    CLIENTS_LISTEN: listen(ports.clients, ''),
    CLIENTS_LISTEN_DEFAULT: listen(ports.clients, ' default_server'),
    CLIENTS_HOST: 'localhost',
    GATEWAY_LISTEN: listen(ports.gateway, ' default_server'),
    GATEWAY_DIR: paths.gateway,
    DEMO_LISTEN: listen(ports.demo, ''),
    DEMO_HOST: 'localhost',
    DEMO_AUTHORITY: new URL(origins.demo).host,
    DEMO_ORIGIN: origins.demo,
    PUBLIC_UPSTREAM: upstream(publicSockets),
    MTLS_UPSTREAM: upstream(mtlsSockets),
    CLIENTS_UPSTREAM: upstream(clientSockets),
    GATEWAY_UPSTREAM: upstream(gatewaySockets),
    DEMO_UPSTREAM: upstream(demoSocket === undefined ? [] : [demoSocket]),
    TLS_CERTIFICATE: certificate.cert,
    TLS_CERTIFICATE_KEY: certificate.key,
    CLIENT_CA_FILE: clientCaFile(paths),
    PROXY_SECRET: options.proxySecret,
    // None: browsers keep the promise for the whole host, whatever the port, and so for every other http://localhost of a developer.
    HSTS: '',
  };
};

/** Only root has to say as whom the workers run. */
const userDirective = (workers: Workers | undefined): string => {
  if (workers !== undefined) return `user nobody ${workers.group};`;
  return process.getuid?.() === 0 ? 'user root;' : '';
};

/** What Nginx reads as trust anchors: the server's bundle, checked. */
export const clientCaFile = (paths: Paths): string => join(paths.nginx, 'client-ca.pem');

const portSuffix = (origin: string): string => {
  const { port } = new URL(origin);
  return port === '' ? '' : `:${port}`;
};

const listenLines = (port: number, parameters: string, { hasIpv6 }: NginxOptions): string =>
  [`listen 127.0.0.1:${port} ssl${parameters};`, ...(hasIpv6 ? [`listen [::1]:${port} ssl${parameters};`] : [])].join(
    '\n    ',
  );

/** Nginx 1.25.1 has a directive for it and warns about the parameter. */
const http2 = (lines: string, { version }: Nginx): string =>
  isOlder(version, [1, 25, 1]) ? lines.replaceAll(' ssl', ' ssl http2') : `${lines}\n    http2 on;`;

// max_fails=0: a killed server refuses connections at once, so trying it costs nothing, and a fresh one is used at once.
const upstream = (sockets: readonly string[]): string =>
  sockets
    .map((socket) => `server "${socket.startsWith('/') ? `unix:${socket}` : socket}" max_fails=0;`)
    .join('\n        ');
