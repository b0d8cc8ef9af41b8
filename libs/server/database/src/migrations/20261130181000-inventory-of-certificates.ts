import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The inventory of certificates: what is searched in is kept with each row, and who issued it as a digest (names may be longer than an index
 * takes). Trust anchors of sign-in methods get rows too; they were in the methods' params only.
 */
export class InventoryOfCertificates20261130181000 implements MigrationInterface {
  readonly name = 'InventoryOfCertificates20261130181000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table certificate add column folded text not null default '', add column issuer_digest bytea`);
    await runner.query(`
      create function certificate_fold() returns trigger language plpgsql as $$
      begin
        new.folded := postern_fold(concat_ws(e'\\n', new.summary ->> 'name', new.summary ->> 'subject', new.summary ->> 'issuerName',
          new.summary ->> 'alternativeNames'));
        new.issuer_digest := sha256(convert_to(coalesce(new.summary ->> 'issuer', ''), 'UTF8'));
        return new;
      end $$`);
    await runner.query(`
      create trigger certificate_fold before insert or update of summary, folded on certificate
      for each row execute function certificate_fold()`);
    await runner.query('update certificate set folded = folded');
    await runner.query('drop index certificate_not_after');
    await runner.query('create index certificate_not_after on certificate (not_after, id)');
    await runner.query('create index certificate_issuer on certificate (issuer_digest, not_after)');
    await runner.query(`
      create table method_trust_anchor (
        method_id uuid not null,
        certificate_id uuid not null,
        constraint method_trust_anchor_pk primary key (method_id, certificate_id),
        constraint method_trust_anchor_certificate foreign key (certificate_id) references certificate (id)
      )`);
    await runner.query('create index method_trust_anchor_certificate_id on method_trust_anchor (certificate_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table method_trust_anchor');
    await runner.query('drop index certificate_issuer');
    await runner.query('drop index certificate_not_after');
    await runner.query('create index certificate_not_after on certificate (not_after)');
    await runner.query('drop trigger certificate_fold on certificate');
    await runner.query('drop function certificate_fold()');
    await runner.query('alter table certificate drop column folded, drop column issuer_digest');
  }
}
