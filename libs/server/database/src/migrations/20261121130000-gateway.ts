import type { MigrationInterface, QueryRunner } from 'typeorm';

/** APIs behind the gateway, their back ends, and the certificates of both sides. */
export class Gateway20261121130000 implements MigrationInterface {
  readonly name = 'Gateway20261121130000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table gateway_certificate (
        id text not null,
        certificate_id uuid not null,
        chain bytea[] not null default '{}',
        encrypted_key bytea not null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        constraint gateway_certificate_pk primary key (id),
        constraint gateway_certificate_certificate foreign key (certificate_id) references certificate (id),
        constraint gateway_certificate_id check (id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$')
      );
      create index gateway_certificate_certificate_id on gateway_certificate (certificate_id);

      create table gateway_caller_certificate (
        id uuid not null default gen_random_uuid(),
        name text not null,
        certificate_id uuid not null,
        created_at timestamptz not null default now(),
        constraint gateway_caller_certificate_pk primary key (id),
        constraint gateway_caller_certificate_once unique (certificate_id),
        constraint gateway_caller_certificate_certificate foreign key (certificate_id) references certificate (id),
        constraint gateway_caller_certificate_name check (char_length(name) between 1 and 200)
      );
      create index gateway_caller_certificate_order on gateway_caller_certificate (name, id);

      create table gateway_authority (
        id uuid not null default gen_random_uuid(),
        name text not null,
        certificate_id uuid not null,
        created_at timestamptz not null default now(),
        constraint gateway_authority_pk primary key (id),
        constraint gateway_authority_once unique (certificate_id),
        constraint gateway_authority_certificate foreign key (certificate_id) references certificate (id),
        constraint gateway_authority_name check (char_length(name) between 1 and 200)
      );

      create table gateway_backend (
        id uuid not null default gen_random_uuid(),
        name text not null,
        url text not null,
        addresses text[] not null default '{}',
        trusted_ca text,
        skip_certificate_chain_validation boolean not null default false,
        server_name text,
        certificate_id text,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        constraint gateway_backend_pk primary key (id),
        constraint gateway_backend_name unique (name),
        constraint gateway_backend_credential foreign key (certificate_id) references gateway_certificate (id),
        constraint gateway_backend_name_length check (name = btrim(name) and char_length(name) between 1 and 80),
        constraint gateway_backend_url check (url ~ '^https?://')
      );
      create index gateway_backend_certificate_id on gateway_backend (certificate_id) where certificate_id is not null;

      create table gateway_api (
        id uuid not null default gen_random_uuid(),
        name text not null,
        path_prefix text not null,
        backend_id uuid not null,
        policy jsonb not null,
        rate_limit jsonb,
        forwarded_headers jsonb not null,
        applied jsonb,
        applied_path_prefix text,
        applied_backend_id uuid,
        former_policy jsonb,
        version integer not null default 0,
        applied_at timestamptz,
        refused jsonb,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        constraint gateway_api_pk primary key (id),
        constraint gateway_api_name unique (name),
        constraint gateway_api_path unique (path_prefix),
        constraint gateway_api_applied_path unique (applied_path_prefix),
        constraint gateway_api_backend foreign key (backend_id) references gateway_backend (id),
        constraint gateway_api_applied_backend foreign key (applied_backend_id) references gateway_backend (id),
        constraint gateway_api_name_length check (name = btrim(name) and char_length(name) between 1 and 80),
        constraint gateway_api_path_form check (path_prefix ~ '^(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*){1,4}$'),
        constraint gateway_api_applied_whole check (applied_path_prefix is not distinct from applied ->> 'pathPrefix'
          and applied_backend_id::text is not distinct from applied ->> 'backendId')
      );
      create index gateway_api_backend_id on gateway_api (backend_id);
      create index gateway_api_applied_backend_id on gateway_api (applied_backend_id) where applied_backend_id is not null;

      create table gateway_state (
        id boolean not null default true,
        generation integer not null default 0,
        digest text not null default '',
        refused jsonb,
        constraint gateway_state_pk primary key (id),
        constraint gateway_state_single check (id)
      );
      insert into gateway_state default values;

      create trigger gateway_certificate_changed after insert or update or delete or truncate on gateway_certificate
        for each statement execute function postern_changed();
      create trigger gateway_caller_certificate_changed after insert or update or delete or truncate on gateway_caller_certificate
        for each statement execute function postern_changed();
      create trigger gateway_authority_changed after insert or update or delete or truncate on gateway_authority
        for each statement execute function postern_changed();
      create trigger gateway_api_changed after insert or update or delete or truncate on gateway_api
        for each statement execute function postern_changed();
      create trigger gateway_state_changed after insert or update or delete or truncate on gateway_state
        for each statement execute function postern_changed();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `drop table gateway_state, gateway_api, gateway_backend, gateway_authority, gateway_caller_certificate, gateway_certificate`,
    );
  }
}
