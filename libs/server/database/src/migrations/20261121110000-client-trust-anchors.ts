import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Authorities whose certificates applications may present; people's are in the params of their sign-in methods. */
export class ClientTrustAnchors20261121110000 implements MigrationInterface {
  readonly name = 'ClientTrustAnchors20261121110000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table client_trust_anchor (
        id uuid not null default gen_random_uuid(),
        name text not null,
        certificate_id uuid not null,
        created_at timestamptz not null default now(),
        constraint client_trust_anchor_pk primary key (id),
        constraint client_trust_anchor_certificate_once unique (certificate_id),
        constraint client_trust_anchor_certificate foreign key (certificate_id) references certificate (id),
        constraint client_trust_anchor_name check (name = btrim(name) and char_length(name) between 1 and 100)
      );

      create trigger client_trust_anchor_changed after insert or update or delete or truncate on client_trust_anchor
        for each statement execute function postern_changed();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table client_trust_anchor');
  }
}
