import { type AddressInfo, createServer, type Server } from 'node:net';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GatewayApi, GatewayUpstream } from '@postern/contracts';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Guide } from '../support/guide.js';
import { type Upstream, startUpstream } from './support/upstream.js';
import { call } from './support/calls.js';
import { Gateway } from './support/gateway.js';

const postern = inject('postern');
const templates = fileURLToPath(new URL('../../../../nginx/', import.meta.url));
let gateway: Gateway;
let server: Upstream;
let upstream: GatewayUpstream;
let api: GatewayApi;
let silent: Server;

beforeAll(async () => {
  gateway = await Gateway.of(postern);
  server = await startUpstream({
    answer: ({ url }, response) => {
      const status = Number(url?.split('/').at(-1));
      response.writeHead(status, {
        'x-accel-redirect': '/.postern/generation',
        'x-accel-expires': '3600',
        'www-authenticate': 'Own',
      });
      response.end(`own ${status}`);
    },
  });
  upstream = await gateway.addUpstream(server);
  api = await gateway.addApi(upstream, null);
  silent = createServer((socket) => socket.on('error', () => undefined));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await server?.stop();
  silent?.close();
});

const told = async (path: string, headers = {}) => {
  const { status, headers: answered, body } = await call(postern, path, { headers });
  const { type, instance } = JSON.parse(body) as { readonly type: string; readonly instance: string };
  expect(answered).toMatchObject({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  expect(instance).toMatch(/^[\da-f]{32}$/);
  return [status, type];
};

describe('a failure at the gateway', () => {
  it('has its own type: no API, too many headers, no upstream', async () => {
    const stopped = await startUpstream();
    const gone = await gateway.addApi(await gateway.addUpstream(stopped), null);
    await stopped.stop();

    expect(await told('/no/such/api')).toEqual([404, 'urn:postern:gateway:no_api']);
    expect(await told(api.draft.pathPrefix, { 'x-large': 'a'.repeat(20_000) })).toEqual([
      431,
      'urn:postern:gateway:headers_too_large',
    ]);
    expect(await told(gone.draft.pathPrefix)).toEqual([502, 'urn:postern:gateway:bad_upstream']);
  });

  it('is reported when the upstream does not respond', async () => {
    const { port } = silent.address() as AddressInfo;
    const waiting = await gateway.addUpstream({ url: `https://127.0.0.1:${port}`, ca: server.ca });
    const { draft } = await gateway.addApi(waiting, null);

    expect(await told(draft.pathPrefix)).toEqual([504, 'urn:postern:gateway:slow_upstream']);
  });

  it('is in the guide, in every form', () => {
    const servers = readFileSync(join(templates, 'servers/gateway.conf.template'), 'utf8');
    const types = [...servers.matchAll(/"type":"(urn:[\w:]+)","status":(\d+)/g)].map(([, type, status]) => ({
      type,
      status,
    }));

    expect(types).toHaveLength(6);
    const { text } = new Guide('../gateway/operation.md');
    for (const { type, status } of types) expect(text).toContain(`| ${status} | \`${type}\` |`);
  });
});

describe('what an upstream answers', () => {
  it.each([200, 401, 403, 404, 429, 431, 500, 502, 503, 504])(
    'passes unchanged, and does not control Nginx: %i',
    async (status) => {
      const answer = await call(postern, `${api.draft.pathPrefix}/${status}`);

      expect(answer).toMatchObject({ status, body: `own ${status}`, headers: { 'www-authenticate': 'Own' } });
    },
  );
});
