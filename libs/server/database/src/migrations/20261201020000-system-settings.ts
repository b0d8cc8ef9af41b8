import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Settings of the whole installation. Sessions live as long as before: 14 days after their last use. */
export class SystemSettings20261201020000 implements MigrationInterface {
  readonly name = 'SystemSettings20261201020000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table system_settings (
        id smallint not null,
        maintenance boolean not null default false,
        maintenance_texts jsonb not null default '{}',
        session_idle integer not null default 1209600,
        session_absolute integer not null default 7776000,
        constraint system_settings_pk primary key (id),
        constraint system_settings_one_row check (id = 1),
        constraint system_settings_idle check (session_idle between 3600 and 2592000),
        constraint system_settings_absolute check (session_absolute between 86400 and 7776000)
      );
      insert into system_settings (id) values (1);
      create trigger system_settings_changed after insert or update or delete on system_settings
        for each statement execute function postern_changed()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table system_settings');
  }
}
