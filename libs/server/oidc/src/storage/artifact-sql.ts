import { accountFacts } from '@postern/accounts';
import { artifactKey } from './artifact.js';

const columns = `a.model, a.payload, extract(epoch from a.consumed_at)::int as consumed, a.identifier_id, a.origin, encode(a.certificate, 'hex') as certificate`;

/**
 * An interaction, as the query of a common table expression for statements that go on with it; its `payload` is for
 * `completeSignIn` of EngineInteractions.
 *
 * @param parameter number of the parameter that takes `interactionKey`
 */
export const interactionQuery = (parameter: number): string =>
  `select a.payload from oidc_artifact a where a.id = $${parameter} and a.expires_at > now()`;

export const interactionKey = (uid: string): Buffer => artifactKey('Interaction', uid);

export const findSql = `select ${columns} from oidc_artifact a where a.id = $1 and (a.expires_at is null or a.expires_at > now())`;

export const findByUidSql = `select ${columns} from oidc_artifact a where a.uid = $1 and (a.expires_at is null or a.expires_at > now())`;

// Expired codes and refresh tokens are found as well: the engine tells "expired" from "unknown" itself.
export const findRedeemableSql = `
  select ${columns}, g.payload as grant_payload, s.payload as session_payload,
    case when p.id is not null then ${accountFacts('p')} end as account
  from oidc_artifact a
  left join oidc_artifact g on g.id = sha256(convert_to('Grant:' || (a.payload ->> 'grantId'), 'UTF8'))
  left join oidc_artifact s on s.uid = a.payload ->> 'sessionUid' and s.expires_at > now()
  left join account p on p.id = a.account_id and p.status = 'active'
  where a.id = $1`;

// A code or refresh token of an account that was blocked, or of a session that has ended, since it was read cannot be claimed.
// Written as `case` with sub-selects of one row: for `or exists` PostgreSQL may plan to read all accounts and sessions.
const claimable = `a.consumed_at is null
    and case when a.account_id is null then true
      else (select p.status = 'active' from account p where p.id = a.account_id) end
    and case when (a.payload ->> 'expiresWithSession')::boolean is not true then true
      else (select s.expires_at > now() from oidc_artifact s where s.uid = a.payload ->> 'sessionUid') end`;

// A commit that need not survive a crash of the database machine does not wait for its disk (for this transaction only).
const durability = (lasting: string): string => `durability as materialized (
    select set_config('synchronous_commit', case when ${lasting}::boolean then 'on' else 'off' end, true)
  )`;

/** Parameters of one type each, in this order; every one is an array with an entry per row. */
type ColumnTypes = Readonly<Record<string, string>>;

/** Columns of rows to write. Arrays cannot hold arrays of different lengths, so those are texts (`{0,1}`). */
const rowTypes = {
  ...{ id: 'bytea', model: 'text', payload: 'jsonb', uid: 'text', grant_id: 'text', account_id: 'uuid' },
  ...{ client_id: 'text', identifier_id: 'uuid', origin: 'jsonb', exp: 'float8', certificate: 'bytea', former: 'text' },
  ...{ first: 'text', guards: 'text' },
} as const satisfies ColumnTypes;

const guardTypes = { account: 'uuid', proof: 'jsonb', session: 'text', sources: 'text' } as const satisfies ColumnTypes;

export type RowValues = Readonly<Partial<Record<keyof typeof rowTypes, unknown>>>;
export type GuardValues = Readonly<Record<keyof typeof guardTypes, unknown>>;

const arraysOf = <T extends object>(types: ColumnTypes, rows: readonly T[]): readonly unknown[][] =>
  Object.keys(types).map((name) => rows.map((row) => row[name as keyof T] ?? null));

/** Values of the parameters that hold rows. */
export const rowArrays = (rows: readonly RowValues[]): readonly unknown[][] => arraysOf(rowTypes, rows);

/** Values of the parameters that hold guards. */
export const guardArrays = (guards: readonly GuardValues[]): readonly unknown[][] => arraysOf(guardTypes, guards);

// One array for each column: PostgreSQL reads them in half the time that a JSON document of the same rows takes (ADR 0040).
const unnested = (types: ColumnTypes, first: number): string =>
  `unnest(${Object.values(types)
    .map((type, index) => `$${first + index}::${type}[]`)
    .join(', ')})`;

const rowCount = Object.keys(rowTypes).length;
const guardCount = Object.keys(guardTypes).length;

// Accounts are locked in order of their ids: several that are stored at once never wait for each other in a circle.
const standing = (first: number): string => `stands as materialized (
    select (g.n - 1)::int as i from (
      select * from ${unnested(guardTypes, first)} with ordinality as r (${Object.keys(guardTypes).join(', ')}, n)
      order by account, n
    ) g where sign_in_stands(g.account, g.proof, g.session, g.sources::text[])
  )`;

/** Writes the rows in parameters from `first` on into the table, as far as a condition on `w` admits them. */
const write = (first: number, condition: string): string => `
    insert into oidc_artifact (id, model, payload, uid, grant_id, account_id, client_id, identifier_id, origin, expires_at,
      certificate, former_certificates)
    select w.id, w.model, w.payload, w.uid, w.grant_id, w.account_id, w.client_id, w.identifier_id, w.origin,
      to_timestamp(w.exp), w.certificate,
      case when w.former is not null then (select array_agg(decode(f, 'hex')) from unnest(w.former::text[]) f) end
    from ${unnested(rowTypes, first)} as w (${Object.keys(rowTypes).join(', ')})
    where (select count(*) from durability) = 1 and ${condition}
    on conflict (id) do update set payload = excluded.payload, uid = excluded.uid, grant_id = excluded.grant_id,
      account_id = excluded.account_id, client_id = excluded.client_id, identifier_id = excluded.identifier_id,
      origin = excluded.origin, expires_at = excluded.expires_at, certificate = excluded.certificate,
      former_certificates = excluded.former_certificates`;

const allStand = `(select count(*) from stands) = cardinality($4::uuid[])`;

const claiming = `claimed as (
    update oidc_artifact a set consumed_at = now() where id = any($1::bytea[]) and ${allStand} and ${claimable} returning 1
  )`;
const destroying = `gone as (delete from oidc_artifact where id = any($2::bytea[]) and ${allStand} returning 1)`;

/** Which parts a write has. PostgreSQL prepares each part anew at every execution, so one without work would still cost. */
interface WriteParts {
  readonly claims: boolean;
  readonly destroys: boolean;
}

const writeSql = ({ claims, destroys }: WriteParts): string => {
  // The inserts wait for the other two parts: sub-selects in their WHERE run first, so a session may change its id in one statement.
  const claimed = claims ? '(select count(*) from claimed)' : '0';
  const gone = destroys ? '(select count(*) from gone)' : '0';
  const afterOthers = `${claimed} = cardinality($1::bytea[]) and ${gone} <= cardinality($2::bytea[])`;
  const parts = [durability('$3'), standing(4), ...(claims ? [claiming] : []), ...(destroys ? [destroying] : [])];
  return `
  with ${parts.join(', ')}, written as (${write(4 + guardCount, `${allStand} and ${afterOthers}`)})
  select ${claimed}::int as claimed, ${allStand} as stands, (select count(*) from durability) as durability`;
};

const nameOf = ({ claims, destroys }: WriteParts): string =>
  `artifact_write${claims ? '_claim' : ''}${destroys ? '_destroy' : ''}`;

const texts: ReadonlyMap<string, string> = new Map(
  [true, false].flatMap((claims) =>
    [true, false].map((destroys) => [nameOf({ claims, destroys }), writeSql({ claims, destroys })]),
  ),
);

/** Parameters: ids to consume, ids to destroy, whether it lasts, `guardArrays`, `rowArrays`. */
export const writeStatement = (parts: WriteParts): { readonly name: string; readonly text: string } => {
  const name = nameOf(parts);
  return { name, text: texts.get(name) ?? writeSql(parts) };
};

/** What only adds, where nothing must stand or be the first. Parameters: whether it lasts, `rowArrays`. */
export const addSql = `with ${durability('$1')} ${write(2, 'true')}`;

/** Parameters: whether it lasts, `rowArrays`, `guardArrays`, then ids, models and ends of what must not have happened before. */
export const addIfSql = `
  with ${durability('$1')}, ${standing(2 + rowCount)}, firsts as (
    insert into oidc_artifact (id, model, payload, expires_at)
    select o.id, o.model, '{}', to_timestamp(o.until)
    from ${unnested({ id: 'bytea', model: 'text', until: 'float8' }, 2 + rowCount + guardCount)} as o (id, model, until)
    on conflict (id) do nothing returning encode(id, 'hex') as id
  ), written as (${write(
    2,
    `(w.first is null or w.first in (select id from firsts))
    and w.guards::int[] <@ array(select i from stands)`,
  )})
  select id, null::int as stands from firsts cross join durability union all select null, i from stands`;
