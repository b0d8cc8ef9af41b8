import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Certificates that people sign in with although they never linked them, because a rule finds the account by a name. */
export class UnlinkedCertificates20261201000500 implements MigrationInterface {
  readonly name = 'UnlinkedCertificates20261201000500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table unlinked_certificate (
        account_id uuid not null,
        method_id uuid not null,
        certificate_id uuid not null,
        created_at timestamptz not null default now(),
        last_used_at timestamptz not null,
        remind_after timestamptz,
        constraint unlinked_certificate_pk primary key (account_id, method_id, certificate_id),
        constraint unlinked_certificate_account foreign key (account_id) references account (id) on delete cascade,
        constraint unlinked_certificate_method foreign key (method_id) references sign_in_method (id) on delete cascade,
        constraint unlinked_certificate_certificate foreign key (certificate_id) references certificate (id)
      )`);
    await runner.query('create index unlinked_certificate_certificate_id on unlinked_certificate (certificate_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table unlinked_certificate');
  }
}
