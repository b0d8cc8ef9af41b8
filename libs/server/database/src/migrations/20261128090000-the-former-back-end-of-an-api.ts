import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which back end the policy before the last apply was made for: calls are sent nowhere else while Nginx catches up. */
export class TheFormerBackEndOfAnApi20261128090000 implements MigrationInterface {
  readonly name = 'TheFormerBackEndOfAnApi20261128090000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table gateway_api add column former_backend_id uuid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table gateway_api drop column former_backend_id');
  }
}
