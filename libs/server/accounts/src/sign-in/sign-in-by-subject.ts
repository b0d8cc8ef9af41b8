import { type AuditInsertOptions, type AuditRecord, auditInsert } from '@postern/audit';
import { accountFacts } from '../account-claims.service.js';
import { identifierMatch } from '../identifier-match.js';
import { proofMark } from './proofs.js';

export interface SignInBySubject {
  /**
   * Common table expressions, without `with`. The last one but the event is `matched (identifier_id, account_id, method_id, status, facts, mark, stale, …)`:
   * the account the subject belongs to, or no row. `stale` is a proof from before the subject was linked, or before proofs were ended; nobody is admitted by it.
   */
  readonly text: string;
  /** Values of its parameters, in order. */
  readonly values: (record: AuditRecord) => readonly unknown[];
}

/**
 * A sign-in with an identifier, as a fragment of a larger statement: finds the account, and, when it is active, remembers the
 * use of identifier and account and records the event.
 *
 * An identifier that was found by its alias, or by what earlier versions stored, gets the subjects that its holder has now, unless
 * somebody else has one of them: whoever is found by a former subject keeps it then.
 *
 * @param firstParameter number of its first parameter: 3 for `$3`
 * @param source common table expression with the columns `method_id`, `subject`, `alias`, `former_subject`, `proved_at` and `stale`, of
 * at most one row
 * @param expressions further columns of the event that SQL knows
 * @param condition SQL on `matched`: whoever does not meet it is found, but has not signed in
 */
export const signInBySubject = (
  firstParameter: number,
  source: string,
  expressions: AuditInsertOptions['expressions'] = {},
  condition = 'true',
): SignInBySubject => {
  const event = auditInsert(firstParameter, {
    from: 'admitted',
    expressions: { ...expressions, account_id: 'admitted.account_id', method_id: 'admitted.method_id' },
  });
  const text = `
    matched as (
      select i.id as identifier_id, i.account_id, i.method_id, a.status, ${accountFacts('a')} as facts,
        ${proofMark('a')} as mark,
        s.subject, s.alias,
        s.alias is not null and (i.subject <> s.subject or i.alias is distinct from s.alias) and not exists (
          select from identifier o
          where o.method_id = i.method_id and o.id <> i.id and (o.subject = s.subject or o.alias = s.alias)
        ) as renamed,
        s.stale or s.proved_at < i.created_at or coalesce(s.proved_at <= a.proofs_before, false) as stale
      from ${source} s
      cross join lateral (${identifierMatch({
        method: 's.method_id',
        subject: 's.subject',
        alias: 's.alias',
        former: 's.former_subject',
      })}) i
      join account a on a.id = i.account_id
    ),
    admitted as (select * from matched where status = 'active' and not stale and ${condition}),
    used as (
      update identifier i set last_used_at = now(),
        subject = case when m.renamed then m.subject else i.subject end,
        alias = case when m.renamed then m.alias else i.alias end
      from admitted m where i.id = m.identifier_id
    ),
    signed_in as (update account a set last_sign_in_at = now() from admitted m where a.id = m.account_id),
    event as (${event.text})`;
  return { text, values: event.values };
};
