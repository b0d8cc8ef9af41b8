import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists of people are filtered by role, by state, and by who has nothing linked. Few are blocked, so only they are indexed. */
export class PeopleByRoleAndState20261130110000 implements MigrationInterface {
  readonly name = 'PeopleByRoleAndState20261130110000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index account_by_role on account (role, login)');
    await runner.query(`create index account_blocked on account (login) where status = 'blocked'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index account_by_role');
    await runner.query('drop index account_blocked');
  }
}
