import type { MigrationInterface, QueryRunner } from 'typeorm';

interface Words {
  readonly table: string;
  readonly column: string;
  /** Begins the names of indexes and constraints, after the table. */
  readonly short: string;
  /** Begins the codes of errors and events that are about a configured method. */
  readonly code: string;
}

const before: Words = { table: 'sign_in_provider', column: 'provider_id', short: 'provider', code: 'provider' };
const after: Words = { table: 'sign_in_method', column: 'method_id', short: 'method', code: 'sign_in_method' };

/** From PostgreSQL 18 on, `not null` is a constraint with a name, too. */
const renameConstraints = (table: string, from: string, to: string): string => `
  do $$
  declare old name;
  begin
    for old in select conname from pg_constraint where conrelid = '${table}'::regclass and starts_with(conname, '${from}') loop
      execute format('alter table ${table} rename constraint %I to %I', old, '${to}' || substr(old, ${from.length + 1}));
    end loop;
  end $$`;

/** As migration 20261130040000 explains it. */
const signInStands = ({ table }: Words): string => `
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
        select from ${table} m
        where m.id = (proof ->> 'methodId')::uuid and m.enabled
          and (m.proofs_before is null or extract(epoch from m.proofs_before) <= (proof ->> 'at')::numeric)
      ) and (proof ->> 'identityId' is null or exists (
        select from external_identity i where i.id = (proof ->> 'identityId')::uuid and i.account_id = account
      ));
  end
  $$`;

/** The type of a method is a provider's, so this code stays. */
const renameCodes = (table: string, column: string, from: Words, to: Words): string => `
  update ${table} set ${column} = '${to.code}' || substr(${column}, ${from.code.length + 1})
  where starts_with(${column}, '${from.code}.') and ${column} <> 'provider.unknown_type'`;

const rename = async (runner: QueryRunner, from: Words, to: Words): Promise<void> => {
  const statements = [
    `alter table ${from.table} rename to ${to.table}`,
    renameConstraints(to.table, from.table, to.table),
    `alter trigger ${from.table}_changed on ${to.table} rename to ${to.table}_changed`,
    ...['external_identity', 'handoff', 'audit_event'].flatMap((table) => [
      `alter table ${table} rename column ${from.column} to ${to.column}`,
      renameConstraints(table, `${table}_${from.short}`, `${table}_${to.short}`),
    ]),
    `alter index audit_event_${from.short} rename to audit_event_${to.short}`,
    signInStands(to),
    renameCodes('audit_event', 'type', from, to),
    renameCodes('audit_event', 'code', from, to),
    renameCodes('handoff', 'code', from, to),
  ];
  for (const statement of statements) await runner.query(statement);
};

/** One word for a configured method; a provider is the code behind its type. */
export class SignInMethods20261130150000 implements MigrationInterface {
  readonly name = 'SignInMethods20261130150000';

  async up(runner: QueryRunner): Promise<void> {
    await rename(runner, before, after);
  }

  async down(runner: QueryRunner): Promise<void> {
    await rename(runner, after, before);
  }
}
