import { join } from 'node:path';
import type { Paths } from './paths.js';

/** Unix sockets of one server process. */
export interface ServerSockets {
  readonly public: string;
  readonly mtls: string;
  readonly clients: string;
  /** Where Nginx asks for the gateway's decisions. */
  readonly gateway: string;
  readonly metrics: string;
}

export const serverSockets = ({ sockets }: Paths, index: number): ServerSockets => ({
  public: join(sockets, `public-${index}.sock`),
  mtls: join(sockets, `certificate-${index}.sock`),
  clients: join(sockets, `clients-${index}.sock`),
  gateway: join(sockets, `gateway-${index}.sock`),
  metrics: join(sockets, `metrics-${index}.sock`),
});

/** Where the servers reach the agent that looks after Nginx. */
export const agentSocket = ({ sockets }: Paths): string => join(sockets, 'nginx-agent.sock');

export const demoSocket = ({ sockets }: Paths): string => join(sockets, 'demo.sock');
