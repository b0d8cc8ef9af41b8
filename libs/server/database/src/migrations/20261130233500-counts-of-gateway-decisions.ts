import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Decisions of the gateway are counted by hour: the event log has a sample of those that refuse only. */
export class CountsOfGatewayDecisions20261130233500 implements MigrationInterface {
  readonly name = 'CountsOfGatewayDecisions20261130233500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table gateway_decision_count (
        hour timestamptz not null,
        api_id uuid not null,
        code text not null,
        decisions bigint not null,
        constraint gateway_decision_count_pk primary key (hour, api_id, code)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table gateway_decision_count');
  }
}
