import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Domains of organizations: several may claim one, a single one has it verified. */
export class DomainsOfOrganizations20261201031500 implements MigrationInterface {
  readonly name = 'DomainsOfOrganizations20261201031500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table organization_domain (
        id uuid not null default gen_random_uuid(),
        organization_id uuid not null,
        domain text not null,
        token text not null,
        verified_at timestamptz,
        verified_by text,
        created_at timestamptz not null default now(),
        constraint organization_domain_pk primary key (id),
        constraint organization_domain_once unique (organization_id, domain),
        constraint organization_domain_organization foreign key (organization_id) references organization (id) on delete cascade,
        constraint organization_domain_name check (domain ~ '^[a-z0-9-]+([.][a-z0-9-]+)+$' and char_length(domain) <= 253),
        constraint organization_domain_verified_by
          check ((verified_at is null) = (verified_by is null) and verified_by in ('dns', 'administrator'))
      );
      create unique index organization_domain_verified on organization_domain (domain) where verified_at is not null;
      create trigger organization_domain_changed after insert or update or delete or truncate on organization_domain
        for each statement execute function postern_changed()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table organization_domain');
  }
}
