import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Fields that administrators add to every profile, and their values: each value is found by one look-up in an index. */
export class ProfileFields20261130235500 implements MigrationInterface {
  readonly name = 'ProfileFields20261130235500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table profile_field (
        id uuid not null default gen_random_uuid(),
        key text not null,
        kind text not null,
        labels jsonb not null,
        options jsonb not null default '[]',
        is_unique boolean not null default false,
        certificate_key boolean not null default false,
        shown boolean not null default true,
        editable boolean not null default false,
        claim text,
        scope text,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        constraint profile_field_pk primary key (id),
        constraint profile_field_key_unique unique (key),
        constraint profile_field_claim_unique unique (claim),
        constraint profile_field_key check (key ~ '^[a-z][a-z0-9_]{0,39}$'),
        constraint profile_field_kind check (kind in ('text', 'number', 'date', 'yes_no', 'choice', 'list')),
        constraint profile_field_certificate_key check (not certificate_key or (not editable and kind in ('text', 'list'))),
        constraint profile_field_unique check (not is_unique or kind not in ('yes_no', 'choice')),
        constraint profile_field_editable check (shown or not editable),
        constraint profile_field_claim check ((claim is null) = (scope is null))
      )`);
    await runner.query(`
      create table profile_field_value (
        account_id uuid not null,
        field_id uuid not null,
        position smallint not null,
        value jsonb not null,
        folded text not null,
        unique_folded text,
        typed_by_person boolean not null default false,
        constraint profile_field_value_pk primary key (account_id, field_id, position),
        constraint profile_field_value_unique unique (field_id, unique_folded),
        constraint profile_field_value_position check (position between 0 and 19),
        constraint profile_field_value_folded_length check (char_length(folded) between 1 and 254),
        constraint profile_field_value_unique_folded check (unique_folded = folded),
        constraint profile_field_value_account foreign key (account_id) references account (id) on delete cascade,
        constraint profile_field_value_field foreign key (field_id) references profile_field (id) on delete cascade
      )`);
    await runner.query('create index profile_field_value_folded on profile_field_value (field_id, folded)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table profile_field_value');
    await runner.query('drop table profile_field');
  }
}
