import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Groups of accounts, and the e-mail address that an administrator confirmed: it is dropped whenever the address changes. */
export class GroupsAndConfirmedAddresses20261130060000 implements MigrationInterface {
  readonly name = 'GroupsAndConfirmedAddresses20261130060000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table account
        add column confirmed_email text,
        add constraint account_confirmed_email
          check (confirmed_email is null or (email is not null and confirmed_email = email))`);
    await runner.query(`
      create function account_forget_confirmation() returns trigger language plpgsql as $$
      begin
        if new.confirmed_email is distinct from new.email then new.confirmed_email := null; end if;
        return new;
      end $$`);
    await runner.query(`
      create trigger account_forget_confirmation before insert or update of email, confirmed_email on account
      for each row execute function account_forget_confirmation()`);
    await runner.query(`
      create table account_group (
        id uuid not null default gen_random_uuid(),
        name text not null,
        description text,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        constraint account_group_pk primary key (id),
        constraint account_group_name check (name = btrim(name) and char_length(name) between 1 and 100)
      )`);
    await runner.query('create unique index account_group_name_unique on account_group (lower(name))');
    await runner.query(`
      create table account_group_member (
        group_id uuid not null,
        account_id uuid not null,
        constraint account_group_member_pk primary key (group_id, account_id),
        constraint account_group_member_group foreign key (group_id) references account_group (id) on delete cascade,
        constraint account_group_member_account foreign key (account_id) references account (id) on delete cascade
      )`);
    await runner.query('create index account_group_member_account_id on account_group_member (account_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table account_group_member');
    await runner.query('drop table account_group');
    await runner.query('drop trigger account_forget_confirmation on account');
    await runner.query('drop function account_forget_confirmation()');
    await runner.query('alter table account drop column confirmed_email');
  }
}
