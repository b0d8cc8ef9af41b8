import { createHash } from 'node:crypto';
import { request as sendRequest, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Issued } from '@postern/dev-pki';
import { createCertificateListener } from '../src/listeners/certificate-listener.js';
import { createClientListener } from '../src/listeners/client-listener.js';
import { createPublicListener } from '../src/listeners/public-listener.js';
import { type Answer, publicOrigin, type TestServer } from './test-server.js';

export interface Request {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Of the handshake. */
  readonly certificate?: Issued;
  /** Raw headers of Nginx, which override those made from the certificate. */
  readonly proxied?: Readonly<Record<string, string | undefined>>;
}

/** The headers that Nginx sets on the client listener, which has no trusted CAs. */
export const proxiedHeaders = (issued: Issued | undefined): Record<string, string> => ({
  'X-SSL-Client-Verify': issued === undefined ? 'NONE' : 'FAILED:unable to verify the first certificate',
  ...(issued !== undefined && {
    'X-SSL-Client-Serial': issued.certificate.serialNumber.toUpperCase(),
    'X-SSL-Client-Fingerprint': createHash('sha1').update(issued.der).digest('hex'),
    'X-SSL-Client-Cert': encodeURIComponent(issued.pem),
  }),
  'X-Postern-Proxy-Secret': process.env['PROXY_SECRET'] ?? '',
});

/** One of the server's sockets, with the headers that Nginx would add. */
export class ListenerUnderTest {
  private constructor(private readonly server: Server) {}

  static async start(server: TestServer, which: 'clients' | 'people' | 'public'): Promise<ListenerUnderTest> {
    const fastify = server.app.getHttpAdapter().getInstance() as unknown as { readonly routing: RequestListener };
    const handle: RequestListener = (request, response) => fastify.routing(request, response);
    const listener = {
      clients: () => createClientListener(handle, publicOrigin),
      people: () => createCertificateListener(handle),
      public: () => createPublicListener(handle),
    }[which]();
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    return new ListenerUnderTest(listener);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  send(path: string, { method = 'GET', headers = {}, body, certificate, proxied = {} }: Request = {}): Promise<Answer> {
    const { port } = this.server.address() as AddressInfo;
    const all = {
      host: new URL(publicOrigin).host,
      'x-forwarded-proto': 'https',
      'x-forwarded-for': '192.0.2.20',
      'user-agent': 'test',
      ...proxiedHeaders(certificate),
      ...proxied,
      ...headers,
    };
    const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port, path, method, headers: given };
      const request = sendRequest(options, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('end', () => {
          const isJson = /json/.test(response.headers['content-type'] ?? '') && text !== '';
          const body: unknown = isJson ? JSON.parse(text) : undefined;
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, body });
        });
      });
      request.on('error', reject);
      request.end(body);
    });
  }

  /** Posts a form to an endpoint of the engine. */
  form(endpoint: string, parameters: Readonly<Record<string, string>>, request: Request = {}): Promise<Answer> {
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    return this.send(`/oidc/${endpoint}`, {
      ...request,
      method: 'POST',
      headers: { ...type, ...request.headers },
      body: new URLSearchParams(parameters).toString(),
    });
  }
}
