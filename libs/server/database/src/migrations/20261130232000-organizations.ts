import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Organizations with their members; an application may belong to one, and is the system's otherwise. */
export class Organizations20261130232000 implements MigrationInterface {
  readonly name = 'Organizations20261130232000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table organization (
        id uuid not null default gen_random_uuid(),
        slug text not null,
        name text collate postern_names not null,
        contact text,
        status text not null default 'active',
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        constraint organization_pk primary key (id),
        constraint organization_slug unique (slug),
        constraint organization_slug_format check (slug ~ '^[a-z0-9-]{2,40}$'),
        constraint organization_name check (name = btrim(name) and char_length(name) between 1 and 64),
        constraint organization_contact check (char_length(contact) between 1 and 255),
        constraint organization_status check (status in ('active', 'suspended'))
      )`);
    await runner.query('create index organization_by_name on organization (name, id)');
    await runner.query(`
      create table organization_membership (
        organization_id uuid not null,
        account_id uuid not null,
        role text not null,
        created_at timestamptz not null default now(),
        constraint organization_membership_pk primary key (organization_id, account_id),
        constraint organization_membership_organization
          foreign key (organization_id) references organization (id) on delete cascade,
        constraint organization_membership_account foreign key (account_id) references account (id) on delete cascade,
        constraint organization_membership_role check (role in ('owner', 'manager', 'support', 'member'))
      )`);
    await runner.query('create index organization_membership_account_id on organization_membership (account_id)');
    await runner.query(`
      alter table client
        add column organization_id uuid,
        add constraint client_organization foreign key (organization_id) references organization (id) on delete restrict`);
    await runner.query('create index client_organization_id on client (organization_id)');
    await runner.query(`
      create trigger organization_changed after insert or update or delete or truncate on organization
      for each statement execute function postern_changed()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table client drop column organization_id');
    await runner.query('drop table organization_membership');
    await runner.query('drop table organization');
  }
}
