import { Inject, Injectable } from '@nestjs/common';
import type { PoolClient, QueryConfig, QueryResult, QueryResultRow } from 'pg';
import type { EntityManager } from 'typeorm';
import { DATABASE_POOL, poolOf } from './database-pool.js';

/** Sends one statement, on any connection of the pool or on that of a transaction. */
interface Connection {
  query(statement: QueryConfig): Promise<QueryResult<QueryResultRow>>;
}

/**
 * SQL as named prepared statements, on the pool that TypeORM uses as well: for hot paths, and for what entities cannot say (ADR 0031).
 * Each is parsed once per connection (PostgreSQL manual, "PREPARE"). Errors are those of `pg`.
 *
 * A name goes with one text for good and begins with what it is about: `gateway_api.delete`. PostgreSQL tells 63 bytes apart.
 */
@Injectable()
export class Statements {
  constructor(@Inject(DATABASE_POOL) private readonly connection: Connection) {}

  /** The same inside a transaction: what is written is kept or undone with it. Outside of one, it runs on the manager's pool. */
  static in({ queryRunner, dataSource }: EntityManager): Statements {
    if (queryRunner === undefined) return new Statements(poolOf(dataSource));
    return new Statements({
      query: async (statement) => {
        // The connection is back in the pool, where another transaction may have taken it.
        if (queryRunner.isReleased)
          throw new Error(`statement ${statement.name} came after the end of its transaction`);
        const client = (await queryRunner.connect()) as PoolClient;
        return client.query(statement);
      },
    });
  }

  /** @returns the rows */
  async run<R extends object>(name: string, text: string, values: readonly unknown[] = []): Promise<R[]> {
    return (await this.send(name, text, values)).rows as R[];
  }

  /** @returns the first row, undefined when there is none */
  async one<R extends object>(name: string, text: string, values: readonly unknown[] = []): Promise<R | undefined> {
    return (await this.run<R>(name, text, values))[0];
  }

  /** The row of a statement that always has one, such as a count. Throws an Error when it has none. */
  async only<R extends object>(name: string, text: string, values: readonly unknown[] = []): Promise<R> {
    const row = await this.one<R>(name, text, values);
    if (row === undefined) throw new Error(`statement ${name} answered no row`);
    return row;
  }

  /** @returns how many rows were written or deleted */
  async affected(name: string, text: string, values: readonly unknown[] = []): Promise<number> {
    return (await this.send(name, text, values)).rowCount ?? 0;
  }

  private send(name: string, text: string, values: readonly unknown[]): Promise<QueryResult<QueryResultRow>> {
    return this.connection.query({ name, text, values: [...values] });
  }
}
