import 'reflect-metadata';
import { randomBytes, randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ManagementScope, Role } from '@postern/contracts';
import { managementScopes, panelScopes } from '@postern/contracts';
import { CertificateEntity } from '@postern/certificates';
import { ChangeFeed, DatabaseModule } from '@postern/database';
import { createTestDatabase } from '@postern/database/testing';
import { ManagementModule } from '@postern/management';
import { problemTextsWith } from '@postern/management/testing';
import { PasswordHasher } from '@postern/provider-kit';
import { SignInMethodEntity } from '@postern/sign-in-methods';
import { DataSource } from 'typeorm';
import { Module } from '@nestjs/common';
import {
  AccountConsents,
  accountEntities,
  accountProblems,
  AccountsModule,
  AccountSessions,
  LinkHandoffs,
} from '../src/index.js';
import type { InMemoryConsents } from './in-memory-consents.js';
import type { InMemoryHandoffs } from './in-memory-handoffs.js';
import type { InMemorySessions } from './in-memory-sessions.js';
import { TestPortsModule } from './test-ports.module.js';
import { tokenText } from './test-tokens.js';

const entities = [...accountEntities, CertificateEntity, SignInMethodEntity];

/** What every account of a test has for a password. */
export const testPassword = 'velvet otter grinds';

export interface Caller {
  readonly accountId: string | null;
  readonly sessionUid?: string;
  readonly scopes?: readonly ManagementScope[];
  /** Milliseconds since 1970; a moment ago, unless told. */
  readonly provedAt?: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test says what it expects of a body
  readonly body: any;
}

/** The feature as a server: real controllers, guards and PostgreSQL; only other features' ports are stand-ins. */
export class TestServer {
  private constructor(
    readonly app: NestFastifyApplication,
    private readonly drop: () => Promise<void>,
  ) {}

  static async start(environment: Readonly<Record<string, string>> = {}): Promise<TestServer> {
    const database = await createTestDatabase();
    Object.assign(process.env, {
      DATABASE_URL: database.url,
      PUBLIC_ORIGIN: 'https://id.test',
      PUBLIC_SOCKET: '127.0.0.1:0',
      MTLS_SOCKET: '127.0.0.1:0',
      POSTERN_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      ...environment,
    });

    @Module({
      imports: [
        DatabaseModule.forRoot(entities),
        ManagementModule.forRoot(problemTextsWith(accountProblems)),
        AccountsModule,
        TestPortsModule,
      ],
    })
    class TestModule {}

    const app = await NestFactory.create<NestFastifyApplication>(TestModule, new FastifyAdapter(), {
      logger: ['error', 'fatal'],
    });
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    return new TestServer(app, () => database.drop());
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.drop();
  }

  get sessions(): InMemorySessions {
    return this.app.get(AccountSessions, { strict: false });
  }

  get consents(): InMemoryConsents {
    return this.app.get(AccountConsents, { strict: false });
  }

  get handoffs(): InMemoryHandoffs {
    return this.app.get(LinkHandoffs, { strict: false });
  }

  async sql<T = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<T[]> {
    const rows = await this.app.get(DataSource).query(text, values);
    // The notification arrives a moment later; tests do not wait for it.
    this.app.get(ChangeFeed, { strict: false }).announce('sign_in_method');
    return rows;
  }

  /** @returns the id */
  async account(
    options: { username?: string; role?: Role; email?: string; confirmed?: boolean; password?: string | null } = {},
  ): Promise<string> {
    const { username = `user-${randomUUID()}`, role = 'member', email = null, password = testPassword } = options;
    const confirmed = options.confirmed === true ? email : null;
    const hash = password === null ? null : await this.app.get(PasswordHasher, { strict: false }).hash(password);
    const [row] = await this.sql<{ id: string }>(
      `insert into account (username, name, role, email, confirmed_email, password_hash) values ($1, $1, $2, $3, $4, $5)
       returning id`,
      [username, role, email, confirmed, hash],
    );
    return row!.id;
  }

  /** A certificate method that is on and public. @returns the id */
  async method(options: { enabled?: boolean; isPublic?: boolean; publicity?: string } = {}): Promise<string> {
    const { enabled = true, isPublic = true, publicity = 'private' } = options;
    const [row] = await this.sql<{ id: string }>(
      `insert into sign_in_method (type, name, enabled, public, publicity) values ('mtls', 'mTLS', $1, $2, $3) returning id`,
      [enabled, isPublic, publicity],
    );
    return row!.id;
  }

  /** Calls the API as `caller`; with all scopes unless told. */
  async call(
    caller: Caller,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<Answer> {
    const { accountId, sessionUid = null, scopes = [...managementScopes, ...panelScopes], provedAt } = caller;
    const response = await this.app.inject({
      method,
      url: `/api/v2${path}`,
      headers: {
        authorization: `Bearer ${tokenText({ accountId, sessionUid, scopes, ...(provedAt !== undefined && { provedAt }) })}`,
        'user-agent': 'test',
      },
      ...(body !== undefined && { payload: body }),
    });
    return {
      status: response.statusCode,
      headers: response.headers,
      body: response.body === '' ? undefined : response.json(),
    };
  }

  /** Types and codes of the events about an account, oldest first. */
  async events(accountId: string): Promise<string[]> {
    const rows = await this.sql<{ event: string }>(
      `select concat_ws(' ', type, code) as event from audit_event where account_id = $1 order by id`,
      [accountId],
    );
    return rows.map(({ event }) => event);
  }
}
