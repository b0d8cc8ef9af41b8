import { createDataSource, migrate } from '@postern/database';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@postern/database/testing';
import { entities } from './entities.js';

const options = (url: string) => ({
  DATABASE_URL: url,
  DATABASE_POOL_SIZE: 2,
  DATABASE_STATEMENT_TIMEOUT: 5000,
  DATABASE_CONNECT_TIMEOUT: 5000,
});

/** Contents of a schema as PostgreSQL reports them, one line per object. */
const describeSchema = async (url: string): Promise<readonly string[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ line: string }>(`
      with relation as (
        select c.oid, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind = 'r'
      )
      select line from (
        select format('%s.%s %s %s default %s generated %s', r.relname, a.attname, format_type(a.atttypid, a.atttypmod),
          case when a.attnotnull then 'not null' else 'null' end, pg_get_expr(d.adbin, d.adrelid), a.attidentity) as line
        from relation r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
          left join pg_attrdef d on d.adrelid = r.oid and d.adnum = a.attnum
        union all
        select format('%s constraint %s %s', r.relname, k.conname, pg_get_constraintdef(k.oid))
        from relation r join pg_constraint k on k.conrelid = r.oid
        union all
        select format('%s', pg_get_indexdef(i.indexrelid)) from relation r join pg_index i on i.indrelid = r.oid
        union all
        select format('%s', pg_get_triggerdef(t.oid)) from relation r join pg_trigger t on t.tgrelid = r.oid and not t.tgisinternal
        union all
        select pg_get_functiondef(p.oid) from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public'
      ) described order by line`);
    return rows.map(({ line }) => line);
  } finally {
    await client.end();
  }
};

let fresh: TestDatabase;

beforeAll(async () => {
  fresh = await createTestDatabase();
});

afterAll(() => fresh.drop());

const open = async <T>(url: string, work: (dataSource: DataSource) => Promise<T>): Promise<T> => {
  const dataSource = await createDataSource(options(url), [...entities]).initialize();
  try {
    return await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
};

describe('the schema', () => {
  it('matches the entities: nothing would have to change', async () => {
    const statements = await open(fresh.url, async (dataSource) => {
      const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
      return upQueries.map(({ query }) => query);
    });

    expect(statements).toEqual([]);
  });

  it('has an entity for every table', async () => {
    const described = await open(fresh.url, async ({ entityMetadatas }) =>
      entityMetadatas.map(({ tableName }) => tableName),
    );
    const tables = (await describeSchema(fresh.url))
      .map((line) => /^(\w+)\.\w+ /.exec(line)?.[1])
      .filter((name) => name !== undefined && name !== 'schema_migration');

    expect(new Set(tables)).toEqual(new Set(described));
  });

  it('is the same whether created at once or release by release', async () => {
    const grown = await createTestDatabase('template0');
    const steps = await open(grown.url, async (dataSource) => {
      const releases = [...dataSource.migrations];
      for (const [index] of releases.entries()) {
        dataSource.migrations.splice(0, Infinity, ...releases.slice(0, index + 1));
        expect(await dataSource.runMigrations()).toHaveLength(1);
      }
      return releases.length;
    });

    const [grownSchema, freshSchema] = await Promise.all([describeSchema(grown.url), describeSchema(fresh.url)]);
    await grown.drop();

    expect(steps).toBeGreaterThan(0);
    expect(grownSchema).toEqual(freshSchema);
  });

  it('can be reverted and created again', async () => {
    const again = await createTestDatabase();
    const before = await describeSchema(again.url);
    const emptied = await open(again.url, async (dataSource) => {
      for (let left = dataSource.migrations.length; left > 0; left -= 1) await dataSource.undoLastMigration();
      return describeSchema(again.url);
    });
    await migrate(options(again.url));
    const after = await describeSchema(again.url);
    await again.drop();

    expect(emptied.filter((line) => !line.includes('schema_migration'))).toEqual([]);
    expect(after).toEqual(before);
  });

  it('stays as it is when a server that is up to date migrates again, even from two processes at once', async () => {
    const applied = await Promise.all([migrate(options(fresh.url)), migrate(options(fresh.url))]);

    expect(applied).toEqual([[], []]);
  });
});
