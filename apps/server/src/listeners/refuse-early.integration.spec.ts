import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicOrigin, TestServer } from '../../testing/test-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server?.stop());

/** Announces a body of 50 kB and sends none of it: a server that waits for the body does not respond. */
const announce = (method: string, path: string, headers: Readonly<Record<string, string>>): Promise<number> =>
  new Promise((resolve, reject) => {
    const { port } = server.app.getHttpServer().address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    const lines = Object.entries({
      host: new URL(publicOrigin).host,
      'x-forwarded-proto': 'https',
      'x-forwarded-for': '192.0.2.30',
      'content-type': 'application/json',
      'content-length': '50000',
      ...headers,
    }).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.once('error', reject);
    socket.once('data', (data) => {
      resolve(Number(/^HTTP\/1.1 (\d+)/.exec(data.toString())?.[1]));
      socket.destroy();
    });
    socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
  });

const uid = 'A'.repeat(21);

describe('before it reads a body, the server refuses', () => {
  it.each([
    ['POST', '/api/v2/users', {}, 401],
    ['PATCH', '/api/v2/me', {}, 401],
    ['PUT', '/api/v2/me/password', { authorization: 'Basic eDp5' }, 401],
    ['POST', '/api/v2/gateway/caller-certificates', { authorization: 'Bearer unknown' }, 401],
    ['POST', '/api/v2/sign-in-methods', { authorization: 'bearer ' }, 401],
    ['DELETE', '/api/v2/clients/x', {}, 401],
    ['POST', `/api/interaction/${uid}/consent`, {}, 403],
    ['POST', `/api/interaction/${uid}/consent`, { origin: 'https://evil.test' }, 403],
    ['POST', `/api/interaction/${uid}/consent`, { origin: publicOrigin }, 404],
    ['POST', `/api/interaction/${uid}/%6dethods/${uid}`, { origin: publicOrigin }, 404],
    ['POST', '/oidc/request', { 'content-type': 'application/x-www-form-urlencoded' }, 413],
    ['POST', '/oidc/Request', { 'content-type': 'application/x-www-form-urlencoded' }, 413],
  ] as const)('%s %s with %o: %d', async (method, path, headers, status) => {
    expect(await announce(method, path, headers)).toBe(status);
  });
});

describe('a body', () => {
  const manage = (path: string, size: number) => server.manage('POST', path, { filling: 'x'.repeat(size) });

  it.each(['users', 'clients', 'gateway/apis', 'client-trust-anchors'])(
    'of more than 64 kB is too large for %s',
    async (path) => {
      expect((await manage(path, 64 * 1024)).body).toMatchObject({ status: 413, code: 'request.too_large' });
    },
  );

  it.each(['sign-in-methods', 'gateway/certificates', 'gateway/caller-certificates'])(
    'of up to 2 MB is read for %s',
    async (path) => {
      expect((await manage(path, 1_900_000)).status).toBe(422);
      expect((await manage(path, 2 * 1024 * 1024)).status).toBe(413);
    },
  );

  it.each(['{"__proto__":{"a":1}}', '{"a":[{"\\u005f_pro\\u0074o__" : 1}]}'])(
    'with a name that reaches a prototype is refused: %s',
    async (body) => {
      const token = await server.managementAuthorization();
      const headers = { 'content-type': 'application/json', authorization: token };

      expect((await server.send('/api/v2/users', { method: 'POST', headers, body })).body).toMatchObject({
        status: 400,
        code: 'request.malformed',
      });
    },
  );
});
