import type { PosternConfig } from '@postern/local';
import pg from 'pg';

/** One statement on the database of a running Postern. */
export const query = async <T extends pg.QueryResultRow>(
  { database }: PosternConfig,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly T[]> => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<T>(text, [...values])).rows;
  } finally {
    await client.end();
  }
};
