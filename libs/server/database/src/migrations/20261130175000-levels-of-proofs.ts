import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A handoff tells the level of its proof. */
export class LevelsOfProofs20261130175000 implements MigrationInterface {
  readonly name = 'LevelsOfProofs20261130175000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table handoff add column acr text, add column amr text[]');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table handoff drop column acr, drop column amr');
  }
}
