import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files with people on their way into accounts: what came in, what becomes of each line, and how far it is. */
export class UserImports20261130205000 implements MigrationInterface {
  readonly name = 'UserImports20261130205000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table user_import (
        id uuid not null default gen_random_uuid(),
        actor jsonb not null,
        format text not null,
        name text not null,
        method_id uuid,
        source text,
        state text not null,
        code text,
        lines integer not null default 0,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        constraint user_import_pk primary key (id),
        constraint user_import_state check (state in ('checking', 'ready', 'applying', 'done', 'failed')),
        constraint user_import_format check (format in ('csv', 'jsonl', 'zip'))
      )`);
    await runner.query(`
      create index user_import_under_way on user_import (created_at) where state in ('checking', 'applying')`);
    await runner.query(`
      create table user_import_line (
        import_id uuid not null,
        line integer not null,
        data jsonb not null,
        username text,
        subject text,
        verdict text,
        code text,
        message text,
        done boolean not null default false,
        constraint user_import_line_pk primary key (import_id, line),
        constraint user_import_line_import foreign key (import_id) references user_import (id) on delete cascade
      )`);
    await runner.query('create index user_import_line_username on user_import_line (import_id, username, line)');
    await runner.query('create index user_import_line_subject on user_import_line (import_id, subject, line)');
    await runner.query('create index user_import_line_verdict on user_import_line (import_id, verdict, line)');
    await runner.query('create index user_import_line_open on user_import_line (import_id, line) where not done');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table user_import_line');
    await runner.query('drop table user_import');
  }
}
