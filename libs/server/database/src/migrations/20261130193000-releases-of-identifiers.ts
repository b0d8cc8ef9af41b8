import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people let applications see of their identifiers, and the secret of values for single sectors. */
export class ReleasesOfIdentifiers20261130193000 implements MigrationInterface {
  readonly name = 'ReleasesOfIdentifiers20261130193000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table identifier_release (
        account_id uuid not null,
        client_id text not null,
        item text not null,
        identifier_id uuid,
        released boolean not null,
        decided_at timestamptz not null default now(),
        constraint identifier_release_pk primary key (account_id, client_id, item),
        constraint identifier_release_account foreign key (account_id) references account (id) on delete cascade,
        constraint identifier_release_client foreign key (client_id) references client (client_id) on delete cascade,
        constraint identifier_release_identifier foreign key (identifier_id) references identifier (id) on delete cascade
      )`);
    await runner.query('create index identifier_release_client_id on identifier_release (client_id)');
    await runner.query('create index identifier_release_identifier_id on identifier_release (identifier_id)');
    await runner.query(`
      create table pairwise_secret (
        purpose text not null,
        encrypted_secret bytea not null,
        created_at timestamptz not null default now(),
        constraint pairwise_secret_pk primary key (purpose)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table pairwise_secret');
    await runner.query('drop table identifier_release');
  }
}
