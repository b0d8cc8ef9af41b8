import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * As migration 20261130160000 explains it, for entering an application: nobody enters one in which they are blocked. Within the function,
 * because only statements in it see what was committed while it waited for the lock of the account.
 */
const mayEnter = `
  create function sign_in_stands(account uuid, proof jsonb, session_uid text, sources text[], client text) returns boolean
  language plpgsql volatile as $$
  begin
    return sign_in_stands(account, proof, session_uid, sources) and not exists (
      select from client_member m where m.account_id = account and m.client_id = client and m.blocked_at is not null
    );
  end
  $$`;

/** Roles and blocks in applications, and requests of people who were refused. */
export class WhoMayEnter20261201004000 implements MigrationInterface {
  readonly name = 'WhoMayEnter20261201004000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table client_member (
        client_id text not null,
        account_id uuid not null,
        role text,
        blocked_at timestamptz,
        created_at timestamptz not null default now(),
        constraint client_member_pk primary key (client_id, account_id),
        constraint client_member_client foreign key (client_id) references client (client_id) on delete cascade,
        constraint client_member_account foreign key (account_id) references account (id) on delete cascade,
        constraint client_member_role check (role in ('administrator', 'member')),
        constraint client_member_says_something check (role is not null or blocked_at is not null)
      );
      create index client_member_account_id on client_member (account_id);

      create table access_request (
        id uuid not null default gen_random_uuid(),
        client_id text not null,
        account_id uuid not null,
        message text,
        state text not null default 'open',
        created_at timestamptz not null default now(),
        answered_at timestamptz,
        constraint access_request_pk primary key (id),
        constraint access_request_client foreign key (client_id) references client (client_id) on delete cascade,
        constraint access_request_account foreign key (account_id) references account (id) on delete cascade,
        constraint access_request_state check (state in ('open', 'granted', 'refused')),
        constraint access_request_answered check ((state = 'open') = (answered_at is null))
      );
      create unique index access_request_open on access_request (client_id, account_id) where state = 'open';
      create index access_request_by_client on access_request (client_id, created_at);
      create index access_request_by_account on access_request (account_id, created_at);

      create index oidc_artifact_grants_of_client on oidc_artifact (client_id, account_id) where model = 'Grant'`);
    await runner.query(mayEnter);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function sign_in_stands(uuid, jsonb, text, text[], text);
      drop index oidc_artifact_grants_of_client;
      drop table access_request;
      drop table client_member`);
  }
}
