import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Passwords that somebody else set work once and for a time. Those that are there already stay as they are: nobody knows who set them.
 * An e-mail address is unique, and signs in, once an administrator has confirmed it.
 */
export class OneTimePasswords20261130120000 implements MigrationInterface {
  readonly name = 'OneTimePasswords20261130120000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table account
        add column one_time_password_until timestamptz,
        add constraint account_one_time_password check (one_time_password_until is null or password_hash is not null)`);
    await runner.query(`
      alter table account
        drop constraint account_email,
        add constraint account_confirmed_email_unique unique (confirmed_email)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table account
        drop constraint account_confirmed_email_unique,
        add constraint account_email unique (email)`);
    await runner.query('alter table account drop column one_time_password_until');
  }
}
