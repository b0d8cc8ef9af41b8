/** An application that lost its tokens, and the `sid` by which it knows a session of the person. */
export interface EndedAuthorization {
  readonly client_id: string;
  readonly sid: string | null;
}

export const standing = `account_id = $1 and model = 'Grant'`;

/** Sessions forget that the applications in `gone` were entered from them, and tell by which `sid` the applications know them. */
const forget = `entered as (
    select s.id, s.payload -> 'authorizations' as authorizations from oidc_artifact s
    where s.account_id = $1 and s.model = 'Session' for update
  ), forgotten as (
    update oidc_artifact s set payload = jsonb_set(s.payload, '{authorizations}',
      coalesce(e.authorizations, '{}') - array(select client_id from gone))
    from entered e where s.id = e.id and e.authorizations ?| array(select client_id from gone)
  )
  select distinct g.client_id, e.authorizations -> g.client_id ->> 'sid' as sid
  from gone g left join entered e on e.authorizations ? g.client_id`;

/** The grants of an application and all that came from them, in one statement. */
export const withdrawSql = `
  with gone as (
    delete from oidc_artifact where ${standing} and client_id = $2 returning grant_id, client_id
  ), tokens as (
    delete from oidc_artifact a using gone g where a.grant_id = g.grant_id and a.model <> 'Grant'
  ), choices as (
    delete from identifier_release r using gone g where r.account_id = $1 and r.client_id = g.client_id
  ), ${forget}`;

/** The same, but the grants stay. */
export const endTokensSql = `
  with gone as (
    select grant_id, client_id from oidc_artifact where ${standing} and client_id = $2
  ), tokens as (
    delete from oidc_artifact a using gone g where a.grant_id = g.grant_id and a.model <> 'Grant'
  ), ${forget}`;
