import { type AuditInsertOptions, type AuditRecord, auditInsert } from '@postern/audit';
import { accountFacts } from '../account-claims.service.js';
import { accountsAdmitted } from '../account-search.js';
import { proofMark } from './proofs.js';

export interface SignInBySubject {
  /**
   * Common table expressions, without `with`. The last one but the event is `matched (identifier_id, account_id, method_id, status, facts, mark, stale,
   * ambiguous, source, field, code, acr, amr, …)`: the account that the first rule found, or no row. Nobody is admitted who is `ambiguous`, because the
   * rule found others as well, who is `stale`, because the proof is from before the subject was linked or proofs were ended, or for whom
   * the rule has a `code`.
   */
  readonly text: string;
  /** Values of its parameters, in order. */
  readonly values: (record: AuditRecord) => readonly unknown[];
}

/**
 * A sign-in with an identifier, as a fragment of a larger statement: finds the account, and, when it is active, remembers the
 * use of identifier and account and records the event, with the rule that decided and whom later rules would have found.
 *
 * An identifier that was found by its alias, or by what earlier versions stored, gets the subjects that its holder has now, unless
 * somebody else has one of them: whoever is found by a former subject keeps it then.
 *
 * @param firstParameter number of its first parameter: 3 for `$3`
 * @param source common table expression with the columns `method_id`, `search` (`AccountSearch`), `proved_at` and `stale`, of at most one
 * row
 * @param expressions further columns of the event that SQL knows
 * @param condition SQL on `matched`: whoever does not meet it is found, but has not signed in
 * @param facts SQL of further details of the event, a JSON object or null
 */
export const signInBySubject = (
  firstParameter: number,
  source: string,
  expressions: AuditInsertOptions['expressions'] = {},
  condition = 'true',
  facts = 'null::jsonb',
): SignInBySubject => {
  const event = auditInsert(firstParameter, {
    from: 'admitted',
    expressions: {
      ...expressions,
      account_id: 'admitted.account_id',
      method_id: 'admitted.method_id',
      details: `jsonb_strip_nulls(jsonb_build_object('rule', admitted.source, 'field', admitted.field, 'otherwise', admitted.otherwise)) || coalesce(${facts}, '{}')`,
    },
  });
  const text = `
    found as materialized (
      select f.*, s.method_id, s.proved_at, s.stale as ended
      from ${source} s cross join lateral (${accountsAdmitted('s.method_id', `s.search -> 'candidates'`)}) f
    ),
    decided as (select * from found order by rank, identifier_id limit 1),
    matched as (
      select f.*, a.status, ${accountFacts('a')} as facts, ${proofMark('a')} as mark,
        f.alias is not null and (f.found_subject <> f.value or f.found_alias is distinct from f.alias) and not exists (
          select from identifier o
          where o.method_id = f.method_id and o.id <> f.identifier_id and (o.subject = f.value or o.alias = f.alias)
        ) as renamed,
        f.ended or coalesce(f.proved_at < f.linked_at, false) or coalesce(f.proved_at <= a.proofs_before, false) as stale,
        (select count(distinct o.account_id) from found o where o.rank = f.rank) > 1 as ambiguous,
        (select jsonb_agg(distinct jsonb_build_object('rule', o.source, 'field', o.field, 'account', o.account_id))
          from found o where o.rank > f.rank and o.account_id <> f.account_id) as otherwise
      from decided f join account a on a.id = f.account_id
    ),
    admitted as (select * from matched where status = 'active' and not stale and not ambiguous and code is null and ${condition}),
    used as (
      update identifier i set last_used_at = now(),
        subject = case when m.renamed then m.value else i.subject end,
        alias = case when m.renamed then m.alias else i.alias end
      from admitted m where i.id = m.identifier_id
    ),
    signed_in as (update account a set last_sign_in_at = now() from admitted m where a.id = m.account_id),
    event as (${event.text})`;
  return { text, values: event.values };
};
