import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The number that a page shows to people who are refused leads to the event. Only failures have pages, so only they are indexed. */
export class RequestNumbersOfEvents20261130100000 implements MigrationInterface {
  readonly name = 'RequestNumbersOfEvents20261130100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table audit_event add column request_id uuid');
    await runner.query(
      'create index audit_event_request on audit_event (request_id) where code is not null and request_id is not null',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table audit_event drop column request_id');
  }
}
