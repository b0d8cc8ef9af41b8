import { signInBySubject } from '@postern/accounts';
import { auditInsert } from '@postern/audit';
import type { Level } from '@postern/contracts';
import { interactionQuery } from '@postern/oidc';

/** What is read of a handoff. */
export const columns =
  'id, method_id, account_id, code, refusal, subject, alias, former_subject, rule, search, label, acr, amr, certificate_der, certificate_summary';
const insertInto = `
  insert into handoff (id, code_hash, purpose, method_id, interaction_uid, account_id, code, reason, refusal, subject, alias,
    former_subject, rule, search, label, certificate_der, certificate_summary, acr, amr, expires_at)
  select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, now() + make_interval(secs => $20)`;

// A handoff that is lost in a crash of the database machine is lost with its sign-in, so its commit does
// not wait for the disk.
const withoutWaiting = `durability as materialized (select set_config('synchronous_commit', 'off', true))`;
export const insertSql = `with ${withoutWaiting} ${insertInto} from durability`;
export const event = auditInsert(23, {
  from: 'stored',
  expressions: {
    client_id: `(select payload -> 'params' ->> 'client_id' from interaction)`,
    // The owner of the certificate, although it was refused.
    account_id: `coalesce(stored.account_id, (
      select i.account_id from certificate c join identifier i on i.certificate_id = c.id
      where c.sha256 = sha256(stored.certificate_der) and i.method_id = stored.method_id limit 1))`,
  },
});
/** Refused certificates, however many strangers show: at most 16 kB each. */
export const mostKept = 2000;

/**
 * Common table expressions that keep a refused certificate for the administrator who is asked about it. The oldest makes room at once: until
 * the next cleaning, strangers could fill the disk. Two that make room at the same time take different rows.
 */
const keepSql = (from: string, condition: string): string => `
  refused as (select sha256(certificate_der) as sha256, certificate_der as der from ${from} where certificate_der is not null and ${condition}),
  room as (
    delete from refused_certificate where sha256 in (
      select sha256 from refused_certificate
      where exists (select from refused) and sha256 not in (select sha256 from refused)
        and sha256 in (select sha256 from refused_certificate order by refused_at desc offset ${mostKept - 1})
      for update skip locked)
  ),
  kept as (
    insert into refused_certificate (sha256, der) select sha256, der from refused
    on conflict (sha256) do update set refused_at = now()
  )`;
export const insertWithEventSql = `
  with interaction as (${interactionQuery(21)}),
  stored as (${insertInto} returning account_id, certificate_der, method_id),
  ${keepSql('stored', '$22::int > 0')}
  ${event.text}`;

/** What became of an attempt ($1) after it was used: its code ($2), or that it was linked. Good certificates are not kept. */
export const settleSql = `
  with settled as (update handoff set code = $2 where id = $1 returning certificate_der),
  ${keepSql('settled', "$2::text like 'certificate.%' and $3::int > 0")}
  select from settled`;

const twoFactors: Level = 'urn:postern:acr:two-factors';
const certificate: Level = 'urn:postern:acr:certificate';

// In a step-up of a signed-in person, only a proof by this person at a required level is a sign-in.
const demanded = (member: string): string => `(select payload #> '{prompt,details,level,${member}}' from interaction)`;
export const signIn = signInBySubject(
  5,
  'good',
  { client_id: `(select payload -> 'params' ->> 'client_id' from interaction)` },
  // A two-factor proof also reaches the level of a certificate (`levelsOfProof`).
  `(select case when good.level is null then true
      else coalesce(${demanded('accepted')} ?| array[good.level, case when good.by_certificate and good.level = '${twoFactors}' then '${certificate}' end], true) end
      from (select coalesce(matched.acr, good.acr) as level, good.by_certificate from good) good)
    and coalesce(${demanded('accountId')} #>> '{}', account_id::text) = account_id::text`,
  // As `certificateFacts`: which certificate it was.
  `(select jsonb_build_object('name', s -> 'name', 'issuer', s -> 'issuerName', 'serialNumber', s -> 'serialNumber', 'sha256', s -> 'sha256',
      'notAfter', s -> 'notAfter') from (select certificate_summary as s from good) shown where s is not null)`,
);
const signInWith = (consumed: string): string => `
  with ${withoutWaiting},
  interaction as (${interactionQuery(4)}),
  consumed as (
    ${consumed}
      and exists (select from interaction)
    returning ${columns}, created_at
  ),
  good as (
    select c.acr, c.certificate_der is not null as by_certificate, c.certificate_summary, c.method_id, c.search, c.created_at as proved_at, coalesce(c.created_at <= p.proofs_before, false) as stale
    from consumed c join sign_in_method p on p.id = c.method_id
      and sign_in_method_offered(p.id, (select payload -> 'params' ->> 'client_id' from interaction))
    where c.code is null
  ),
  ${signIn.text}
  select consumed.*, matched.identifier_id, matched.account_id as owner_id, matched.status, matched.facts,
    matched.identifier_id is null and exists (select from identifier i where i.account_id = matched.account_id and i.method_id = consumed.method_id)
      as may_renew,
    matched.stale, matched.ambiguous, matched.source, matched.code as refused, matched.acr as found_acr, matched.amr as found_amr,
    jsonb_build_object('at', extract(epoch from consumed.created_at)::text, 'mark', matched.mark) as proof,
    interaction.payload as interaction
  from consumed cross join interaction cross join durability left join matched on true`;

export const consumeForSignInSql = signInWith(`
    update handoff set consumed_at = now(), expires_at = now() + make_interval(secs => $3)
    where code_hash = $1 and purpose = 'sign_in' and interaction_uid = $2 and consumed_at is null and expires_at > now()`);

/** The same with a certificate that was presented earlier in this sign-in, and has an account by now. */
export const signInByAttemptSql = signInWith(`
    update handoff set code = null, search = $3::jsonb
    where id = $1::uuid and purpose = 'sign_in' and interaction_uid = $2 and consumed_at is not null and expires_at > now()
      and (code is null or code = 'certificate.not_linked')`);

/** Refuses a link whose account was blocked, or whose proofs were ended, since the identifier was presented. */
export const stillCounts = `exists (select from account a where a.id = handoff.account_id and a.status = 'active'
           and (a.proofs_before is null or handoff.created_at > a.proofs_before))`;

/** SQL that consumes everything that an account ($1) has presented and not linked yet. */
export const endLinksSql = `
  update handoff set consumed_at = coalesce(consumed_at, now()),
    code = case when purpose = 'link_in_sign_in' then coalesce(code, 'sign_in.ended') else code end
  where account_id = $1 and (consumed_at is null or purpose = 'link_in_sign_in') and expires_at > now()`;
