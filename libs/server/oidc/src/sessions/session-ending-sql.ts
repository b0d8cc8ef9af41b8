const ended = (condition: string): string => `
  with ended as (
    delete from oidc_artifact where model = 'Session' and ${condition} returning uid, account_id, payload
  )`;

/** The sessions that meet a condition, with every token that came from them. */
export const endSql = (condition: string): string => `${ended(condition)}, granted as (
    select e.uid, a.value ->> 'grantId' as grant_id from ended e, jsonb_each(e.payload -> 'authorizations') a
  ), tokens as (
    delete from oidc_artifact a using granted g
    where a.grant_id = g.grant_id and a.model <> 'Grant' and a.payload ->> 'sessionUid' = g.uid
  )
  select uid, account_id, payload from ended`;

const standing = `select grant_id from oidc_artifact where account_id = $1 and model = 'Grant'`;

/** All of an account but one session (`$2`), with every token that it has, also those that outlive their session. */
export const endAllSql = `${ended('account_id = $1 and uid is distinct from $2')}, tokens as (
    delete from oidc_artifact a using (${standing}) g
    where a.grant_id = g.grant_id and a.model <> 'Grant'
      and ($2::text is null or a.payload ->> 'sessionUid' is distinct from $2)
  )
  select uid, account_id, payload from ended`;

/** All of an account, with what applications were allowed. */
export const endEverythingSql = `${ended('account_id = $1')}, grants as (
    delete from oidc_artifact where account_id = $1 and model = 'Grant' returning grant_id
  ), tokens as (
    delete from oidc_artifact a using grants g where a.grant_id = g.grant_id and a.model <> 'Grant'
  ), choices as (
    delete from identifier_release where account_id = $1
  )
  select uid, account_id, payload from ended`;
