import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GatewayRendering, GatewayServing } from '@postern/contracts';

/** A double of the agent beside Nginx with delays; the agent itself is tested with a real Nginx. */
export class ScriptedAgent {
  readonly activated: number[] = [];
  /** How often it was asked to end connections. */
  ended = 0;
  /** What it serves next; `undefined` if it does not take over a rendering. */
  takesOver = true;
  /** Called in the middle of each test. */
  whileTesting: () => Promise<void> = () => Promise.resolve();
  private serving: GatewayServing = { generation: null, digest: null };
  private readonly tested = new Map<number, string>();
  private readonly used = new WeakSet<Socket>();

  private constructor(
    private readonly folder: string,
    private readonly server: Server,
  ) {}

  static async start(): Promise<ScriptedAgent> {
    const folder = mkdtempSync(join(tmpdir(), 'postern-scripted-'));
    const server = createServer();
    const agent = new ScriptedAgent(folder, server);
    server.on('request', (request, response) => {
      // Kept-alive connections are closed, as by a server's idle timeout.
      if (agent.used.has(request.socket)) return void request.socket.destroy();
      agent.used.add(request.socket);
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        void agent.answer(request.url ?? '', text === '' ? {} : JSON.parse(text)).then((body) => {
          response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
        });
      });
    });
    await new Promise<void>((resolve) => server.listen(agent.socket, resolve));
    return agent;
  }

  get socket(): string {
    return join(this.folder, 'agent.sock');
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async answer(url: string, body: Partial<GatewayRendering>): Promise<unknown> {
    if (url === '/status') return this.serving;
    if (url === '/end-connections') this.ended += 1;
    if (url === '/test') {
      await this.whileTesting();
      this.tested.set(body.generation!, body.digest!);
    }
    if (url === '/activate') {
      await sleep(100);
      this.activated.push(body.generation!);
      const digest = this.tested.get(body.generation!);
      if (this.takesOver && digest !== undefined) this.serving = { generation: body.generation!, digest };
      return this.serving;
    }
    return { accepted: true, reason: null };
  }
}
