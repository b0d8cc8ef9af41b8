import type { Pool, PoolClient } from 'pg';
import type { DataSource } from 'typeorm';

/** Injection token of the `pg` pool behind the data source. */
export const DATABASE_POOL = Symbol('DATABASE_POOL');

let statements = 0;

/** How many SQL statements this process has sent; what `postern_sql_statements_total` reports. */
export const statementCount = (): number => statements;

const countStatements = (client: PoolClient): void => {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  Object.assign(client, {
    query: (...args: unknown[]) => {
      statements += 1;
      return query(...args);
    },
  });
};

/** The pool that TypeORM opened, with every statement counted. */
export const poolOf = (dataSource: DataSource): Pool => {
  const pool = (dataSource.driver as unknown as { readonly master: Pool }).master;
  pool.on('connect', countStatements);
  return pool;
};
