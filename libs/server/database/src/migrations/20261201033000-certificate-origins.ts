import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which certificate origins of single methods Nginx serves. */
export class CertificateOrigins20261201033000 implements MigrationInterface {
  readonly name = 'CertificateOrigins20261201033000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table certificate_origins (
        id boolean not null default true,
        generation integer not null default 0,
        digest text not null default '',
        served jsonb not null default '{}',
        served_digest text not null default '',
        refused jsonb,
        away jsonb,
        constraint certificate_origins_pk primary key (id),
        constraint certificate_origins_single check (id)
      );
      insert into certificate_origins default values;
      create trigger certificate_origins_changed after insert or update or delete or truncate on certificate_origins
        for each statement execute function postern_changed()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table certificate_origins');
  }
}
