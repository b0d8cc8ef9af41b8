import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lists of sign-in methods say of which methods people must have an identifier, and a handoff has a third purpose: to link one during a sign-in.
 */
export class RequiredIdentifiers20261201034500 implements MigrationInterface {
  readonly name = 'RequiredIdentifiers20261201034500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table sign_in_method
        add column required text,
        add column required_from timestamptz,
        add constraint sign_in_method_required check (required in ('each', 'one')),
        add constraint sign_in_method_required_from check (required_from is null or required is not null),
        add constraint sign_in_method_required_public check (required is null or public);
      alter table sign_in_placement
        add column required text,
        add column required_from timestamptz,
        add constraint sign_in_placement_required check (required in ('each', 'one')),
        add constraint sign_in_placement_required_from check (required_from is null or required is not null);

      create table identifier_reminder (
        account_id uuid not null,
        client_id text not null,
        skipped_until timestamptz not null,
        constraint identifier_reminder_pk primary key (account_id, client_id),
        constraint identifier_reminder_account foreign key (account_id) references account (id) on delete cascade,
        constraint identifier_reminder_client foreign key (client_id) references client (client_id) on delete cascade
      );
      create index identifier_reminder_client_id on identifier_reminder (client_id);

      alter table handoff drop constraint handoff_purpose,
        add constraint handoff_purpose check (
          (purpose = 'sign_in' and interaction_uid is not null and account_id is null)
          or (purpose = 'link' and interaction_uid is null and account_id is not null)
          or (purpose = 'link_in_sign_in' and interaction_uid is not null and account_id is not null))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from handoff where purpose = 'link_in_sign_in';
      alter table handoff drop constraint handoff_purpose,
        add constraint handoff_purpose check (
          (purpose = 'sign_in' and interaction_uid is not null and account_id is null)
          or (purpose = 'link' and interaction_uid is null and account_id is not null));
      drop table identifier_reminder;
      alter table sign_in_placement drop column required, drop column required_from;
      alter table sign_in_method drop column required, drop column required_from`);
  }
}
