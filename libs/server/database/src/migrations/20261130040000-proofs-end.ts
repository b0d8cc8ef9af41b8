import type { MigrationInterface, QueryRunner } from 'typeorm';

// The first query waits for whoever is ending the account's sign-ins. Each query after it sees what was committed meanwhile: a volatile
// function in PL/pgSQL takes a new snapshot for each (PostgreSQL manual, "Function Volatility Categories").
const signInStands = `
  create function sign_in_stands(account uuid, proof jsonb, session_uid text, sources text[]) returns boolean
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
        select from sign_in_provider p
        where p.id = (proof ->> 'methodId')::uuid and p.enabled
          and (p.proofs_before is null or extract(epoch from p.proofs_before) <= (proof ->> 'at')::numeric)
      ) and (proof ->> 'identityId' is null or exists (
        select from external_identity i where i.id = (proof ->> 'identityId')::uuid and i.account_id = account
      ));
  end
  $$`;

/** A proof counts from when it was given: what was proved before `proofs_before` opens nothing any more. */
export class ProofsEnd20261130040000 implements MigrationInterface {
  readonly name = 'ProofsEnd20261130040000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table account add column proofs_before timestamptz');
    await runner.query('alter table sign_in_provider add column proofs_before timestamptz');
    await runner.query(signInStands);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function sign_in_stands');
    await runner.query('alter table sign_in_provider drop column proofs_before');
    await runner.query('alter table account drop column proofs_before');
  }
}
