import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A foreign key locks the row it points to: every certificate sign-in would write to the same row of its method. A handoff lives a
 * minute, and whoever consumes it joins the method; one whose method is gone opens nothing and is purged.
 */
export class HandoffsWithoutALockOnTheirMethod20261121080000 implements MigrationInterface {
  readonly name = 'HandoffsWithoutALockOnTheirMethod20261121080000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table handoff drop constraint handoff_provider');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from handoff where provider_id not in (select id from sign_in_provider);
      alter table handoff add constraint handoff_provider
        foreign key (provider_id) references sign_in_provider (id) on delete cascade;
    `);
  }
}
