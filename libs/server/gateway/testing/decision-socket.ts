import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { defaultGatewayRefusal, type GatewayClause, type GatewayPolicy } from '@postern/contracts';
import type { Issued } from '@postern/dev-pki';
import type { TestApi } from '@postern/management/testing';
import { DecisionEndpoint } from '../src/decisions/decision-endpoint.js';

export interface DecisionAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface Question {
  readonly apiId?: string;
  readonly upstreamId?: string;
  /** As Nginx spells it; none unless given. */
  readonly certificate?: string;
  readonly path?: string;
  /** Beside those of Nginx, or in their place. */
  readonly headers?: Readonly<Record<string, string | string[]>>;
}

/** `$ssl_client_escaped_cert`. */
export const escaped = ({ pem }: Issued): string => encodeURIComponent(pem);

export const policyThat = (require: GatewayClause | null): GatewayPolicy => ({
  require,
  refusal: defaultGatewayRefusal,
});

let made = 0;

/** The decision endpoint on a socket, asked as Nginx asks, and APIs as if they had been applied: Nginx has no part in it. */
export class DecisionSocket {
  private constructor(
    private readonly api: TestApi,
    private readonly server: Server,
  ) {}

  static async start(api: TestApi): Promise<DecisionSocket> {
    const server = createServer({ maxHeaderSize: 64 * 1024 }, api.get(DecisionEndpoint).handle);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new DecisionSocket(api, server);
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  async addUpstream(): Promise<string> {
    const input = { name: `upstream-${(made += 1)}`, url: 'https://127.0.0.1' };
    return (await this.api.call('POST', '/api/v2/gateway/upstreams', { body: input })).body.id;
  }

  /** An API that serves, for everybody who shows a certificate unless told otherwise. */
  async serve(require: GatewayClause | null = { type: 'certificate' }) {
    const upstreamId = await this.addUpstream();
    const name = `api-${(made += 1)}`;
    const input = { name, pathPrefix: `/${name}`, upstreamId, policy: policyThat(require) };
    const { id: apiId } = (await this.api.call('POST', '/api/v2/gateway/apis', { body: input })).body;
    const forwardedHeaders = { clientCert: false, xSslClient: false };
    await this.api.sql(
      'update gateway_api set applied = $1, applied_path_prefix = $2, applied_upstream_id = $3 where id = $4',
      [JSON.stringify({ ...input, rateLimit: null, forwardedHeaders }), input.pathPrefix, upstreamId, apiId],
    );
    return { apiId: apiId as string, upstreamId };
  }

  ask({ apiId = '', upstreamId = '', certificate = '', path = '/decide', headers = {} }: Question) {
    const { port } = this.server.address() as AddressInfo;
    const ofNginx = {
      'x-postern-proxy-secret': process.env['PROXY_SECRET'],
      'x-postern-api': apiId,
      'x-postern-upstream': upstreamId,
      'x-postern-caller': certificate,
    };
    const options = { host: '127.0.0.1', port, path, headers: { ...ofNginx, ...headers }, agent: false };
    return new Promise<DecisionAnswer>((resolve, reject) => {
      request(options, (response) => {
        response.resume();
        resolve({ status: response.statusCode ?? 0, headers: response.headers });
      })
        .on('error', reject)
        .end();
    });
  }
}
