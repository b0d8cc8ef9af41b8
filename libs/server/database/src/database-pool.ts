import pg from 'pg';
import type { DataSource } from 'typeorm';

/** Injection token of the `pg` pool behind the data source. */
export const DATABASE_POOL = Symbol('DATABASE_POOL');

let statements = 0;

/** How many SQL statements this process has sent; what `postern_sql_statements_total` reports. */
export const statementCount = (): number => statements;

/** The pool's kind of connection: counts what it sends. */
export class CountingClient extends pg.Client {
  override query(...statement: unknown[]): never {
    statements += 1;
    return super.query(...(statement as Parameters<pg.Client['query']>)) as never;
  }
}

/** The pool that TypeORM opened. */
export const poolOf = (dataSource: DataSource): pg.Pool =>
  (dataSource.driver as unknown as { readonly master: pg.Pool }).master;
