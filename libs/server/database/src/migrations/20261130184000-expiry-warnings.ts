import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Warnings before certificates and credentials expire: which ones an installation gives, and which were given, each once. */
export class ExpiryWarnings20261130184000 implements MigrationInterface {
  readonly name = 'ExpiryWarnings20261130184000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table expiry_setting (
        id smallint not null default 1,
        days smallint[] not null default '{30,14,7,1}',
        administrators_told_at timestamptz,
        constraint expiry_setting_pk primary key (id),
        constraint expiry_setting_only_one check (id = 1),
        constraint expiry_setting_days check (days <@ '{30,14,7,1}')
      )`);
    await runner.query('insert into expiry_setting default values');
    await runner.query(`
      create table expiry_warning (
        subject uuid not null,
        holder text not null,
        ends_at timestamptz not null,
        days smallint not null,
        noted_at timestamptz not null default now(),
        constraint expiry_warning_pk primary key (subject, holder, ends_at, days),
        constraint expiry_warning_days check (days in (30, 14, 7, 1))
      )`);
    await runner.query('create index expiry_warning_ends_at on expiry_warning (ends_at)');
    await runner.query(`
      insert into expiry_warning (subject, holder, ends_at, days, noted_at)
      select id, client_id, expires_at, 30, expiry_warned_at from client_credential
      where expiry_warned_at is not null and expires_at > now()`);
    await runner.query('alter table client_credential drop column expiry_warned_at');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table client_credential add column expiry_warned_at timestamptz');
    await runner.query(`
      update client_credential set expiry_warned_at = w.noted_at from expiry_warning w
      where w.subject = client_credential.id and w.ends_at = client_credential.expires_at`);
    await runner.query('drop table expiry_warning, expiry_setting');
  }
}
