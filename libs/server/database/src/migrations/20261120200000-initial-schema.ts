import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts, identities, sign-in methods, clients, the engine's artifacts, signing keys, handoffs and the event log. */
export class InitialSchema20261120200000 implements MigrationInterface {
  readonly name = 'InitialSchema20261120200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table account (
        id uuid not null default gen_random_uuid(),
        login text not null,
        name text not null,
        given_name text,
        family_name text,
        email text,
        locale text,
        role text not null default 'member',
        status text not null default 'active',
        password_hash text,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        last_sign_in_at timestamptz,
        constraint account_pk primary key (id),
        constraint account_login unique (login),
        constraint account_email unique (email),
        constraint account_login_lower_case check (login = lower(login) and login <> ''),
        constraint account_email_lower_case check (email = lower(email)),
        constraint account_role check (role in ('owner', 'administrator', 'manager', 'member')),
        constraint account_status check (status in ('active', 'blocked'))
      );

      create table certificate (
        id uuid not null default gen_random_uuid(),
        sha256 bytea not null,
        der bytea not null,
        summary jsonb not null,
        not_before timestamptz not null,
        not_after timestamptz not null,
        created_at timestamptz not null default now(),
        constraint certificate_pk primary key (id),
        constraint certificate_sha256 unique (sha256)
      );
      create index certificate_not_after on certificate (not_after);

      create table sign_in_provider (
        id uuid not null default gen_random_uuid(),
        type text not null,
        owner text not null default 'system',
        owner_id text,
        name text not null,
        description text,
        logo bytea,
        logo_type text,
        public boolean not null default false,
        publicity text not null default 'private',
        enabled boolean not null default false,
        placement text not null default 'main',
        position integer not null default 0,
        params jsonb not null default '{}',
        built_in boolean not null default false,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        constraint sign_in_provider_pk primary key (id),
        constraint sign_in_provider_owner check (owner in ('system', 'organization', 'application')),
        constraint sign_in_provider_owner_id check ((owner = 'system') = (owner_id is null)),
        constraint sign_in_provider_public_owner check (not public or owner <> 'application'),
        constraint sign_in_provider_name check (name = btrim(name) and char_length(name) between 1 and 50),
        constraint sign_in_provider_description check (char_length(description) <= 255),
        constraint sign_in_provider_logo check ((logo is null) = (logo_type is null) and octet_length(logo) <= 1048576),
        constraint sign_in_provider_publicity check (publicity in ('private', 'on_request', 'public')),
        constraint sign_in_provider_placement check (placement in ('main', 'other'))
      );

      create table external_identity (
        id uuid not null default gen_random_uuid(),
        account_id uuid not null,
        provider_id uuid not null,
        subject text not null,
        label text not null,
        publicity text not null default 'private',
        certificate_id uuid,
        created_at timestamptz not null default now(),
        last_used_at timestamptz,
        constraint external_identity_pk primary key (id),
        constraint external_identity_provider_subject unique (provider_id, subject),
        constraint external_identity_account foreign key (account_id) references account (id) on delete cascade,
        constraint external_identity_provider foreign key (provider_id) references sign_in_provider (id) on delete cascade,
        constraint external_identity_certificate foreign key (certificate_id) references certificate (id),
        constraint external_identity_publicity check (publicity in ('private', 'on_request', 'public')),
        constraint external_identity_label check (char_length(label) between 1 and 200)
      );
      create index external_identity_account_id on external_identity (account_id);
      create index external_identity_certificate_id on external_identity (certificate_id);

      create table client (
        client_id text not null,
        name text not null,
        app_type text not null,
        secret_hash text,
        metadata jsonb not null,
        first_party boolean not null default false,
        built_in boolean not null default false,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        constraint client_pk primary key (client_id),
        constraint client_app_type check (app_type in ('regular_web', 'spa', 'native', 'non_interactive')),
        constraint client_name check (name = btrim(name) and char_length(name) between 1 and 100)
      );

      create table handoff (
        id uuid not null,
        code_hash bytea,
        purpose text not null,
        provider_id uuid not null,
        interaction_uid text,
        account_id uuid,
        code text,
        reason text,
        subject text,
        label text,
        certificate_der bytea,
        certificate_summary jsonb,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null,
        consumed_at timestamptz,
        constraint handoff_pk primary key (id),
        constraint handoff_code_hash unique (code_hash),
        constraint handoff_account foreign key (account_id) references account (id) on delete cascade,
        constraint handoff_provider foreign key (provider_id) references sign_in_provider (id) on delete cascade,
        constraint handoff_purpose check (
          (purpose = 'sign_in' and interaction_uid is not null and account_id is null)
          or (purpose = 'link' and interaction_uid is null and account_id is not null))
      );
      create index handoff_expires_at on handoff using brin (expires_at);
      create index handoff_account_id on handoff (account_id) where account_id is not null;

      create table oidc_artifact (
        id bytea not null,
        model text not null,
        payload jsonb not null,
        uid text,
        grant_id text,
        account_id uuid,
        client_id text,
        identity_id uuid,
        origin jsonb,
        created_at timestamptz not null default now(),
        expires_at timestamptz,
        consumed_at timestamptz,
        constraint oidc_artifact_pk primary key (id)
      );
      create index oidc_artifact_expires_at on oidc_artifact using brin (expires_at);
      create index oidc_artifact_grant_id on oidc_artifact (grant_id) where grant_id is not null;
      create unique index oidc_artifact_session_uid on oidc_artifact (uid) where uid is not null;
      create index oidc_artifact_account_id on oidc_artifact (account_id, model)
        where model in ('Session', 'Grant');
      create index oidc_artifact_identity_id on oidc_artifact (identity_id) where identity_id is not null;

      create table signing_key (
        kid text not null,
        kty text not null,
        encrypted_jwk bytea not null,
        created_at timestamptz not null default now(),
        retired_at timestamptz,
        constraint signing_key_pk primary key (kid)
      );

      create table sign_in_failure (
        key bytea not null,
        failures integer not null,
        resets_at timestamptz not null,
        constraint sign_in_failure_pk primary key (key)
      );
      create index sign_in_failure_resets_at on sign_in_failure (resets_at);

      create table audit_event (
        id bigint not null generated always as identity,
        at timestamptz not null default now(),
        type text not null,
        account_id uuid,
        actor_id uuid,
        client_id text,
        provider_id uuid,
        code text,
        address text,
        user_agent text,
        details jsonb not null default '{}',
        constraint audit_event_pk primary key (id)
      );
      create index audit_event_account on audit_event (account_id, id);
      create index audit_event_type on audit_event (type, id);
      create index audit_event_client on audit_event (client_id, id) where client_id is not null;
      create index audit_event_provider on audit_event (provider_id, id) where provider_id is not null;
      create index audit_event_at on audit_event using brin (at);

      create function postern_changed() returns trigger language plpgsql as $$
      begin
        perform pg_notify('postern_changes', tg_table_name);
        return null;
      end $$;
      create trigger sign_in_provider_changed after insert or update or delete or truncate on sign_in_provider
        for each statement execute function postern_changed();
      create trigger client_changed after insert or update or delete or truncate on client
        for each statement execute function postern_changed();
      create trigger signing_key_changed after insert or update or delete or truncate on signing_key
        for each statement execute function postern_changed();

      insert into sign_in_provider (type, name, public, enabled, placement, position, built_in)
        values ('password', 'Login and password', false, true, 'main', 100, true);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table audit_event, sign_in_failure, signing_key, oidc_artifact, handoff, client, external_identity,
        sign_in_provider, certificate, account;
      drop function postern_changed();
    `);
  }
}
