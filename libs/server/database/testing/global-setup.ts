import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '../src/migrate.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the PostgreSQL of this run, without a database name. */
    readonly postgresUrl: string;
  }
}

/** Makes the migrated template that each test file copies, in the PostgreSQL that the set-up before this one started. */
export default async function setup(project: TestProject): Promise<void> {
  const { POSTERN_TEST_POSTGRES: postgresUrl = '' } = process.env;
  const client = new Client({ connectionString: `${postgresUrl}/postgres` });
  await client.connect();
  await client.query('create database template');
  await client.end();
  await migrate({
    DATABASE_URL: `${postgresUrl}/template`,
    DATABASE_POOL_SIZE: 2,
    DATABASE_STATEMENT_TIMEOUT: 5000,
    DATABASE_CONNECT_TIMEOUT: 5000,
  });
  project.provide('postgresUrl', postgresUrl);
}
