import type { MigrationInterface, QueryRunner } from 'typeorm';

const ownerOf = `
  select coalesce(m.organization_id, c.organization_id) as id
  from sign_in_method m left join client c on c.client_id = m.client_id where m.id = method`;

const isSuspended = `exists (
  select from sign_in_method m join organization o on o.id = m.organization_id where m.id = method and o.status = 'suspended')`;

const offered = (condition: string): string => `
  create or replace function sign_in_method_offered(method uuid, client text) returns boolean language sql stable as $$
    select ${condition} sign_in_method_available(method, client)
      and case when exists (select from sign_in_placement o where o.client_id = client)
        then exists (select from sign_in_placement p where p.client_id = client and p.method_id = method and p.enabled)
        else exists (select from sign_in_method m where m.id = method and m.enabled) end
  $$`;

const used = (condition: string): string => `
  create or replace function sign_in_method_used(method uuid) returns boolean language sql stable as $$
    select ${condition} (exists (select from sign_in_method m where m.id = method and m.enabled)
      or exists (select from sign_in_placement p where p.method_id = method and p.enabled))
  $$`;

/**
 * Organizations own sign-in methods: only their members sign in by them, and nobody while the organization is suspended. Events keep the
 * organization that they concern, from now on.
 */
export class MethodsOfOrganizations20261201030000 implements MigrationInterface {
  readonly name = 'MethodsOfOrganizations20261201030000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function sign_in_method_organization(method uuid) returns uuid language sql stable as $$ ${ownerOf} $$`);
    await runner.query(`
      create function sign_in_method_admits(method uuid, account uuid) returns boolean language sql stable as $$
        select not exists (
          select from (${ownerOf}) owner
          where owner.id is not null and not exists (
            select from organization_membership s where s.organization_id = owner.id and s.account_id = account))
      $$`);
    await runner.query(offered(`not ${isSuspended} and`));
    await runner.query(used(`not ${isSuspended} and`));
    await runner.query('alter table audit_event add column organization_id uuid');
    await runner.query(
      'create index audit_event_organization on audit_event (organization_id, id) where organization_id is not null',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index audit_event_organization');
    await runner.query('alter table audit_event drop column organization_id');
    await runner.query(used(''));
    await runner.query(offered(''));
    await runner.query('drop function sign_in_method_admits(uuid, uuid)');
    await runner.query('drop function sign_in_method_organization(uuid)');
  }
}
