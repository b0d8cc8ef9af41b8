import { randomBytes } from 'node:crypto';
import { request as sendRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { clientSecretHash } from '@postern/clients';
import { managementScopes } from '@postern/contracts';
import { ChangeFeed } from '@postern/database';
import { readConfig, ServerConfig } from '@postern/config';
import { createTestDatabase, type TestDatabase } from '@postern/database/testing';
import { AccessTokens, frameworkErrorAnswer, readJsonBodies } from '@postern/management';
import { Engine } from '@postern/oidc';
import { DataSource } from 'typeorm';
import { admitUploads, usualBody } from '../src/listeners/body-limits.js';
import { mountEngine } from '../src/listeners/engine-route.js';
import { limitRequests } from '../src/listeners/limits/limit-requests.js';
import { refuseEarly } from '../src/listeners/refuse-early.js';
import { secureHeaders } from '../src/listeners/security-headers.js';
import { problemTexts } from '../src/wiring/problem-texts.js';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test says what it expects of a body
  readonly body: any;
}

interface Request {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly onSent?: () => void;
}

export const publicOrigin = 'https://id.test';
export const issuer = `${publicOrigin}/oidc`;
export const tokenEndpoint = `${issuer}/token`;

export const newEncryptionKey = (): string => randomBytes(32).toString('base64');

const administrator = { id: 'test-administrator', secret: 'test-administrator-secret' };

const environment = {
  PUBLIC_ORIGIN: publicOrigin,
  PUBLIC_SOCKET: '/nowhere/public.sock',
  MTLS_ORIGIN: 'https://mtls.test',
  MTLS_FRESH_ORIGIN: 'https://{attempt}.mtls.test',
  MTLS_SOCKET: '/nowhere/mtls.sock',
  CLIENTS_ORIGIN: 'https://clients.test',
  CLIENTS_SOCKET: '/nowhere/clients.sock',
  METRICS_SOCKET: '',
  PROXY_SECRET: randomBytes(32).toString('hex'),
  POSTERN_ENCRYPTION_KEY: newEncryptionKey(),
  POSTERN_ENCRYPTION_KEY_PREVIOUS: '',
  LOG_LEVEL: 'silent',
  // All tests share one address.
  RATE_LIMIT_ADDRESS: '0',
  RATE_LIMIT_SIGN_IN: '0',
  RATE_LIMIT_OPEN_SIGN_INS: '0',
  RATE_LIMIT_APPLICATION: '0',
};

/** The whole server on its own database, called as if behind Nginx. */
export class TestServer {
  private managementToken: string | undefined;

  private constructor(
    readonly app: NestFastifyApplication,
    private readonly database: TestDatabase | undefined,
    readonly databaseUrl: string,
  ) {}

  /**
   * @param shared URL of another server's database: then both serve the same applications
   * @param further variables of this server's environment
   */
  static async start(shared?: string, further: Readonly<Record<string, string>> = {}): Promise<TestServer> {
    const database = shared === undefined ? await createTestDatabase() : undefined;
    const databaseUrl = shared ?? database?.url ?? '';
    Object.assign(process.env, environment, { DATABASE_URL: databaseUrl }, further);
    const { AppModule } = await import('../src/app.module.js');
    const adapter = new FastifyAdapter({
      bodyLimit: usualBody,
      trustProxy: true,
      frameworkErrors: frameworkErrorAnswer(problemTexts) as never,
    });
    const fastify = adapter.getInstance() as never;
    secureHeaders(fastify, readConfig(ServerConfig));
    admitUploads(fastify);
    const app = await NestFactory.create<NestFastifyApplication>(AppModule, adapter, {
      logger: ['fatal'],
      abortOnError: false,
    });
    readJsonBodies(app);
    const config = app.get(ServerConfig);
    limitRequests(fastify, config);
    refuseEarly(fastify, { config, tokens: app.get(AccessTokens), engine: app.get(Engine) });
    mountEngine(fastify, app.get(Engine));
    await app.listen(0, '127.0.0.1');
    const server = new TestServer(app, database, databaseUrl);
    if (shared === undefined) await server.registerAdministrator();
    return server;
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.database?.drop();
  }

  get<T>(token: abstract new (...args: never[]) => T): T {
    return this.app.get(token as never, { strict: false });
  }

  sql<T = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<T[]> {
    return this.app.get(DataSource).query(text, values);
  }

  /** Notifies this server as if another process had written. */
  announce(table: string): void {
    this.app.get(ChangeFeed, { strict: false }).announce(table);
  }

  /** Request over HTTP, with the headers that Nginx adds. @param onSent called when the server has taken the whole body */
  send(path: string, { method = 'GET', headers = {}, body, onSent }: Request = {}): Promise<Answer> {
    const { port } = this.app.getHttpServer().address() as AddressInfo;
    const forwarded = {
      host: new URL(publicOrigin).host,
      'x-forwarded-proto': 'https',
      'x-forwarded-for': '192.0.2.10',
      'user-agent': 'test',
    };
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port, path, method, headers: { ...forwarded, ...headers } };
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
      request.end(body, onSent);
    });
  }

  /** Posts a form to an endpoint of the engine; parameters that are undefined are left out. */
  form(endpoint: string, parameters: Readonly<Record<string, unknown>>, headers = {}): Promise<Answer> {
    const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
    const body = new URLSearchParams(
      given.flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, String(one)])),
    );
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    return this.send(`/oidc/${endpoint}`, { method: 'POST', headers: { ...type, ...headers }, body: body.toString() });
  }

  token(parameters: Readonly<Record<string, unknown>>, headers = {}): Promise<Answer> {
    return this.form('token', parameters, headers);
  }

  /** Calls the management API as an application with all scopes. */
  async manage(method: string, path: string, body?: object): Promise<Answer> {
    const headers = {
      authorization: await this.managementAuthorization(),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    };
    return this.send(`/api/v2/${path}`, { method, headers, body: body && JSON.stringify(body) });
  }

  /** `Authorization` header of an application with all scopes. */
  async managementAuthorization(): Promise<string> {
    this.managementToken ??= await this.newManagementToken();
    return `Bearer ${this.managementToken}`;
  }

  /** Events of an application, oldest first. */
  events(clientId: string | null): Promise<{ type: string; details: Record<string, unknown> }[]> {
    return this.sql('select type, details from audit_event where client_id is not distinct from $1 order by id', [
      clientId,
    ]);
  }

  private async newManagementToken(): Promise<string> {
    const { body } = await this.token({
      grant_type: 'client_credentials',
      client_id: administrator.id,
      client_secret: administrator.secret,
      resource: `${publicOrigin}/api/v2`,
      scope: managementScopes.join(' '),
    });
    return (body as { access_token: string }).access_token;
  }

  private async registerAdministrator(): Promise<void> {
    const metadata = {
      redirect_uris: [],
      post_logout_redirect_uris: [],
      backchannel_logout_uri: null,
      grant_types: ['client_credentials'],
      token_endpoint_auth_method: 'client_secret_post',
      id_token_signed_response_alg: 'ES256',
      scopes: managementScopes,
      access_token_ttl: 3600,
      refresh_token_ttl: 3600,
    };
    await this.sql(
      `insert into client (client_id, name, app_type, secret_hash, metadata) values ($1, 'Administrator', 'non_interactive', $2, $3)`,
      [administrator.id, clientSecretHash(administrator.secret), metadata],
    );
  }
}
