import { chmodSync, chownSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { GatewayRendering } from '@postern/contracts';
import type { AgentOptions } from './agent-options.js';
import { NginxAgent } from './nginx-agent.js';
import { withoutOthers } from './private-files.js';

/** Bytes; thousands of APIs are a few megabytes. */
const largestBody = 64 * 1024 * 1024;

const readJson = async <T>(request: IncomingMessage): Promise<T> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) throw new Error('the rendering is too large');
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as T;
};

interface Chosen {
  readonly generation: number;
}

/** What the socket answers; `GatewayRendering` and its neighbours in the contracts say the shapes. */
const routes: Readonly<Record<string, (agent: NginxAgent, request: IncomingMessage) => Promise<unknown>>> = {
  'POST /test': async ({ gateway }, request) => gateway.test(await readJson<GatewayRendering>(request)),
  'POST /judge': async ({ gateway }, request) => gateway.judge(await readJson<GatewayRendering>(request)),
  'POST /activate': async ({ gateway }, request) => gateway.activate((await readJson<Chosen>(request)).generation),
  'GET /status': ({ gateway }) => gateway.status(),
  'POST /origins/test': async (agent, request) => agent.origins.test(await readJson<GatewayRendering>(request)),
  'POST /origins/activate': async (agent, request) =>
    agent.origins.activate((await readJson<Chosen>(request)).generation),
  'GET /origins/status': async (agent) => agent.origins.status(),
  'POST /epoch': async (agent) => agent.turnEpoch() ?? {},
  'POST /end-connections': async (agent) => agent.endConnections() ?? {},
  'GET /calls': (agent) => agent.countCalls(),
};

/** Creates the agent; it accepts connections after `listen`. */
export const createAgent = (options: AgentOptions) => {
  const agent = new NginxAgent(options);
  const server = createServer((request, response) => {
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    const route = routes[`${request.method} ${request.url}`];
    if (route === undefined) return answer(404, { error: 'there is nothing at this address' });
    route(agent, request).then(
      (body) => answer(200, body),
      (error: unknown) => answer(422, { error: error instanceof Error ? error.message : String(error) }),
    );
  });
  return { agent, listen: () => listen(server, options) };
};

const listen = async (
  server: Server,
  { socket, socketMode, socketGroup }: AgentOptions,
): Promise<() => Promise<void>> => {
  rmSync(socket, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    // Node makes the socket before `listen` returns.
    withoutOthers(() => server.listen(socket, resolve));
  });
  if (socketGroup !== undefined) chownSync(socket, process.getuid?.() ?? 0, socketGroup);
  chmodSync(socket, socketMode);
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
};
