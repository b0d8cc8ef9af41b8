import type { MigrationInterface, QueryRunner } from 'typeorm';

interface Words {
  readonly table: string;
  readonly column: string;
  /** In proofs of sign-ins under way. */
  readonly member: string;
  /** How many events a recorded one stands for besides itself. */
  readonly suppressed: string;
}

const before: Words = {
  table: 'external_identity',
  column: 'identity_id',
  member: 'identityId',
  suppressed: 'unrecorded',
};
const after: Words = {
  table: 'identifier',
  column: 'identifier_id',
  member: 'identifierId',
  suppressed: 'suppressed',
};

/** From PostgreSQL 18 on, `not null` is a constraint with a name, too. */
const renameConstraints = (from: string, to: string): string => `
  do $$
  declare old name;
  begin
    for old in select conname from pg_constraint where conrelid = '${to}'::regclass and starts_with(conname, '${from}') loop
      execute format('alter table ${to} rename constraint %I to %I', old, '${to}' || substr(old, ${from.length + 1}));
    end loop;
  end $$`;

/** As migration 20261130040000 explains it. */
const signInStands = ({ table, member }: Words): string => `
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
        where m.id = (proof ->> 'methodId')::uuid and m.enabled
          and (m.proofs_before is null or extract(epoch from m.proofs_before) <= (proof ->> 'at')::numeric)
      ) and (proof ->> '${member}' is null or exists (
        select from ${table} i where i.id = (proof ->> '${member}')::uuid and i.account_id = account
      ));
  end
  $$`;

const renameMember = (table: string, column: string, path: string, from: string, to: string): string => `
  update ${table} set ${column} =
    jsonb_set(${column}, '${path}', ((${column} #> '${path}') - '${from}') || jsonb_build_object('${to}', ${column} #> '${path}' -> '${from}'))
  where ${column} #> '${path}' ? '${from}'`;

const rename = async (runner: QueryRunner, from: Words, to: Words): Promise<void> => {
  const statements = [
    `alter table ${from.table} rename to ${to.table}`,
    renameConstraints(from.table, to.table),
    ...['account_id', 'certificate_id'].map(
      (column) => `alter index ${from.table}_${column} rename to ${to.table}_${column}`,
    ),
    `alter table oidc_artifact rename column ${from.column} to ${to.column}`,
    `alter index oidc_artifact_${from.column} rename to oidc_artifact_${to.column}`,
    signInStands(to),
    renameMember('oidc_artifact', 'payload', '{result,proof}', from.member, to.member),
    renameMember('oidc_artifact', 'payload', '{result,signIn}', from.member, to.member),
    `update audit_event set details = details - '${from.suppressed}' || jsonb_build_object('${to.suppressed}', details -> '${from.suppressed}')
     where type like 'client.%' and details ? '${from.suppressed}'`,
  ];
  for (const statement of statements) await runner.query(statement);
};

/** One word each: what links something to an account is its identifier; events that are counted but not recorded are suppressed. */
export class Identifiers20261130160000 implements MigrationInterface {
  readonly name = 'Identifiers20261130160000';

  async up(runner: QueryRunner): Promise<void> {
    await rename(runner, before, after);
  }

  async down(runner: QueryRunner): Promise<void> {
    await rename(runner, after, before);
  }
}
