import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Response of a CA's web server. */
export interface ListAnswer {
  readonly status?: number;
  readonly body?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  /** Delay in milliseconds. */
  readonly after?: number;
}

/** A CA's web server on a real port. */
export class ListServer {
  /** Headers of the requests so far. */
  readonly requests: IncomingHttpHeaders[] = [];
  answer: ListAnswer = { status: 404 };

  private constructor(private readonly server: Server) {}

  static async start(): Promise<ListServer> {
    const server = createServer();
    const lists = new ListServer(server);
    server.on('request', (request, response) => {
      lists.requests.push(request.headers);
      const { status = 200, body = new Uint8Array(), headers = {}, after = 0 } = lists.answer;
      void sleep(after).then(() => response.writeHead(status, headers).end(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return lists;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/list.crl`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
