import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Certificates that administrators have named before anybody presented them. */
export class AwaitedIdentifiers20261130204000 implements MigrationInterface {
  readonly name = 'AwaitedIdentifiers20261130204000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table awaited_identifier (
        id uuid not null default gen_random_uuid(),
        account_id uuid not null,
        method_id uuid not null,
        subject text not null,
        label text not null,
        created_at timestamptz not null default now(),
        constraint awaited_identifier_pk primary key (id),
        constraint awaited_identifier_method_subject unique (method_id, subject),
        constraint awaited_identifier_label check (char_length(label) between 1 and 1000),
        constraint awaited_identifier_account foreign key (account_id) references account (id) on delete cascade,
        constraint awaited_identifier_method foreign key (method_id) references sign_in_method (id) on delete cascade
      )`);
    await runner.query('create index awaited_identifier_account_id on awaited_identifier (account_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table awaited_identifier');
  }
}
