import type { EventEmitter } from 'node:events';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { isDatabaseUnavailable, readOnlyCode } from './database-errors.js';

/** Injection token of the `pg` pool behind the data source. */
export const DATABASE_POOL = Symbol('DATABASE_POOL');

let statements = 0;

/** How many SQL statements this process has sent; what `postern_sql_statements_total` reports. */
export const statementCount = (): number => statements;

/** The pool's kind of connection: counts what it sends, and notices when it no longer leads to a server that takes writes. */
export class PooledClient extends pg.Client {
  /** It was refused a write since it was opened (SQLSTATE 25006). */
  isReadOnly = false;

  constructor(config?: pg.ClientConfig) {
    super(config);
    // Whoever waits for an answer is told by its promise. Without a listener, Node.js would end the process.
    this.on('error', () => undefined);
    const { connection } = this as unknown as { readonly connection: EventEmitter };
    connection.on('errorMessage', ({ code }: { readonly code?: string }) => {
      if (code === readOnlyCode) this.isReadOnly = true;
    });
  }

  override query(...statement: unknown[]): never {
    statements += 1;
    return super.query(...(statement as Parameters<pg.Client['query']>)) as never;
  }
}

/** Keeps its connections for as long as they lead to a server that takes writes, and no longer. */
export class PrimaryPool extends pg.Pool {
  constructor(config?: pg.PoolConfig) {
    super({ ...config, Client: PooledClient } as pg.PoolConfig);
    // The next connection may lead to the new primary, while this one would be refused for as long as it is in use.
    this.on('release', (_error, client) => {
      if ((client as unknown as PooledClient).isReadOnly) void (client as unknown as PooledClient).end();
    });
  }

  /**
   * One statement on any connection. That of `pg` closes the connection after every error, also when only a constraint was
   * violated; whoever repeats such a request would have PostgreSQL start a process each time.
   */
  override query(...[statement]: unknown[]): never {
    return this.onConnection(statement as pg.QueryConfig) as never;
  }

  private async onConnection(statement: pg.QueryConfig): Promise<pg.QueryResult> {
    const client = await this.connect();
    try {
      const result = await client.query(statement);
      client.release();
      return result;
    } catch (error) {
      client.release(isDatabaseUnavailable(error));
      throw error;
    }
  }
}

/** The pool that TypeORM opened. */
export const poolOf = (dataSource: DataSource): pg.Pool =>
  (dataSource.driver as unknown as { readonly master: pg.Pool }).master;
