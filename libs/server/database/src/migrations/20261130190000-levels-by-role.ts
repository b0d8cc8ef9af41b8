import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What it takes to administer is kept by role. Until now one demand held for all, under the name of what an application demands of everybody. */
export class LevelsByRole20261130190000 implements MigrationInterface {
  readonly name = 'LevelsByRole20261130190000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update client set metadata = jsonb_set(metadata, '{accepted_acr_values}', '[]') || jsonb_build_object('role_acr_values',
        (select jsonb_object_agg(role, metadata -> 'accepted_acr_values') from unnest(array['owner', 'administrator', 'manager']) as role))
      where client_id = 'postern-panel' and metadata -> 'accepted_acr_values' <> '[]'`);
  }

  /** The demand on owners becomes that on all. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update client set metadata = metadata - 'role_acr_values' ||
        jsonb_build_object('accepted_acr_values', coalesce(metadata -> 'role_acr_values' -> 'owner', '[]'))
      where metadata ? 'role_acr_values'`);
  }
}
