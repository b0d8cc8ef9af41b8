import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.js';
import { isDatabaseUnavailable, mayBeRepeated, violatedConstraint } from './database-errors.js';

let database: TestDatabase;
let one: Client;
let other: Client;

const connect = async (): Promise<Client> => {
  const client = new Client({ connectionString: database.url });
  // Ended by the server in one of the tests.
  client.on('error', () => undefined);
  await client.connect();
  return client;
};

beforeEach(async () => {
  database = await createTestDatabase();
  [one, other] = await Promise.all([connect(), connect()]);
  await one.query('create table thing (id int primary key, seen int not null default 0)');
  await one.query('insert into thing values (1), (2)');
});
afterEach(async () => {
  await Promise.all([one.end(), other.end()]);
  await database.drop();
});

const failureOf = async (work: Promise<unknown>): Promise<unknown> => {
  const [outcome] = await Promise.allSettled([work]);
  return outcome?.status === 'rejected' ? outcome.reason : undefined;
};
const see = (client: Client, id: number) => client.query('update thing set seen = seen + 1 where id = $1', [id]);

describe('a statement that the database cancelled', () => {
  it.each<[string, () => Promise<unknown>]>([
    [
      'took too long',
      async () => {
        await one.query(`set statement_timeout = '50ms'`);
        return failureOf(one.query('select pg_sleep(10)'));
      },
    ],
    [
      'waited too long for a lock',
      async () => {
        await other.query('begin');
        await see(other, 1);
        await one.query(`set lock_timeout = '50ms'`);
        return failureOf(see(one, 1));
      },
    ],
    [
      'met another one in a circle',
      async () => {
        for (const client of [one, other]) await client.query('begin');
        await see(one, 1);
        await see(other, 2);
        const failures = await Promise.all([failureOf(see(one, 2)), failureOf(see(other, 1))]);
        return failures.find((failure) => failure !== undefined);
      },
    ],
    [
      'read what another one has changed',
      async () => {
        await one.query('begin isolation level repeatable read');
        await one.query('select * from thing');
        await see(other, 1);
        return failureOf(see(one, 1));
      },
    ],
  ])('because it %s may be retried, and does not count as an outage', async (_, fail) => {
    const failure = await fail();

    expect(failure).toBeInstanceOf(Error);
    expect(mayBeRepeated(failure)).toBe(true);
    expect(isDatabaseUnavailable(failure)).toBe(false);
  });

  it('because its connection was ended may be retried', async () => {
    const { rows } = await one.query<{ readonly pid: number }>('select pg_backend_pid() as pid');
    const waiting = failureOf(one.query('select pg_sleep(10)'));
    await other.query('select pg_terminate_backend($1)', [rows[0]?.pid]);

    expect(mayBeRepeated(await waiting)).toBe(true);
  });

  it.each([
    ['breaks a constraint', 'insert into thing values (1)', 'thing_pkey'],
    ['is wrong', 'select nothing', undefined],
  ])('because it %s may not be retried', async (_, text, constraint) => {
    const failure = await failureOf(one.query(text));

    expect(mayBeRepeated(failure)).toBe(false);
    expect(violatedConstraint(failure)).toBe(constraint);
  });
});
