import pg from 'pg';
import { DataSource, type DataSourceOptions, type MixedList } from 'typeorm';
import { PrimaryPool } from './database-pool.js';
import type { DatabaseConfig } from './database.config.js';
import { migrations } from './migrations/index.js';

/** Options shared by the server, the migration command and the tests. The schema is made by migrations only, never synchronized. */
export const dataSourceOptions = (
  config: DatabaseConfig,
  entities: MixedList<new () => object>,
): DataSourceOptions => ({
  type: 'postgres',
  driver: { ...pg, Pool: PrimaryPool },
  url: config.DATABASE_URL,
  entities: entities as DataSourceOptions['entities'],
  migrations: [...migrations],
  migrationsTableName: 'schema_migration',
  migrationsTransactionMode: 'each',
  synchronize: false,
  installExtensions: false,
  poolSize: config.DATABASE_POOL_SIZE,
  connectTimeoutMS: config.DATABASE_CONNECT_TIMEOUT,
  applicationName: 'postern',
  extra: {
    // Hot statements write in common table expressions, which PostgreSQL would otherwise plan at every execution.
    options: '-c plan_cache_mode=force_generic_plan',
    // Closing a connection drops its prepared statements, so idle connections are kept.
    idleTimeoutMillis: 10 * 60_000,
    statement_timeout: config.DATABASE_STATEMENT_TIMEOUT,
    idle_in_transaction_session_timeout: 15_000,
    // A pool that TypeORM keeps over a restart of PostgreSQL: broken connections are dropped and opened again.
    keepAlive: true,
  },
});

export const createDataSource = (config: DatabaseConfig, entities: MixedList<new () => object> = []): DataSource =>
  new DataSource(dataSourceOptions(config, entities));
