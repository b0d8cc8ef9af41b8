import 'reflect-metadata';
import { randomBytes, randomUUID } from 'node:crypto';
import type { ManagementScope, Role } from '@postern/contracts';
import { managementScopes, panelScopes } from '@postern/contracts';
import { CertificateEntity } from '@postern/certificates';
import { AccessTokens } from '@postern/management';
import { type Answer, TestApi } from '@postern/management/testing';
import { PasswordHasher } from '@postern/provider-kit';
import { signInMethodEntities } from '@postern/sign-in-methods';
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
import { TestTokens, tokenText } from './test-tokens.js';

/** What every account of a test has for a password. */
export const testPassword = 'velvet otter grinds';

export interface Caller {
  readonly accountId: string | null;
  readonly sessionUid?: string;
  readonly scopes?: readonly ManagementScope[];
  /** Milliseconds since 1970; a moment ago, unless told. */
  readonly provedAt?: number;
}

/** The feature as a server: real controllers, guards and PostgreSQL; only other features' ports are stand-ins. */
export class TestServer {
  private constructor(private readonly api: TestApi) {}

  static async start(environment: Readonly<Record<string, string>> = {}): Promise<TestServer> {
    Object.assign(process.env, {
      PUBLIC_ORIGIN: 'https://id.test',
      PUBLIC_SOCKET: '127.0.0.1:0',
      MTLS_SOCKET: '127.0.0.1:0',
      POSTERN_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      ...environment,
    });
    const api = await TestApi.start({
      imports: [AccountsModule, TestPortsModule],
      entities: [...accountEntities, CertificateEntity, ...signInMethodEntities],
      ports: [{ provide: AccessTokens, useClass: TestTokens }],
      problems: accountProblems,
    });
    return new TestServer(api);
  }

  stop(): Promise<void> {
    return this.api.stop();
  }

  get app(): TestApi['app'] {
    return this.api.app;
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
    const rows = await this.api.sql<T>(text, values);
    // The notification arrives a moment later; tests do not wait for it.
    this.api.announce('sign_in_method');
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
  call(
    caller: Caller,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<Answer> {
    const { accountId, sessionUid = null, scopes = [...managementScopes, ...panelScopes], provedAt } = caller;
    const token = tokenText({ accountId, sessionUid, scopes, ...(provedAt !== undefined && { provedAt }) });
    return this.api.call(method, `/api/v2${path}`, { token, ...(body !== undefined && { body }) });
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
