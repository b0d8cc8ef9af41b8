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

// Accounts are locked in order of their ids: several that are stored at once never wait for each other in a circle.
const standing = (guards: string): string => `stands as materialized (
    select g.i from (
      select * from jsonb_to_recordset(${guards}::jsonb)
        as r (i int, account uuid, proof jsonb, session text, sources text[]) order by account, i
    ) g where sign_in_stands(g.account, g.proof, g.session, g.sources)
  )`;

/** Rows of `toRow`, in a parameter, into the table, as far as a condition on `w` admits them. */
const written = (rows: string, condition: string): string => `written as (
    insert into oidc_artifact (id, model, payload, uid, grant_id, account_id, client_id, identifier_id, origin, expires_at,
      certificate, former_certificates)
    select decode(w.id, 'hex'), w.model, w.payload, w.uid, w.grant_id, w.account_id, w.client_id, w.identifier_id, w.origin,
      to_timestamp(w.exp), decode(w.certificate, 'hex'),
      case when w.former is not null then (select array_agg(decode(f, 'hex')) from unnest(w.former) f) end
    from jsonb_to_recordset(${rows}::jsonb) as w (id text, model text, payload jsonb, uid text, grant_id text, account_id uuid,
      client_id text, identifier_id uuid, origin jsonb, exp float8, first text, guards int[], certificate text, former text[])
    where (select count(*) from durability) = 1 and ${condition}
    on conflict (id) do update set payload = excluded.payload, uid = excluded.uid, grant_id = excluded.grant_id,
      account_id = excluded.account_id, client_id = excluded.client_id, identifier_id = excluded.identifier_id,
      origin = excluded.origin, expires_at = excluded.expires_at, certificate = excluded.certificate,
      former_certificates = excluded.former_certificates
    returning 1
  )`;

const allStand = `(select count(*) from stands) = jsonb_array_length($5::jsonb)`;

// The inserts wait for the other two parts: sub-selects in their WHERE run first, so a session may change its id in one statement.
export const writeSql = `
  with ${durability('$4')}, ${standing('$5')}, claimed as (
    update oidc_artifact a set consumed_at = now() where id = any($1::bytea[]) and ${allStand} and ${claimable} returning 1
  ), gone as (
    delete from oidc_artifact where id = any($2::bytea[]) and ${allStand} returning 1
  ), ${written('$3', `${allStand} and (select count(*) from claimed) = cardinality($1::bytea[]) and (select count(*) from gone) >= 0`)}
  select (select count(*) from claimed)::int as claimed, ${allStand} as stands, (select count(*) from durability) as durability`;

export const addSql = `
  with ${durability('$5')}, ${standing('$6')}, firsts as (
    insert into oidc_artifact (id, model, payload, expires_at)
    select o.id, o.model, '{}', to_timestamp(o.until)
    from unnest($2::bytea[], $3::text[], $4::float8[]) as o (id, model, until)
    on conflict (id) do nothing returning encode(id, 'hex') as id
  ), ${written(
    '$1',
    `(w.first is null or w.first in (select id from firsts))
    and w.guards <@ array(select i from stands)`,
  )}
  select id, null::int as stands from firsts cross join durability union all select null, i from stands`;
