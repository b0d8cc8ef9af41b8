import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import dns from 'node:dns';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { callLogoutAddress } from './logout-call.js';

let server: Server;
let port: number;
const bodies: string[] = [];
const call = (address: string) =>
  callLogoutAddress(address, {
    method: 'POST',
    body: new URLSearchParams({ logout_token: 'x' }),
    signal: AbortSignal.timeout(2000),
  });

beforeEach(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      bodies.push(body);
      response.writeHead(request.url === '/elsewhere' ? 307 : 204, { location: '/logout' }).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});
afterEach(() => {
  bodies.length = 0;
  server.close();
});

describe('a logout address', () => {
  it.each(['127.0.0.1', 'localhost'])('on this machine is called: %s', async (host) => {
    expect((await call(`http://${host}:${port}/logout`)).status).toBe(204);
    expect(bodies).toEqual(['logout_token=x']);
  });

  it.each([
    'http://169.254.169.254/',
    'https://[fe80::1]/',
    'https://[::ffff:169.254.169.254]/',
    'http://2852039166/',
    'http://0.0.0.0/',
    'https://[fd00:ec2::254]/',
  ])('at which nothing is called is refused: %s', async (address) => {
    await expect(call(address)).rejects.toThrow(/leads to .*, which is/);
  });

  it('whose name resolves to such an address is refused at the moment of the call, even if it resolved differently before', async () => {
    const led = vi.spyOn(dns, 'lookup');
    led.mockImplementation(((_host: string, _options: object, done: (error: null, found: object[]) => void) =>
      done(null, [
        { address: '127.0.0.1', family: 4 },
        { address: '169.254.169.254', family: 4 },
      ])) as never);

    await expect(call(`http://rebound.test:${port}/logout`)).rejects.toThrow('169.254.169.254');
    expect(bodies).toEqual([]);
    led.mockRestore();
  });

  it('is not redirected', async () => {
    expect((await call(`http://127.0.0.1:${port}/elsewhere`)).status).toBe(307);
    expect(bodies).toHaveLength(1);
  });
});
