import { randomUUID } from 'node:crypto';
import { commitWhenAwaited } from '@postern/database/testing';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NewAccountsFixture, startNewAccounts } from '../../testing/new-accounts.js';
import { PeopleImports } from '../../testing/people-imports.js';
import { TestServer } from '../../testing/test-server.js';

let fixture: NewAccountsFixture;
let server: TestServer;
let imports: PeopleImports;

beforeAll(async () => {
  fixture = await startNewAccounts();
  ({ server } = fixture);
  imports = new PeopleImports(server, fixture.holders.methodId);
  await fixture.configure({ newAccounts: 'off' });
});
afterAll(() => server?.stop());

describe('an import', () => {
  it('of two administrators at once has one account for each name, and says which line came second', async () => {
    const names = Array.from({ length: 150 }, () => `both-${randomUUID()}`);
    const table = ['username,name', ...names.map((name) => `${name},Both`)].join('\n');
    const [one, two] = await Promise.all([imports.check('csv', table), imports.check('csv', table)]);
    expect([one.counts.create, two.counts.create]).toEqual([150, 150]);

    const done = await Promise.all([imports.apply(one.id), imports.apply(two.id)]);

    expect(done.map(({ counts }) => counts.create).sort()).toEqual([0, 150]);
    expect(done.reduce((sum, { counts }) => sum + counts.unchanged, 0)).toBe(150);
    const [row] = await server.sql<{ count: number }>(
      `select count(*)::int as count from account where username like 'both-%'`,
    );
    expect(row!.count).toBe(150);
  });

  it('of many lines is applied and deleted without a wait for them', async () => {
    const { id } = await imports.check('csv', `username,name\nmany-${randomUUID()},Many`);
    for (let from = 3; from <= 30_000; from += 5_000)
      await server.sql(
        `insert into user_import_line (import_id, line, data, username, verdict, done)
         select $1, n, '{}', 'many' || n, 'refused', true from generate_series($2::int, least($2::int + 4999, 30000)) n`,
        [id, from],
      );
    // Whoever waited for the lines would wait for this transaction.
    const holding = server.get(DataSource).createQueryRunner();
    await holding.startTransaction();
    await holding.query('update user_import_line set message = null where import_id = $1 and line = 30000', [id]);
    expect((await server.manage('POST', `user-imports/${id}/apply`)).status).toBe(202);
    expect((await imports.until(id, 'done')).counts).toMatchObject({ create: 1, refused: 29_998 });
    expect((await server.manage('DELETE', `user-imports/${id}`)).status).toBe(204);
    expect((await server.manage('GET', `user-imports/${id}`)).status).toBe(404);
    expect((await server.manage('GET', `user-imports/${id}/lines`)).status).toBe(404);
    await holding.rollbackTransaction();
    await holding.release();

    const left = () => server.sql('select 1 from user_import where id = $1', [id]);
    await expect.poll(left, { timeout: 60_000 }).toEqual([]);
  });

  it('takes an account that somebody else creates at that moment as one that exists', async () => {
    const username = `race-${randomUUID()}`;
    const { id } = await imports.check('csv', `username,name,email\n${username},Ada,${username}@x.test`);
    const create = `insert into account (username, name) values ($1, 'Other')`;

    const { counts } = await commitWhenAwaited(server.get(DataSource), create, [username], () => imports.apply(id));

    expect(counts).toMatchObject({ create: 0, update: 1, refused: 0 });
    expect(await imports.accountOf(username)).toMatchObject({ name: 'Ada', email: `${username}@x.test` });
  });

  it('resumes where another server was killed, and does nothing twice', async () => {
    const names = Array.from({ length: 350 }, () => `bulk-${randomUUID()}`);
    const { id } = await imports.check('csv', ['username,name', ...names.map((name) => `${name},Bulk`)].join('\n'));
    // The state after a kill: half of the lines are done.
    await server.sql(`update user_import_line set applied = true where import_id = $1 and line <= 200`, [id]);
    await server.sql(`update user_import set state = 'applying' where id = $1`, [id]);

    const done = await imports.until(id, 'done');

    expect(done.counts.create).toBe(350);
    const [row] = await server.sql<{ count: number }>(
      `select count(*)::int as count from account where username like 'bulk-%'`,
    );
    expect(row!.count).toBe(151);
  });

  it('is applied once, even by two servers', async () => {
    const other = await TestServer.start(server.databaseUrl);
    try {
      const names = Array.from({ length: 250 }, () => `twice-${randomUUID()}`);
      const { id } = await imports.check('csv', ['username,name', ...names.map((name) => `${name},Twice`)].join('\n'));

      await Promise.all([server, other].map((one) => one.manage('POST', `user-imports/${id}/apply`)));
      const done = await imports.until(id, 'done');

      expect(done.counts).toMatchObject({ create: 250, refused: 0 });
      const events = await server.sql(
        `select 1 from audit_event where type = 'account.imported' and details ->> 'import' = $1`,
        [id],
      );
      expect(events).toHaveLength(1);
    } finally {
      await other.stop();
    }
  });
});
