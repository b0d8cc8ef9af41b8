import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Certificates that were refused are kept for some days, so that an administrator can link one from its event. */
export class RefusedCertificates20261130200000 implements MigrationInterface {
  readonly name = 'RefusedCertificates20261130200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table refused_certificate (
        sha256 bytea not null,
        der bytea not null,
        refused_at timestamptz not null default now(),
        constraint refused_certificate_pk primary key (sha256)
      )`);
    await runner.query('create index refused_certificate_refused_at on refused_certificate (refused_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table refused_certificate');
  }
}
