import { chmodSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';

/** What an upstream got to see. */
export interface Echo {
  readonly name: string;
  readonly method: string;
  readonly url: string;
  /** As sent, names and values alternating. */
  readonly rawHeaders: readonly string[];
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly trailers: NodeJS.Dict<string>;
  readonly body: string;
}

/** Stands where the server's sockets are, and answers with what it was asked. */
export const startEchoServer = (name: string, socketPath: string): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer({ maxHeaderSize: 128 * 1024 }, (request, response) => {
      void readEcho(name, request).then((echo) => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(echo));
      });
    });
    server.keepAliveTimeout = 72_000;
    server.listen(socketPath, () => {
      // As the server's own (SOCKET_MODE).
      chmodSync(socketPath, 0o660);
      resolve(server);
    });
  });

const readEcho = async (name: string, request: IncomingMessage): Promise<Echo> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { method = '', url = '', rawHeaders, headers, trailers } = request;
  return { name, method, url, rawHeaders, headers, trailers, body: Buffer.concat(chunks).toString('utf8') };
};
