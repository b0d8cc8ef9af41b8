import { rmSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseAddress } from './listen-address.js';

/** Milliseconds from the start of draining to the closing of the sockets. */
const drainTime = 500;

/**
 * Stops without dropping requests. A server that closes an idle connection may do so just when a request arrives on it, and Nginx must not
 * send a POST twice. So for a moment every answer ends its connection (RFC 9112 §9.6): the proxy
 * closes its connections by itself, and finds no socket for new ones.
 */
export class Draining {
  private active = false;

  /** Wraps a listener's handler. */
  readonly watch =
    (handle: RequestListener): RequestListener =>
    (request, response) => {
      if (this.active) response.setHeader('connection', 'close');
      handle(request, response);
    };

  /** Resolves when the connections in use are closed. */
  async begin(addresses: readonly string[]): Promise<void> {
    this.active = true;
    for (const { path } of addresses.map(parseAddress)) if (path !== undefined) rmSync(path, { force: true });
    await sleep(drainTime);
  }
}
