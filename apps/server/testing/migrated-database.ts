import { createDataSource } from '@postern/database';
import { createTestDatabase } from '@postern/database/testing';
import type { DataSource } from 'typeorm';
import { entities } from '../src/wiring/entities.js';

/** A database without the last migrations. */
export interface MigratedDatabase {
  readonly query: DataSource['query'];
  /** Applies the rest. */
  readonly migrate: () => Promise<void>;
  /** Reverts the rest. */
  readonly undo: () => Promise<void>;
  readonly drop: () => Promise<void>;
}

/** @param first beginning of the name of the first migration to leave out */
export const databaseBefore = async (first: string): Promise<MigratedDatabase> => {
  const database = await createTestDatabase('template0');
  const options = { DATABASE_POOL_SIZE: 1, DATABASE_STATEMENT_TIMEOUT: 5000, DATABASE_CONNECT_TIMEOUT: 5000 };
  const dataSource = await createDataSource({ ...options, DATABASE_URL: database.url }, [...entities]).initialize();
  const all = [...dataSource.migrations];
  const former = all.findIndex(({ name }) => name?.startsWith(first));
  dataSource.migrations.splice(0, Infinity, ...all.slice(0, former));
  await dataSource.runMigrations();
  return {
    query: (...statement) => dataSource.query(...statement),
    migrate: async () => {
      dataSource.migrations.splice(0, Infinity, ...all);
      await dataSource.runMigrations();
    },
    undo: async () => {
      for (let left = all.length; left > former; left -= 1) await dataSource.undoLastMigration();
    },
    drop: async () => {
      await dataSource.destroy();
      await database.drop();
    },
  };
};
