import { randomBytes } from 'node:crypto';
import { request } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GatewayApi } from '@postern/contracts';
import { type Issued, issueSelfSigned } from '@postern/dev-pki';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Upstream, startUpstream } from './support/upstream.js';
import { call, callerTls, keptConnection } from './support/calls.js';
import { Gateway } from './support/gateway.js';
import { sha256Of } from './support/thumbprints.js';
import { openWebSocket, speakWebSocket } from './support/web-socket.js';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const postern = inject('postern');
const port = Number(new URL(postern.origins.gateway).port);
let gateway: Gateway;
let server: Upstream;
let stream: Server;
let api: GatewayApi;
let streamed: GatewayApi;
let caller: Issued;

/** Plain http: answers in pieces, a tenth of a second apart; says how much has arrived while it arrives; speaks WebSocket. */
const startStreamingUpstream = async (): Promise<Server> => {
  const http = createServer((incoming, response) => {
    if (incoming.url === '/redirect') return response.writeHead(302, { location: '/elsewhere?x=1' }).end();
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    if (incoming.method === 'POST') {
      incoming.on('data', (chunk: Buffer) => response.write(`${chunk.length}\n`));
      incoming.on('end', () => response.end());
      return undefined;
    }
    let sent = 0;
    const timer = setInterval(() => {
      response.write(`data: ${sent}\n\n`);
      if ((sent += 1) === 5) {
        clearInterval(timer);
        response.end();
      }
    }, 100);
    return undefined;
  });
  speakWebSocket(http);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return http;
};

beforeAll(async () => {
  gateway = await Gateway.of(postern);
  server = await startUpstream();
  stream = await startStreamingUpstream();
  caller = await issueSelfSigned({ subject: 'CN=caller' });
  const { port: streamPort } = stream.address() as AddressInfo;
  const { id } = await gateway.addUpstream({ url: `http://127.0.0.1:${streamPort}`, ca: caller.pem });
  api = await gateway.addApi(await gateway.addUpstream({ ...server, url: `${server.url}/v2/` }), {
    type: 'certificate',
  });
  streamed = await gateway.addApi({ id }, { type: 'certificate' });
});
afterAll(async () => {
  await server?.stop();
  stream?.closeAllConnections();
  stream?.close();
});

describe('a call', () => {
  it.each([
    ['', '/v2'],
    ['/', '/v2/'],
    ['/a/b?q=1&r=%20', '/v2/a/b?q=1&r=%20'],
    ['/sp%20ace%25%3Fno%23hash', '/v2/sp%20ace%25%3Fno%23hash'],
    ['/caf%C3%A9', '/v2/caf%C3%A9'],
    ['/line%0Abreak', '/v2/line%0Abreak'],
    ['/a/../b', '/v2/b'],
  ])('to …%s arrives at %s', async (path, expected) => {
    const { seen } = await call(postern, `${api.draft.pathPrefix}${path}`, { certificate: caller });

    expect(seen?.path).toBe(expected);
  });

  it('keeps its method, its body and its headers', async () => {
    const body = randomBytes(300_000).toString('base64');
    const { seen } = await call(postern, `${api.draft.pathPrefix}/x`, {
      certificate: caller,
      method: 'PATCH',
      headers: { 'content-type': 'text/plain', 'x-own': 'yes', authorization: 'Basic abc' },
      body,
    });

    expect(seen).toMatchObject({ method: 'PATCH', body, headers: { 'x-own': 'yes', authorization: 'Basic abc' } });
    expect(seen?.headers).toMatchObject({
      host: `localhost:${server.port}`,
      'x-forwarded-host': `localhost:${port}`,
      'x-forwarded-prefix': api.draft.pathPrefix,
      'x-forwarded-proto': 'https',
      'x-forwarded-for': '127.0.0.1',
    });
  });

  it.each(['/../../etc/passwd', '/..%2f..%2fetc/passwd', '/%2e%2e/%2e%2e/x'])(
    'cannot leave its API by %s',
    async (path) => {
      const before = server.seen.length;
      const agent = keptConnection(postern, caller);
      const status = await new Promise((resolve) => {
        request({ port, agent, path: `${api.draft.pathPrefix}${path}` }, (response) =>
          resolve(response.resume().statusCode),
        ).end();
      });
      agent.destroy();

      expect([400, 404]).toContain(status);
      expect(server.seen.length).toBe(before);
    },
  );

  it.each(['/..;/x', '/%2e%2e;/x', '/..%5cx', '/%252e%252e/x'])('leads nowhere at …%s', async (path) => {
    expect((await call(postern, `${api.draft.pathPrefix}${path}`, { certificate: caller })).status).toBe(404);
  });

  it.each(['/', '/nowhere', '/:t0/r0/x', '/:decide', '/:leave', '/%3Adecide'])('to %s finds no API', async (path) => {
    expect(await call(postern, path, { certificate: caller })).toMatchObject({
      status: 404,
      body: expect.stringContaining('urn:postern:gateway:no_api'),
    });
  });

  it('goes to the API with the longest prefix of whole segments', async () => {
    const { pathPrefix } = api.draft;
    const inner = await gateway.addApi({ id: api.draft.upstreamId }, null, { pathPrefix: `${pathPrefix}/deep/er` });
    const at = (path: string) => call(postern, `${pathPrefix}${path}`);

    expect((await at('/deep/er/x')).seen?.path).toBe('/v2/x');
    expect((await at('/deep/er')).seen?.path).toBe('/v2');
    expect((await at('/deep/erx')).status).toBe(401);
    expect((await at('/deep')).status).toBe(401);
    await gateway.admin.delete(`/gateway/apis/${inner.id}`);
    expect((await at('/deep/er/x')).status).toBe(401);
  });
});

describe('a stream', () => {
  it('arrives piece by piece', async () => {
    const times: number[] = [];
    await new Promise<void>((resolve, reject) => {
      request({ ...callerTls(postern, caller), port, path: streamed.draft.pathPrefix }, (response) => {
        response.on('data', () => times.push(performance.now()));
        response.on('end', resolve);
      })
        .on('error', reject)
        .end();
    });

    expect(times).toHaveLength(5);
    expect(times.at(-1)! - times[0]!).toBeGreaterThan(250);
  });

  it('goes up piece by piece, before it has ended', async () => {
    const heard: string[] = [];
    const options = { ...callerTls(postern, caller), port, path: streamed.draft.pathPrefix, method: 'POST' };
    await new Promise<void>((resolve, reject) => {
      const up = request(options, (response) => {
        response.on('data', (chunk: Buffer) => {
          heard.push(chunk.toString());
          if (heard.length < 3) up.write('again');
          else up.end();
        });
        response.on('end', resolve);
      }).on('error', reject);
      up.write('first');
    });

    expect(heard).toHaveLength(3);
  });

  it('is a WebSocket too, and lives on while another API is applied', async () => {
    const { socket, received } = await openWebSocket(postern, streamed, caller);

    socket.write('before');
    await expect.poll(() => received.join('')).toContain('before');
    const other = await gateway.addApi({ id: api.draft.upstreamId }, null);
    socket.write('after');
    await expect.poll(() => received.join('')).toContain('after');
    socket.destroy();
    await gateway.admin.delete(`/gateway/apis/${other.id}`);
  });

  it('ends soon after its caller was deleted', async () => {
    const known = await issueSelfSigned({ subject: 'CN=known for a while' });
    const [added] = await gateway.addCaller(known);
    const upstream = { id: streamed.draft.upstreamId };
    const forKnown = await gateway.addApi(upstream, { type: 'uploaded' });
    const { socket, received } = await openWebSocket(postern, forKnown, known);
    let closedAt = Infinity;
    socket.on('close', () => (closedAt = performance.now()));

    const deletedAt = performance.now();
    await gateway.admin.delete(`/gateway/caller-certificates/${added!.id}`);
    socket.write('still there');
    await expect.poll(() => received.join('')).toContain('still there');

    await expect.poll(() => closedAt, { timeout: 70_000, interval: 500 }).toBeLessThan(Infinity);
    expect(closedAt).toBeGreaterThan(deletedAt);
    await gateway.admin.delete(`/gateway/apis/${forKnown.id}`);
  }, 90_000);

  it('needs a certificate like every other call', async () => {
    const { status } = await call(postern, streamed.draft.pathPrefix, {
      headers: { connection: 'upgrade', upgrade: 'websocket' },
    });

    expect(status).toBe(401);
  });
});

describe('a redirect', () => {
  it('of the upstream to itself leads back to the API', async () => {
    const { headers } = await call(postern, `${streamed.draft.pathPrefix}/redirect`, { certificate: caller });

    expect(new URL(String(headers['location']), postern.origins.gateway).href).toBe(
      `${postern.origins.gateway}${streamed.draft.pathPrefix}/elsewhere?x=1`,
    );
  });
});

describe('a rate limit', () => {
  it('counts each caller separately, and allows more later', async () => {
    const rateLimit = { requests: 5, per: 'second', burst: 2 };
    const other = await issueSelfSigned({ subject: 'CN=other' });
    // Anybody has a certificate; these two are known, so each of them is a caller of its own.
    const clauses = [caller, other].map(
      (each) => ({ type: 'thumbprint', algorithm: 'SHA-256', value: sha256Of(each) }) as const,
    );
    const limited = await gateway.addApi({ id: api.draft.upstreamId }, { type: 'any', clauses }, { rateLimit });
    const agent = keptConnection(postern, caller);
    const statuses: number[] = [];
    let last;
    for (let count = 0; count < 10; count += 1) {
      last = await call(postern, limited.draft.pathPrefix, { agent });
      statuses.push(last.status);
    }

    expect(statuses.slice(0, 3)).toEqual([200, 200, 200]);
    expect(statuses).toContain(429);
    expect(last).toMatchObject({ headers: { 'retry-after': '1', 'content-type': 'application/problem+json' } });
    expect((await call(postern, limited.draft.pathPrefix, { certificate: other })).status).toBe(200);
    await sleep(600);
    expect((await call(postern, limited.draft.pathPrefix, { agent })).status).toBe(200);
    agent.destroy();
  });

  it('counts by address where any self-made certificate is accepted', async () => {
    const rateLimit = { requests: 1, per: 'minute' };
    const { draft } = await gateway.addApi({ id: api.draft.upstreamId }, { type: 'certificate' }, { rateLimit });
    const made = await issueSelfSigned({ subject: 'CN=made up' });

    expect((await call(postern, draft.pathPrefix, { certificate: caller })).status).toBe(200);
    expect((await call(postern, draft.pathPrefix, { certificate: made })).status).toBe(429);
  });
});
