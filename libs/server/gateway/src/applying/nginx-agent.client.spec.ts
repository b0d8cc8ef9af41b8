import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GatewayConfig } from '../gateway.config.js';
import { NginxAgentClient } from './nginx-agent.client.js';

let folder: string;
let server: Server | undefined;
let client: NginxAgentClient;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postern-client-'));
  const config = Object.assign(new GatewayConfig(), { GATEWAY_AGENT_SOCKET: join(folder, 'agent.sock') });
  client = new NginxAgentClient(config);
});
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve)));
  server = undefined;
  rmSync(folder, { recursive: true });
});

const answerBy = (handle: RequestListener): Promise<void> => {
  server = createServer(handle);
  return new Promise((resolve) => server!.listen(join(folder, 'agent.sock'), resolve));
};
const notConfirmed = { code: 'gateway.not_confirmed', status: 503 };

describe('an agent', () => {
  it('is reported as down when nothing listens', async () => {
    await expect(client.status()).rejects.toMatchObject(notConfirmed);
  });

  it('of an earlier version has to be restarted, which the reason says', async () => {
    await answerBy((_, response) => void response.writeHead(404).end('{"error":"there is nothing at this address"}'));

    await expect(client.originsStatus()).rejects.toThrow('restart it with this one');
  });

  it.each<[string, RequestListener]>([
    ['answers nonsense', (_, response) => void response.end('{"generation":')],
    ['answers nothing', (_, response) => void response.end()],
    ['refuses', (_, response) => void response.writeHead(422).end('{"error":"no"}')],
    ['hangs up', ({ socket }) => void socket.destroy()],
    [
      'is killed in the middle of its answer',
      (_, response) => {
        response.writeHead(200, { 'content-length': '100' }).write('{"gener');
        setImmediate(() => response.destroy());
      },
    ],
  ])('confirms nothing when it %s', async (_, handle) => {
    await answerBy(handle);

    await expect(client.status()).rejects.toMatchObject(notConfirmed);
    await expect(client.activate(1)).rejects.toMatchObject(notConfirmed);
  });
});
