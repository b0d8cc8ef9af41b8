import { type AuditInsertOptions, type AuditRecord, auditInsert } from '@postern/audit';
import { accountFacts } from '../account-claims.service.js';
import { proofMark } from './proofs.js';

export interface SignInBySubject {
  /**
   * Common table expressions, without `with`. The last one but the event is `matched (identity_id, account_id, provider_id, status, facts, mark, stale)`:
   * the account the subject belongs to, or no row. `stale` is a proof from before the subject was linked, or before proofs were ended; nobody is admitted by it.
   */
  readonly text: string;
  /** Values of its parameters, in order. */
  readonly values: (record: AuditRecord) => readonly unknown[];
}

/**
 * A sign-in with an external identity, as a fragment of a larger statement: finds the account, and, when it is active, remembers the
 * use of identity and account and records the event.
 *
 * @param firstParameter number of its first parameter: 3 for `$3`
 * @param source common table expression with the columns `provider_id`, `subject`, `proved_at` and `stale`, of at most one row
 * @param expressions further columns of the event that SQL knows
 */
export const signInBySubject = (
  firstParameter: number,
  source: string,
  expressions: AuditInsertOptions['expressions'] = {},
): SignInBySubject => {
  const event = auditInsert(firstParameter, {
    from: 'admitted',
    expressions: { ...expressions, account_id: 'admitted.account_id', provider_id: 'admitted.provider_id' },
  });
  const text = `
    matched as (
      select i.id as identity_id, i.account_id, i.provider_id, a.status, ${accountFacts('a')} as facts,
        ${proofMark('a')} as mark,
        s.stale or s.proved_at < i.created_at or coalesce(s.proved_at <= a.proofs_before, false) as stale
      from ${source} s
      join external_identity i on i.provider_id = s.provider_id and i.subject = s.subject
      join account a on a.id = i.account_id
    ),
    admitted as (select * from matched where status = 'active' and not stale),
    used as (update external_identity i set last_used_at = now() from admitted m where i.id = m.identity_id),
    signed_in as (update account a set last_sign_in_at = now() from admitted m where a.id = m.account_id),
    event as (${event.text})`;
  return { text, values: event.values };
};
