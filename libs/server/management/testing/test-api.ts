import { type DynamicModule, Global, Module, type Provider, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ChangeFeed, DatabaseModule } from '@postern/database';
import { createTestDatabase, type TestDatabase } from '@postern/database/testing';
import type { ProblemTexts } from '@postern/errors';
import { DataSource } from 'typeorm';
import { AccessTokens, ManagementModule, readJsonBodies } from '../src/index.js';
import { InMemoryAccessTokens } from './in-memory-access-tokens.js';
import { problemTextsWith } from './problem-texts.js';

export interface TestApiParts {
  /** The features under test. */
  readonly imports: readonly (Type | DynamicModule)[];
  readonly entities?: readonly (new () => object)[];
  /** Stand-ins for ports that other features bind, visible everywhere; `AccessTokens` among them replaces `InMemoryAccessTokens`. */
  readonly ports?: readonly Exclude<Provider, Type>[];
  /** What problem responses say of codes that the test is about. */
  readonly problems?: Partial<ProblemTexts>;
  /** Of another one, for two servers on one database; a fresh one unless told. */
  readonly databaseUrl?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
  readonly bytes: Buffer;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each test knows the shape of its body
  readonly body: any;
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT';

/** Features behind the real guards, filter and pipe on Fastify, on a real PostgreSQL. */
export class TestApi {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly tokens: InMemoryAccessTokens,
    /** For another one on the same database, which has to stop before this one. */
    readonly databaseUrl: string,
    private readonly database: TestDatabase | undefined,
  ) {}

  static async start({
    imports,
    entities = [],
    ports = [],
    problems,
    databaseUrl: shared,
  }: TestApiParts): Promise<TestApi> {
    const database = shared === undefined ? await createTestDatabase() : undefined;
    const databaseUrl = shared ?? database!.url;
    process.env['DATABASE_URL'] = databaseUrl;
    const tokens = new InMemoryAccessTokens();
    const bound: Exclude<Provider, Type>[] = [{ provide: AccessTokens, useValue: tokens }, ...ports];

    @Global()
    @Module({ providers: bound, exports: bound.map(({ provide }) => provide) })
    class PortsModule {}

    @Module({
      imports: [
        DatabaseModule.forRoot(entities),
        ManagementModule.forRoot(problemTextsWith(problems)),
        PortsModule,
        ...imports,
      ],
    })
    class TestModule {}

    const adapter = new FastifyAdapter({ bodyLimit: 2 * 1024 * 1024 });
    const app = await NestFactory.create<NestFastifyApplication>(TestModule, adapter, {
      logger: ['fatal'],
      // A failure while composing fails the test instead of ending the process.
      abortOnError: false,
    });
    readJsonBodies(app);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    return new TestApi(app, tokens, databaseUrl, database);
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.database?.drop();
  }

  get<T>(token: Type<T> | (abstract new () => T)): T {
    return this.app.get<T>(token as Type<T>, { strict: false });
  }

  async sql<T = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<T[]> {
    return this.app.get(DataSource).query(text, values);
  }

  /** As if another server process had written: notifies this one at once. */
  announce(table: string): void {
    this.get(ChangeFeed).announce(table);
  }

  /** Without a token given: one of an application on its own with every scope; null sends none. */
  async call(
    method: Method,
    path: string,
    options: {
      readonly token?: string | null;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    } = {},
  ): Promise<Answer> {
    const { token = this.tokens.issue(), body, headers } = options;
    const response = await this.app.inject({
      method,
      url: path,
      headers: { 'user-agent': 'test', ...(token !== null && { authorization: `Bearer ${token}` }), ...headers },
      ...(body !== undefined && { payload: body as object }),
    });
    return {
      status: response.statusCode,
      headers: response.headers as Answer['headers'],
      text: response.body,
      bytes: response.rawPayload,
      body: /json/.test(String(response.headers['content-type'])) ? response.json() : undefined,
    };
  }
}
