import { accountFacts } from '@postern/accounts';
import { artifactKey } from './artifact.js';
import { countSql, parameterCount, type RowCount, rowCountOf, rowParameters, rowsSql } from './row-parameters.js';

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

/** Columns of rows to write. Arrays cannot hold arrays of different lengths, so those are texts (`{0,1}`). */
const rowTypes = {
  ...{ id: 'bytea', model: 'text', payload: 'jsonb', uid: 'text', grant_id: 'text', account_id: 'uuid' },
  ...{ client_id: 'text', identifier_id: 'uuid', origin: 'jsonb', exp: 'float8', certificate: 'bytea', former: 'text' },
} as const;

/** The same, with what a row waits for. */
const conditionalRowTypes = { ...rowTypes, first: 'text', guards: 'text' } as const;

const guardTypes = { account: 'uuid', proof: 'jsonb', session: 'text', sources: 'text', client: 'text' } as const;

const onceTypes = { id: 'bytea', model: 'text', until: 'float8' } as const;

export type RowValues = Readonly<Partial<Record<keyof typeof conditionalRowTypes, unknown>>>;
export type GuardValues = Readonly<Record<keyof typeof guardTypes, unknown>>;
export type OnceValues = Readonly<Record<keyof typeof onceTypes, unknown>>;

/** A sign-in writes at most three rows at once. */
const mostListedRows = 4;
const mostListedGuards = 1;

const countOf = (rows: readonly RowValues[]): RowCount =>
  rows.length === 0 ? 'any' : rowCountOf(rows, mostListedRows);

// Accounts are locked in order of their ids: several that are stored at once never wait for each other in a circle.
const standing = (first: number, count: RowCount): string => {
  const names = Object.keys(guardTypes).join(', ');
  const rows = rowsSql(guardTypes, first, count);
  const guards =
    count === 1
      ? `(select *, 1 as n from ${rows} as r (${names}))`
      : `(select * from ${rows} with ordinality as r (${names}, n) order by account, n)`;
  return `stands as materialized (
    select (g.n - 1)::int as i from ${guards} g where sign_in_stands(g.account, g.proof, g.session, g.sources::text[], g.client)
  )`;
};

interface Rows {
  readonly types: typeof rowTypes;
  readonly first: number;
  readonly count: RowCount;
}

/** Writes rows into the table, as far as a condition on `w` admits them. */
const write = ({ types, first, count }: Rows, condition: string): string => `
    insert into oidc_artifact (id, model, payload, uid, grant_id, account_id, client_id, identifier_id, origin, expires_at,
      certificate, former_certificates)
    select w.id, w.model, w.payload, w.uid, w.grant_id, w.account_id, w.client_id, w.identifier_id, w.origin,
      to_timestamp(w.exp), w.certificate, w.former::bytea[]
    from ${rowsSql(types, first, count)} as w (${Object.keys(types).join(', ')})
    where (select count(*) from durability) = 1 and ${condition}
    on conflict (id) do update set payload = excluded.payload, uid = excluded.uid, grant_id = excluded.grant_id,
      account_id = excluded.account_id, client_id = excluded.client_id, identifier_id = excluded.identifier_id,
      origin = excluded.origin, expires_at = excluded.expires_at, certificate = excluded.certificate,
      former_certificates = excluded.former_certificates`;

/** A prepared statement with its values. */
interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Texts by the names of their statements: few, because few of the numbers occur. */
const texts = new Map<string, string>();

const textOf = (name: string, make: () => string): string => {
  const text = texts.get(name) ?? make();
  texts.set(name, text);
  return text;
};

/** Which parts a write has. PostgreSQL prepares each part anew at every execution, so one without work would still cost. */
interface WriteParts {
  readonly claims: boolean;
  readonly destroys: boolean;
  readonly guards: RowCount;
  readonly rows: RowCount;
}

const firstGuard = 4;

const writeSql = ({ claims, destroys, guards, rows }: WriteParts): string => {
  const allStand =
    guards === 0 ? 'true' : `(select count(*) from stands) = ${countSql(guardTypes, firstGuard, guards)}`;
  // The inserts wait for the other two parts: sub-selects in their WHERE run first, so a session may change its id in one statement.
  const claimed = claims ? '(select count(*) from claimed)' : '0';
  const gone = destroys ? '(select count(*) from gone)' : '0';
  const afterOthers = `${claimed} = cardinality($1::bytea[]) and ${gone} <= cardinality($2::bytea[])`;
  const claiming = `claimed as (
    update oidc_artifact a set consumed_at = now() where id = any($1::bytea[]) and ${allStand} and ${claimable} returning 1
  )`;
  const destroying = `gone as (delete from oidc_artifact where id = any($2::bytea[]) and ${allStand} returning 1)`;
  const written = { types: rowTypes, first: firstGuard + parameterCount(guardTypes, guards), count: rows };
  const parts = [
    durability('$3'),
    ...(guards === 0 ? [] : [standing(firstGuard, guards)]),
    ...(claims ? [claiming] : []),
    ...(destroys ? [destroying] : []),
    `written as (${write(written, `${allStand} and ${afterOthers}`)})`,
  ];
  return `
  with ${parts.join(', ')}
  select ${claimed}::int as claimed, ${allStand} as stands, (select count(*) from durability) as durability`;
};

export interface WriteValues {
  readonly consumed: readonly Buffer[];
  readonly destroyed: readonly Buffer[];
  readonly lasting: boolean;
  readonly guards: readonly GuardValues[];
  readonly rows: readonly RowValues[];
}

/** Answers `claimed` (how many were consumed) and `stands` (whether all guards do). */
export const writeStatement = ({ consumed, destroyed, lasting, guards, rows }: WriteValues): Statement => {
  const counts = { guards: rowCountOf(guards, mostListedGuards), rows: countOf(rows) };
  const parts = { claims: consumed.length > 0, destroys: destroyed.length > 0, ...counts };
  const name = `artifact_write${parts.claims ? '_claim' : ''}${parts.destroys ? '_destroy' : ''}_${counts.guards}_${counts.rows}`;
  const values = [
    ...[consumed, destroyed, lasting],
    ...rowParameters(guardTypes, guards, counts.guards),
    ...rowParameters(rowTypes, rows, counts.rows),
  ];
  return { name, text: textOf(name, () => writeSql(parts)), values };
};

/** What only adds, where nothing must stand or be the first. */
export const addStatement = (lasting: boolean, rows: readonly RowValues[]): Statement => {
  const count = countOf(rows);
  const name = `artifact_add_${count}`;
  const text = textOf(name, () => `with ${durability('$1')} ${write({ types: rowTypes, first: 2, count }, 'true')}`);
  return { name, text, values: [lasting, ...rowParameters(rowTypes, rows, count)] };
};

const addIfSql = (): string => {
  const firstGuardOfAll = 2 + parameterCount(conditionalRowTypes, 'any');
  const firstOnce = firstGuardOfAll + parameterCount(guardTypes, 'any');
  return `
  with ${durability('$1')}, ${standing(firstGuardOfAll, 'any')}, firsts as (
    insert into oidc_artifact (id, model, payload, expires_at)
    select o.id, o.model, '{}', to_timestamp(o.until)
    from ${rowsSql(onceTypes, firstOnce, 'any')} as o (${Object.keys(onceTypes).join(', ')})
    on conflict (id) do nothing returning encode(id, 'hex') as id
  ), written as (${write(
    { types: conditionalRowTypes, first: 2, count: 'any' },
    `(w.first is null or w.first in (select id from firsts))
    and w.guards::int[] <@ array(select i from stands)`,
  )})
  select id, null::int as stands from firsts cross join durability union all select null, i from stands`;
};

export interface AddIfValues extends Pick<WriteValues, 'lasting' | 'guards' | 'rows'> {
  /** What must not have happened before. */
  readonly firsts: readonly OnceValues[];
}

/** Answers the ids of the firsts that are, in hexadecimal, and the places of the guards that stand. */
export const addIfStatement = ({ lasting, rows, guards, firsts }: AddIfValues): Statement => ({
  name: 'artifact_add_if',
  text: textOf('artifact_add_if', addIfSql),
  values: [
    lasting,
    ...rowParameters(conditionalRowTypes, rows, 'any'),
    ...rowParameters(guardTypes, guards, 'any'),
    ...rowParameters(onceTypes, firsts, 'any'),
  ],
});
