import { createDataSource } from './data-source.js';
import type { DatabaseConfig } from './database.config.js';

/** Number that names the advisory lock under which one process at a time migrates. */
const migrationLock = 7_067_001;

/**
 * Brings the schema up to date. Safe to run from several processes at once: they take turns.
 *
 * @returns names of the migrations that were applied, oldest first
 */
export const migrate = async (config: DatabaseConfig): Promise<readonly string[]> => {
  const dataSource = await createDataSource({ ...config, DATABASE_STATEMENT_TIMEOUT: 0 }).initialize();
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('select pg_advisory_lock($1)', [migrationLock]);
    const applied = await dataSource.runMigrations();
    await runner.query('select pg_advisory_unlock($1)', [migrationLock]);
    return applied.map(({ name }) => name);
  } finally {
    await runner.release();
    await dataSource.destroy();
  }
};
