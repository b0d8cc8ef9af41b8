import { Inject, Injectable } from '@nestjs/common';
import type { Pool, QueryResultRow } from 'pg';
import { DATABASE_POOL } from './database-pool.js';

/**
 * Hot-path SQL: named prepared statements on the pool that TypeORM uses as well.
 * Each is parsed and planned once per connection (PostgreSQL manual, "PREPARE").
 */
@Injectable()
export class Statements {
  constructor(@Inject(DATABASE_POOL) private readonly pool: Pool) {}

  /**
   * @param name names the statement for good: the same name always goes with the same text
   * @returns the rows; errors are those of `pg`
   */
  async run<R extends QueryResultRow>(name: string, text: string, values: readonly unknown[]): Promise<R[]> {
    const { rows } = await this.pool.query<R>({ name, text, values: [...values] });
    return rows;
  }

  async one<R extends QueryResultRow>(name: string, text: string, values: readonly unknown[]): Promise<R | undefined> {
    return (await this.run<R>(name, text, values))[0];
  }
}
