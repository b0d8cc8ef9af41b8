import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where people get a new certificate from a CA, and when they want to be reminded of theirs. */
export class RenewalGuides20261130191000 implements MigrationInterface {
  readonly name = 'RenewalGuides20261130191000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table renewal_guide (
        certificate_id uuid not null,
        address text,
        texts jsonb not null default '{}',
        constraint renewal_guide_pk primary key (certificate_id),
        constraint renewal_guide_certificate foreign key (certificate_id) references certificate (id) on delete cascade,
        constraint renewal_guide_not_empty check (address is not null or texts <> '{}')
      )`);
    await runner.query('alter table identifier add column remind_after timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table identifier drop column remind_after');
    await runner.query('drop table renewal_guide');
  }
}
