import { Client } from 'pg';

/** Links `count` identifiers to as many accounts, by the sample method, straight in the database. */
export const linkManyIdentifiers = async (databaseUrl: string, count: number): Promise<void> => {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(
      `with people as (
         insert into account (username, name) select 'person' || n, 'Person ' || n from generate_series(1, $1) n returning id, username
       )
       insert into identifier (account_id, method_id, subject, label)
       select p.id, (select id from sign_in_method where type = 'mtls' limit 1),
         'sha256:' || encode(sha256(convert_to(p.username, 'UTF8')), 'hex'), 'Sample'
       from people p`,
      [count],
    );
    // PostgreSQL would do so by itself in the next minutes, while we measure.
    await client.query('vacuum (analyze)');
  } finally {
    await client.end();
  }
};
