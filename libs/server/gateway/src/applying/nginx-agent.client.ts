import { request } from 'node:http';
import { Injectable } from '@nestjs/common';
import type { GatewayCallCounts, GatewayRendering, GatewayServing, GatewayVerdict } from '@postern/contracts';
import { GatewayConfig } from '../gateway.config.js';
import { NotConfirmedError } from '../gateway-errors.js';

/** Milliseconds; shorter than a transaction may be idle (`dataSourceOptions`), since tests are made within one. */
const patience = 12_000;
/** The same for what is asked outside of one; longer than the agent waits for Nginx to take over. */
const longPatience = 25_000;

/** Client of the agent beside Nginx, over its Unix socket; for the protocol see `GatewayRendering` in the contracts. */
@Injectable()
export class NginxAgentClient {
  constructor(private readonly config: GatewayConfig) {}

  /** False: this installation runs no gateway. */
  get exists(): boolean {
    return this.config.GATEWAY_AGENT_SOCKET !== '';
  }

  /**
   * Lets Nginx validate a rendering, which is stored for `activate`. Throws NotConfirmedError, as all of these do, when the agent is down.
   */
  test(rendering: GatewayRendering): Promise<GatewayVerdict> {
    return this.send<GatewayVerdict>('POST', '/test', rendering);
  }

  /** The same, only to know. */
  judge(rendering: GatewayRendering): Promise<GatewayVerdict> {
    return this.send<GatewayVerdict>('POST', '/judge', rendering);
  }

  /** Activates the tested rendering; returns what Nginx serves then. */
  activate(generation: number): Promise<GatewayServing> {
    return this.send<GatewayServing>('POST', '/activate', { generation }, longPatience);
  }

  status(): Promise<GatewayServing> {
    return this.send<GatewayServing>('GET', '/status', undefined, longPatience);
  }

  /** `test`, `activate` and `status` for the certificate origins of single sign-in methods. */
  testOrigins(rendering: GatewayRendering): Promise<GatewayVerdict> {
    return this.send<GatewayVerdict>('POST', '/origins/test', rendering);
  }

  activateOrigins(generation: number): Promise<GatewayServing> {
    return this.send<GatewayServing>('POST', '/origins/activate', { generation }, longPatience);
  }

  originsStatus(): Promise<GatewayServing> {
    return this.send<GatewayServing>('GET', '/origins/status', undefined, longPatience);
  }

  /** Drops all decisions that Nginx has cached. */
  async turnEpoch(): Promise<void> {
    await this.send('POST', '/epoch');
  }

  /** Makes Nginx close open connections soon. */
  async endConnections(): Promise<void> {
    await this.send('POST', '/end-connections');
  }

  calls(): Promise<GatewayCallCounts> {
    return this.send<GatewayCallCounts>('GET', '/calls');
  }

  private send<T>(method: string, path: string, body?: unknown, timeout = patience): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const give = (reason: string): void => reject(new NotConfirmedError(`${method} ${path}: ${reason}`));
      const text = body === undefined ? '' : JSON.stringify(body);
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
      const socketPath = this.config.GATEWAY_AGENT_SOCKET;
      // One connection per request: on a stale keep-alive connection a request would fail as if the agent were down.
      const options = { socketPath, method, path, headers, timeout, agent: false };
      const sent = request(options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', (error) => give(error.message));
        response.on('end', () => {
          const answer = Buffer.concat(chunks).toString('utf8');
          const value = response.statusCode === 200 ? jsonIn(answer) : undefined;
          if (value !== undefined) resolve(value as T);
          else if (response.statusCode === 404) give('the agent is of an earlier version; restart it with this one');
          else give(`the agent answered ${response.statusCode} ${answer.slice(0, 300)}`);
        });
      });
      sent.on('timeout', () => sent.destroy(new Error('the agent does not answer')));
      sent.on('error', (error) => give(error.message));
      sent.end(text);
    });
  }
}

/** Undefined if the text is not JSON. */
const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
