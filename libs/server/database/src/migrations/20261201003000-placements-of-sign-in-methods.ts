import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As migration 20261130040000 explains it. A proof for an application needs a method that it offers; a link, one that is in use. */
const signInStands = (isOn: string): string => `
  create or replace function sign_in_stands(account uuid, proof jsonb, session_uid text, sources text[]) returns boolean
  language plpgsql volatile as $$
  begin
    if proof is not null then
      perform pg_advisory_xact_lock_shared(hashtextextended(proof ->> 'methodId', 0));
    end if;
    perform from account a where a.id = account and a.status = 'active' for share;
    if not found then
      return false;
    end if;
    if proof is null then
      return exists (select from oidc_artifact s where s.uid = session_uid and s.expires_at > now())
        or exists (select from oidc_artifact t where t.id = any (select decode(source, 'hex') from unnest(sources) as source));
    end if;
    return exists (
        select from account a
        where a.id = account and extract(epoch from a.proofs_before)::text is not distinct from proof ->> 'mark'
      ) and exists (
        select from sign_in_method m
        where m.id = (proof ->> 'methodId')::uuid and ${isOn}
          and (m.proofs_before is null or extract(epoch from m.proofs_before) <= (proof ->> 'at')::numeric)
      ) and (proof ->> 'identifierId' is null or exists (
        select from identifier i where i.id = (proof ->> 'identifierId')::uuid and i.account_id = account
      ));
  end
  $$`;

/** Methods belong to the system, an organization or an application, and each application may have its own list of them. */
export class PlacementsOfSignInMethods20261201003000 implements MigrationInterface {
  readonly name = 'PlacementsOfSignInMethods20261201003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table sign_in_method
        drop constraint sign_in_method_owner, drop constraint sign_in_method_owner_id, drop constraint sign_in_method_public_owner,
        drop column owner, drop column owner_id,
        add column organization_id uuid,
        add column client_id text,
        add constraint sign_in_method_client foreign key (client_id) references client (client_id) on delete cascade,
        add constraint sign_in_method_organization foreign key (organization_id) references organization (id) on delete restrict,
        add constraint sign_in_method_owner check (organization_id is null or client_id is null),
        add constraint sign_in_method_public_owner check (not public or client_id is null),
        add constraint sign_in_method_built_in_owner check (not built_in or (organization_id is null and client_id is null)),
        add constraint sign_in_method_default_list check (not enabled or client_id is null);
      create index sign_in_method_client_id on sign_in_method (client_id) where client_id is not null;
      create index sign_in_method_organization_id on sign_in_method (organization_id) where organization_id is not null;

      create table sign_in_placement (
        client_id text not null,
        method_id uuid not null,
        enabled boolean not null,
        placement text not null,
        position integer not null,
        fallback boolean not null default false,
        constraint sign_in_placement_pk primary key (client_id, method_id),
        constraint sign_in_placement_client foreign key (client_id) references client (client_id) on delete cascade,
        constraint sign_in_placement_method foreign key (method_id) references sign_in_method (id) on delete cascade,
        constraint sign_in_placement_placement check (placement in ('main', 'other'))
      );
      create index sign_in_placement_method_id on sign_in_placement (method_id);
      create trigger sign_in_placement_changed after insert or update or delete or truncate on sign_in_placement
        for each statement execute function postern_changed()`);
    // The same rules as in application-methods.ts; a test compares the two.
    await runner.query(`
      create function sign_in_method_available(method uuid, client text) returns boolean language sql stable as $$
        select exists (
          select from sign_in_method m
          where m.id = method and (m.client_id = client
            or (m.client_id is null and m.organization_id is null and (m.public or m.built_in or client = 'postern-panel'))
            or (m.public and m.organization_id = (select c.organization_id from client c where c.client_id = client))))
      $$`);
    await runner.query(`
      create function sign_in_method_offered(method uuid, client text) returns boolean language sql stable as $$
        select sign_in_method_available(method, client)
          and case when exists (select from sign_in_placement o where o.client_id = client)
            then exists (select from sign_in_placement p where p.client_id = client and p.method_id = method and p.enabled)
            else exists (select from sign_in_method m where m.id = method and m.enabled) end
      $$`);
    await runner.query(`
      create function sign_in_method_used(method uuid) returns boolean language sql stable as $$
        select exists (select from sign_in_method m where m.id = method and m.enabled)
          or exists (select from sign_in_placement p where p.method_id = method and p.enabled)
      $$`);
    await runner.query(`
      create function sign_in_placement_of_new_owner() returns trigger language plpgsql as $$
      begin
        delete from sign_in_placement p
        where p.client_id = new.client_id and not sign_in_method_available(p.method_id, p.client_id);
        update sign_in_placement p set enabled = true, fallback = true from sign_in_method m
        where p.client_id = new.client_id and m.id = p.method_id and m.built_in and not p.enabled
          and not exists (select from sign_in_placement o where o.client_id = p.client_id and o.enabled);
        return null;
      end $$`);
    await runner.query(`
      create trigger client_moved after update of organization_id on client for each row
        when (old.organization_id is distinct from new.organization_id) execute function sign_in_placement_of_new_owner()`);
    await runner.query(
      signInStands(`case when proof ->> 'clientId' is null then sign_in_method_used(m.id)
            else sign_in_method_offered(m.id, proof ->> 'clientId') end`),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(signInStands('m.enabled'));
    await runner.query(`
      drop trigger client_moved on client;
      drop function sign_in_placement_of_new_owner();
      drop function sign_in_method_used(uuid);
      drop function sign_in_method_offered(uuid, text);
      drop function sign_in_method_available(uuid, text);
      drop table sign_in_placement;
      delete from sign_in_method where client_id is not null or organization_id is not null;
      alter table sign_in_method drop constraint sign_in_method_owner, drop constraint sign_in_method_built_in_owner,
        drop constraint sign_in_method_default_list,        drop constraint sign_in_method_public_owner, drop column client_id, drop column organization_id,
        add column owner text not null default 'system',
        add column owner_id text,
        add constraint sign_in_method_owner check (owner in ('system', 'organization', 'application')),
        add constraint sign_in_method_owner_id check ((owner = 'system') = (owner_id is null)),
        add constraint sign_in_method_public_owner check (not public or owner <> 'application')`);
  }
}
