import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many accounts a method has created for certificates on one day: the limit holds across all server processes. */
export class NewAccounts20261130203000 implements MigrationInterface {
  readonly name = 'NewAccounts20261130203000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table new_accounts_of_day (
        method_id uuid not null,
        day date not null,
        created integer not null,
        told boolean not null default false,
        constraint new_accounts_of_day_pk primary key (method_id, day),
        constraint new_accounts_of_day_method foreign key (method_id) references sign_in_method (id) on delete cascade
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table new_accounts_of_day');
  }
}
