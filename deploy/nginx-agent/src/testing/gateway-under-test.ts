import { rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type TLSSocket } from 'node:tls';
import type { Issued } from '@postern/dev-pki';
import { createAgent } from '../agent-server.js';
import type { NginxAgent } from '../nginx-agent.js';
import { type ExistingNginx, installExistingNginx } from './existing-nginx.js';

/** An API whose calls go to the upstream, to `/` and what follows its prefix. */
export interface ServedApi {
  readonly prefix: string;
  /** `10s`: ten calls a second. */
  readonly rate?: string;
  readonly countedBy?: 'certificate' | 'address';
}

export interface GatewayAnswer {
  readonly status: number;
  readonly body: string;
}

export interface OpenSocket {
  readonly socket: TLSSocket;
  received: string;
  closed: boolean;
}

const setting = 't0123456789abcdef';
const upstream = '22222222-2222-4222-8222-222222222222';
const idOf = (index: number): string => `11111111-1111-4111-8111-${String(index).padStart(12, '0')}`;

const filesFor = (apis: readonly ServedApi[], upstreamPort: number): Readonly<Record<string, string>> => {
  const lines = (texts: readonly string[]) => texts.map((text) => `${text}\n`).join('');
  const depth = ({ prefix }: ServedApi) => prefix.split('/').length - 1;
  const each = (line: (api: ServedApi, id: string) => string) =>
    lines(apis.map((api, index) => line(api, idOf(index))));
  const rateOf = ({ rate }: ServedApi) => (rate === undefined ? 'r0' : `r${rate}b0`);
  const ofDepth = (wanted: number) =>
    lines(apis.flatMap((api, index) => (depth(api) === wanted ? [`"${api.prefix}" ${idOf(index)};`] : [])));
  const location = (rate: string, limit: readonly string[]) => [
    `    location ^~ /:${setting}/${rate}/ {`,
    ...limit,
    String.raw`        rewrite "(?s)^/:[^/]+/[^/]+(/.*)\z" $1 break;`,
    '        proxy_pass $postern_destination;',
    '    }',
  ];
  const rates = [...new Set(apis.flatMap(({ rate }) => rate ?? []))];
  return {
    'generation.map': 'generation 1;\n',
    ...Object.fromEntries([1, 2, 3, 4].map((wanted) => [`apis-${wanted}.map`, ofDepth(wanted)])),
    'prefixes.map': each(({ prefix }, id) => `${id} "${prefix}";`),
    'depths.map': each((api, id) => `${id} ${depth(api)};`),
    'profiles.map': each((api, id) => `${id} ${setting}/${rateOf(api)};`),
    'upstreams.map': each((_, id) => `${id} ${upstream};`),
    'counted.map': lines(
      apis.flatMap(({ countedBy }, index) => (countedBy === 'certificate' ? [`${idOf(index)} certificate;`] : [])),
    ),
    'hosts.map': `${upstream} "127.0.0.1:${upstreamPort}";\n`,
    'places.map': `${upstream} http://${upstream};\n`,
    'upstreams.conf': `upstream ${upstream} { server 127.0.0.1:${upstreamPort} max_fails=0; keepalive 16; keepalive_timeout 4s; }\n`,
    'limits.conf': lines(
      rates.map(
        (rate) =>
          `limit_req_zone "$postern_api$postern_caller" zone=postern_rate_${rate}:1m rate=${rate.replace(/(?=[sm]$)/, 'r/')};`,
      ),
    ),
    'locations.conf': lines([
      `location ^~ /:${setting}/ {`,
      '    internal;',
      ...location('r0', []),
      ...rates.flatMap((rate) => location(`r${rate}b0`, [`        limit_req zone=postern_rate_${rate} nodelay;`])),
      '}',
    ]),
  };
};

const listening = async (handle: RequestListener, at: string | 0): Promise<Server> => {
  const server = createServer(handle);
  await new Promise<void>((resolve) => {
    if (at === 0) server.listen(0, '127.0.0.1', resolve);
    else server.listen(at, resolve);
  });
  return server;
};
const closed = (server: Server | undefined): Promise<void> =>
  new Promise((resolve) => {
    if (server === undefined) return resolve();
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** A real Nginx on the gateway's template, an upstream behind it, and whatever answers where Nginx asks for decisions. */
export class GatewayUnderTest {
  /** Paths of the calls that reached the upstream, as it saw them. */
  readonly seen: string[] = [];
  /** Prefixes of the APIs that decisions were asked for. */
  readonly asked: string[] = [];
  private decider: Server | undefined;

  private constructor(
    private readonly nginx: ExistingNginx,
    private readonly apis: readonly ServedApi[],
    private upstream: Server | undefined,
    readonly agent: NginxAgent,
    /** How often Nginx was reloaded. */
    readonly reloads: { count: number },
  ) {}

  static async start(apis: readonly ServedApi[], adapt?: (text: string) => string): Promise<GatewayUnderTest> {
    const nginx = await installExistingNginx(adapt);
    const reloads = { count: 0 };
    const reload = () => {
      reloads.count += 1;
      return nginx.options.reload();
    };
    const { agent } = createAgent({ ...nginx.options, reload, spacing: 1500 });
    const gateway = new GatewayUnderTest(nginx, apis, undefined, agent, reloads);
    gateway.upstream = await listening(({ url = '' }, response) => {
      gateway.seen.push(url);
      response.end('the upstream');
    }, 0);
    gateway.upstream.on('upgrade', (_request, socket: Duplex) => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
      socket.on('error', () => undefined).pipe(socket);
    });
    await nginx.start();
    const files = filesFor(apis, (gateway.upstream.address() as AddressInfo).port);
    const { accepted, reason } = await agent.gateway.test({ generation: 1, digest: 'one', files });
    if (!accepted) throw new Error(reason ?? '');
    await agent.gateway.activate(1);
    return gateway;
  }

  async stop(): Promise<void> {
    await this.decideBy(undefined);
    await this.nginx.stop();
    await closed(this.upstream);
    this.nginx.remove();
  }

  /** What answers where Nginx asks for decisions; undefined: nobody does. */
  async decideBy(handle: RequestListener | undefined): Promise<void> {
    await closed(this.decider);
    rmSync(this.nginx.decisions, { force: true });
    this.decider = handle && (await listening(handle, this.nginx.decisions));
  }

  /** Everybody may call everything. */
  async allowEverything(): Promise<void> {
    await this.decideBy(({ headers }, response) => {
      this.asked.push(this.apis[Number(String(headers['x-postern-api']).slice(-12))]?.prefix ?? '');
      response.writeHead(204, { 'x-postern-decision': 'allowed' }).end();
    });
  }

  /** A WebSocket whose upstream sends everything back; open when it resolves. */
  async openWebSocket(path: string): Promise<OpenSocket> {
    const { host, port } = this.nginx.options.listener;
    const socket = connect({ host, port, rejectUnauthorized: false });
    const open: OpenSocket = { socket, received: '', closed: false };
    socket.on('data', (data: Buffer) => (open.received += data.toString('latin1')));
    socket.on('error', () => undefined).on('close', () => (open.closed = true));
    socket.write(`GET ${path} HTTP/1.1\r\nHost: gateway\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
    while (!open.received.includes('\r\n\r\n') && !open.closed) await sleep(10);
    return open;
  }

  /** One call over a connection of its own, its path just as it is given. */
  call(path: string, certificate?: Issued): Promise<GatewayAnswer> {
    const { host, port } = this.nginx.options.listener;
    const own = certificate && { cert: certificate.pem, key: certificate.privateKeyPem };
    return new Promise((resolve, reject) => {
      const socket = connect({ host, port, rejectUnauthorized: false, ...own });
      let text = '';
      socket.on('data', (data: Buffer) => (text += data.toString('latin1')));
      socket.on('error', reject);
      socket.on('end', () => {
        const [head = '', ...body] = text.split('\r\n\r\n');
        resolve({ status: Number(head.split(' ')[1]), body: body.join('\r\n\r\n') });
      });
      socket.write(`GET ${path} HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n\r\n`);
    });
  }
}
