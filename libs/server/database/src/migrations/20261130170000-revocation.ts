import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Revocation that keeps itself current: where each CA's lists and answers come from, the lists themselves, certificates that were used lately,
 * and those that are blocked here. A session names the certificate that opened it.
 */
export class Revocation20261130170000 implements MigrationInterface {
  readonly name = 'Revocation20261130170000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table revocation_source (
        authority bytea not null,
        certificate bytea not null,
        kind text not null,
        address text,
        delta_address text,
        inside_network boolean not null default false,
        responder bytea,
        grace_hours integer not null default 0,
        accepts_silence boolean not null default false,
        sends_nonce boolean not null default false,
        rechecks_sessions boolean not null default true,
        etag text,
        delta_etag text,
        next_fetch_at timestamptz,
        leased_until timestamptz,
        failures integer not null default 0,
        failed_fetches integer not null default 0,
        fetched_at timestamptz,
        failed_at timestamptz,
        failure_code text,
        failure_detail text,
        stale_noted_at timestamptz,
        updated_at timestamptz not null default now(),
        constraint revocation_source_pk primary key (authority),
        constraint revocation_source_kind check (kind in ('file', 'uploaded', 'address', 'ocsp', 'none')),
        constraint revocation_source_address check ((kind in ('address', 'ocsp')) = (address is not null)),
        constraint revocation_source_grace check (grace_hours between 0 and 168)
      )`);
    await runner.query(`
      create table revocation_list (
        id uuid not null default gen_random_uuid(),
        authority bytea not null,
        part text not null,
        header jsonb not null,
        entries integer not null,
        bytes integer not null,
        digest bytea not null,
        issued_at timestamptz not null,
        next_update timestamptz not null,
        created_at timestamptz not null default now(),
        constraint revocation_list_pk primary key (id),
        constraint revocation_list_authority foreign key (authority) references revocation_source (authority) on delete cascade,
        constraint revocation_list_part_once unique (authority, part),
        constraint revocation_list_part check (part in ('complete', 'delta'))
      )`);
    await runner.query(`
      create table revocation_list_piece (
        list_id uuid not null,
        number integer not null,
        data bytea not null,
        constraint revocation_list_piece_pk primary key (list_id, number),
        constraint revocation_list_piece_list foreign key (list_id) references revocation_list (id) on delete cascade
      )`);
    // Random bytes: compressing them only costs time.
    await runner.query('alter table revocation_list_piece alter column data set storage external');
    await runner.query(`
      create table ocsp_answer (
        authority bytea not null,
        serial bytea not null,
        status text,
        issued_at timestamptz,
        next_update timestamptz,
        revoked_at timestamptz,
        reason integer,
        failure_code text,
        failure_detail text,
        next_ask_at timestamptz not null default now(),
        leased_until timestamptz,
        failures integer not null default 0,
        last_used_at timestamptz not null default now(),
        constraint ocsp_answer_pk primary key (authority, serial),
        constraint ocsp_answer_source foreign key (authority) references revocation_source (authority) on delete cascade,
        constraint ocsp_answer_status check (status in ('good', 'revoked', 'unknown'))
      )`);
    await runner.query('create index ocsp_answer_next_ask_at on ocsp_answer (next_ask_at)');
    await runner.query(`
      create table certificate_block (
        id uuid not null default gen_random_uuid(),
        sha256 bytea,
        issuer_key text,
        serial bytea,
        issuer text,
        name text,
        reason text not null,
        until timestamptz,
        created_by uuid,
        created_at timestamptz not null default now(),
        constraint certificate_block_pk primary key (id),
        constraint certificate_block_sha256_once unique (sha256),
        constraint certificate_block_serial_once unique (issuer_key, serial),
        constraint certificate_block_names check ((sha256 is not null) <> (issuer_key is not null and serial is not null)),
        constraint certificate_block_reason check (char_length(reason) between 1 and 255)
      )`);
    await runner.query(`
      create table certificate_use (
        sha256 bytea not null,
        authority bytea not null,
        serial bytea not null,
        issuer_key text not null,
        last_used_at timestamptz not null,
        constraint certificate_use_pk primary key (sha256)
      )`);
    await runner.query('create index certificate_use_authority on certificate_use (authority, sha256)');
    await runner.query('create index certificate_use_last_used_at on certificate_use (last_used_at)');
    await runner.query(`
      create table revocation_proposal (
        authority bytea not null,
        kind text not null,
        address text not null,
        last_seen_at timestamptz not null default now(),
        constraint revocation_proposal_pk primary key (authority, kind, address),
        constraint revocation_proposal_kind check (kind in ('address', 'delta', 'ocsp'))
      )`);
    await runner.query('alter table oidc_artifact add column certificate bytea');
    await runner.query(
      'create index oidc_artifact_certificate on oidc_artifact (certificate) where certificate is not null',
    );
    for (const [table, columns] of [
      [
        'revocation_source',
        ' of kind, address, delta_address, inside_network, responder, grace_hours, accepts_silence, sends_nonce, rechecks_sessions',
      ],
      ['revocation_list', ''],
      ['certificate_block', ''],
    ] as const)
      await runner.query(`
        create trigger ${table}_changed after insert or update${columns} or delete or truncate on ${table}
        for each statement execute function postern_changed()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index oidc_artifact_certificate');
    await runner.query('alter table oidc_artifact drop column certificate');
    await runner.query(
      'drop table revocation_proposal, certificate_use, certificate_block, ocsp_answer, revocation_list_piece, revocation_list, revocation_source',
    );
  }
}
