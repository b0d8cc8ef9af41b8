import type { DataSource, EntityManager } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/index.js';
import { createDataSource } from './data-source.js';
import { violatedConstraint } from './database-errors.js';
import { poolOf, statementCount } from './database-pool.js';
import { Statements } from './statements.js';

const insert = 'insert into kept (id) values ($1)';
const all = 'select id from kept order by id';

describe('statements', () => {
  let database: TestDatabase;
  let source: DataSource;
  let statements: Statements;
  beforeAll(async () => {
    database = await createTestDatabase();
    const config = { DATABASE_POOL_SIZE: 3, DATABASE_STATEMENT_TIMEOUT: 5000, DATABASE_CONNECT_TIMEOUT: 5000 };
    source = await createDataSource({ DATABASE_URL: database.url, ...config }).initialize();
    statements = new Statements(poolOf(source));
    await source.query('create table kept (id int constraint kept_pk primary key)');
  });
  afterAll(async () => {
    await source?.destroy();
    await database?.drop();
  });
  beforeEach(() => source.query('truncate kept'));

  it('are undone with their transaction', async () => {
    const failing = source.transaction(async (manager) => {
      await Statements.in(manager).run('kept.add', insert, [1]);
      expect(await Statements.in(manager).run('kept.all', all)).toEqual([{ id: 1 }]);
      expect(await statements.run('kept.all', all)).toEqual([]);
      throw new Error('no');
    });

    await expect(failing).rejects.toThrow('no');
    expect(await statements.run('kept.all', all)).toEqual([]);
  });

  it('are kept with what entities wrote in the same transaction', async () => {
    await source.transaction(async (manager) => {
      await manager.query(insert, [1]);
      expect(await Statements.in(manager).affected('kept.add', insert, [2])).toBe(1);
    });

    expect(await statements.run('kept.all', all)).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it('do not run after their transaction has released its connection', async () => {
    let kept: EntityManager | undefined;
    await source.transaction(async (manager) => {
      kept = manager;
      await Statements.in(manager).run('kept.all', all);
    });

    await expect(Statements.in(kept!).run('kept.add', insert, [1])).rejects.toThrow('after the end of its transaction');
    expect(await statements.run('kept.all', all)).toEqual([]);
  });

  it('outside of a transaction run on the pool', async () => {
    await Statements.in(source.manager).run('kept.add', insert, [1]);

    expect(await statements.one('kept.all', all)).toEqual({ id: 1 });
  });

  it('keep their connection when only the statement was wrong', async () => {
    await statements.run('kept.add', insert, [1]);
    const processes = () =>
      statements.run('processes', `select pid from pg_stat_activity where application_name = 'postern'`);
    const before = await processes();

    for (let count = 0; count < 5; count += 1)
      await expect(statements.run('kept.add', insert, [1])).rejects.toThrow('kept_pk');

    expect(await processes()).toEqual(before);
  });

  it('open another connection when theirs ended under them', async () => {
    const ended = statements.run('processes.end', 'select pg_terminate_backend(pg_backend_pid())');

    await expect(ended).rejects.toThrow('terminating connection');
    expect(await statements.run('kept.all', all)).toEqual([]);
  });

  it('name the constraint that they violate', async () => {
    await statements.run('kept.add', insert, [1]);

    const twin = source.transaction((manager) => Statements.in(manager).run('kept.add', insert, [1]));

    expect(await twin.catch(violatedConstraint)).toBe('kept_pk');
  });

  it('are counted', async () => {
    const before = statementCount();
    await source.transaction((manager) => Statements.in(manager).run('kept.all', all));

    // With the beginning and the end of the transaction.
    expect(statementCount() - before).toBe(3);
  });

  it('are prepared under their name, once per connection', async () => {
    const prepared = await source.transaction(async (manager) => {
      const within = Statements.in(manager);
      await within.run('kept.all', all);
      await within.run('kept.all', all);
      const select = `select generic_plans + custom_plans as runs from pg_prepared_statements where name = 'kept.all'`;
      return within.run<{ runs: string }>('kept.prepared', select);
    });

    expect(prepared).toHaveLength(1);
    expect(Number(prepared[0]!.runs)).toBeGreaterThanOrEqual(2);
  });

  it('refuse a name that was used for another text', async () => {
    const twice = source.transaction(async (manager) => {
      await Statements.in(manager).run('kept.one', 'select 1');
      await Statements.in(manager).run('kept.one', 'select 2');
    });

    await expect(twice).rejects.toThrow('must be unique');
  });

  it('throw when an expected row is missing, and count the rows that they wrote', async () => {
    await expect(statements.only('kept.all', all)).rejects.toThrow('kept.all answered no row');
    expect(await statements.affected('kept.clear', 'delete from kept')).toBe(0);
    expect(await statements.one('kept.all', all)).toBeUndefined();
  });
});
