import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import type { PosternConfig } from '@postern/local';

export interface LogoutReceiver {
  readonly address: string;
  /** Logout tokens, in the order in which they came. */
  readonly tokens: readonly string[];
  close(): void;
}

/** An application's back-channel logout address (OpenID Connect Back-Channel Logout 1.0 §2.5), on loopback. */
export const receiveLogouts = async ({ ca }: PosternConfig): Promise<LogoutReceiver> => {
  const pki = dirname(ca);
  const tls = { cert: readFileSync(join(pki, 'server.pem')), key: readFileSync(join(pki, 'server.key')) };
  const tokens: string[] = [];
  const server = createServer(tls, (request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      tokens.push(new URLSearchParams(body).get('logout_token') ?? '');
      response.writeHead(200, { 'cache-control': 'no-store' }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `https://localhost:${port}/logout`, tokens, close: () => server.close() };
};
