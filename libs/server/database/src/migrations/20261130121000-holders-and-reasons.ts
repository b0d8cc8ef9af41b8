import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A holder's second subject, unique like the first one, and what a refusal is about. */
export class HoldersAndReasons20261130121000 implements MigrationInterface {
  readonly name = 'HoldersAndReasons20261130121000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table external_identity add column alias text');
    await runner.query(
      'alter table external_identity add constraint external_identity_provider_alias unique (provider_id, alias)',
    );
    await runner.query(
      'alter table handoff add column alias text, add column former_subject text, add column refusal jsonb',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table handoff drop column refusal, drop column former_subject, drop column alias');
    await runner.query('alter table external_identity drop column alias');
  }
}
