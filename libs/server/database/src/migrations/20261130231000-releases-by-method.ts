import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Choices about certificates that are not linked hold for the setting of their sign-in method, which older rows do not name. */
export class ReleasesByMethod20261130231000 implements MigrationInterface {
  readonly name = 'ReleasesByMethod20261130231000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('delete from identifier_release where identifier_id is null');
    await runner.query('alter table identifier_release add column method_id uuid, add column publicity text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table identifier_release drop column method_id, drop column publicity');
  }
}
