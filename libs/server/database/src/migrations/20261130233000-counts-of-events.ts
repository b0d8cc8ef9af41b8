import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Events are counted by hour: each leaves a line in `audit_tally` in its own transaction, and the lines are added up into `audit_count`.
 * Events of before are counted here. Failures are found by their code.
 */
export class CountsOfEvents20261130233000 implements MigrationInterface {
  readonly name = 'CountsOfEvents20261130233000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table audit_count (
        hour timestamptz not null,
        type text not null,
        method_id uuid not null,
        code text not null,
        events bigint not null,
        constraint audit_count_pk primary key (hour, type, method_id, code)
      )`);
    await runner.query(`
      create table audit_tally (
        id bigint generated always as identity not null,
        hour timestamptz not null,
        type text not null,
        method_id uuid not null,
        code text not null,
        constraint audit_tally_pk primary key (id)
      )`);
    await runner.query(`
      create function audit_event_counted() returns trigger language plpgsql as $$
      begin
        insert into audit_tally (hour, type, method_id, code) values (
          date_bin('1 hour', new.at, '2000-01-01T00:00:00Z'), new.type,
          coalesce(new.method_id, '00000000-0000-0000-0000-000000000000'), coalesce(new.code, ''));
        return null;
      end $$`);
    // Waits for events that are being written, and holds back others until they are counted.
    await runner.query(`
      create trigger audit_event_counted after insert on audit_event
        for each row execute function audit_event_counted()`);
    await runner.query(`
      insert into audit_count (hour, type, method_id, code, events)
      select date_bin('1 hour', at, '2000-01-01T00:00:00Z') as hour, type,
        coalesce(method_id, '00000000-0000-0000-0000-000000000000'), coalesce(code, ''), count(*)
      from audit_event group by 1, 2, 3, 4`);
    await runner.query('create index audit_event_code on audit_event (code, id) where code is not null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index audit_event_code');
    await runner.query('drop trigger audit_event_counted on audit_event');
    await runner.query('drop function audit_event_counted');
    await runner.query('drop table audit_tally, audit_count');
  }
}
