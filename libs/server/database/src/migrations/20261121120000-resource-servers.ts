import type { MigrationInterface, QueryRunner } from 'typeorm';

/** APIs that tokens are issued for, and what applications may do there. */
export class ResourceServers20261121120000 implements MigrationInterface {
  readonly name = 'ResourceServers20261121120000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table resource_server (
        id uuid not null default gen_random_uuid(),
        name text not null,
        identifier text not null,
        scopes jsonb not null default '[]',
        access_token_format text not null default 'jwt',
        signing_alg text not null default 'ES256',
        access_token_ttl integer not null default 3600,
        client_id text,
        built_in boolean not null default false,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        constraint resource_server_pk primary key (id),
        constraint resource_server_identifier unique (identifier),
        constraint resource_server_client foreign key (client_id) references client (client_id) on delete set null,
        constraint resource_server_name check (name = btrim(name) and char_length(name) between 1 and 100),
        constraint resource_server_identifier_length check (char_length(identifier) between 1 and 500),
        constraint resource_server_scopes check (jsonb_typeof(scopes) = 'array'),
        constraint resource_server_format check (access_token_format in ('jwt', 'opaque')),
        constraint resource_server_alg check (signing_alg in ('ES256', 'RS256')),
        constraint resource_server_ttl check (access_token_ttl between 60 and 86400)
      );
      create index resource_server_client_id on resource_server (client_id) where client_id is not null;
      create unique index resource_server_built_in on resource_server (built_in) where built_in;

      create table client_grant (
        id uuid not null default gen_random_uuid(),
        client_id text not null,
        resource_server_id uuid not null,
        scope text[] not null default '{}',
        on_behalf_of boolean not null default false,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        constraint client_grant_pk primary key (id),
        constraint client_grant_client_api unique (client_id, resource_server_id),
        constraint client_grant_client foreign key (client_id) references client (client_id) on delete cascade,
        constraint client_grant_api foreign key (resource_server_id) references resource_server (id) on delete cascade
      );
      create index client_grant_resource_server_id on client_grant (resource_server_id);

      create trigger resource_server_changed after insert or update or delete or truncate on resource_server
        for each statement execute function postern_changed();
      create trigger client_grant_changed after insert or update or delete or truncate on client_grant
        for each statement execute function postern_changed();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table client_grant, resource_server');
  }
}
