import { type AccountField, type Affinity, type ErrorCode, ownFieldPrefix } from '@postern/contracts';
import type { Candidate, PresentedIdentifier } from '@postern/provider-kit';
import { identifierMatch } from './identifier-match.js';
import { normalizeUsername } from './username.js';

/** A candidate as SQL reads it. */
interface CandidateRow {
  readonly rank: number;
  readonly source?: string;
  readonly field: AccountField;
  readonly affinity?: Affinity;
  readonly kept?: boolean;
  readonly value: string;
  readonly alias?: string | null;
  readonly former?: string | null;
  readonly unconfirmed?: boolean;
  readonly code?: ErrorCode;
  readonly acr?: string;
  readonly amr?: readonly string[];
}

/** How an account is looked up, as stored in a handoff (`jsonb`). */
export interface AccountSearch {
  readonly candidates: readonly CandidateRow[];
  /** By what an administrator may be waiting for it. */
  readonly awaited?: readonly string[];
  /** No rule found a value that identifies the person. */
  readonly unusable?: boolean;
}

/** The search for the account of what a provider found out. Values are normalized as those of accounts. */
export const searchOf = (identifier: PresentedIdentifier): AccountSearch => ({
  candidates: (identifier.candidates ?? [ownSubject(identifier)]).map(rowOf),
  ...(identifier.awaited !== undefined && { awaited: identifier.awaited }),
  ...(identifier.unusable === true && { unusable: true }),
});

/** The candidates of a search that was stored. */
export const candidatesOf = ({ candidates }: AccountSearch): readonly Candidate[] =>
  candidates.map(({ former, source = '', affinity = 'high', ...row }) => ({
    ...row,
    source,
    affinity,
    formerSubject: former,
  }));

/** Every subject under which the identifier may be linked already. */
export const linkedSearchOf = (identifier: PresentedIdentifier): readonly CandidateRow[] =>
  [ownSubject(identifier), ...(identifier.candidates ?? [])].filter(({ field }) => field === 'linked').map(rowOf);

const ownSubject = ({
  subject,
  alias,
  formerSubject,
}: PresentedIdentifier): Omit<Candidate, 'source' | 'affinity'> => ({
  rank: 0,
  field: 'linked',
  value: subject,
  alias,
  formerSubject,
});

const rowOf = ({ formerSubject, ...candidate }: Omit<Candidate, 'source' | 'affinity'>): CandidateRow => ({
  ...candidate,
  value: candidate.field === 'linked' ? candidate.value : normalizeUsername(candidate.value),
  former: formerSubject,
});

const columns = `rank integer, source text, field text, affinity text, kept boolean, value text, alias text, former text,
  unconfirmed boolean, code text, acr text, amr jsonb`;

/**
 * SQL of the accounts that candidates find: columns of the candidate, `account_id`, and for an identifier `identifier_id`, `linked_at`,
 * `found_subject`,
 * `found_alias`. One indexed look-up for each candidate.
 *
 * @param method SQL (uuid) of the method whose identifiers are searched
 * @param candidates SQL (jsonb) of `AccountSearch.candidates`
 */
const accountsFound = (method: string, candidates: string): string => `
  select c.*, h.account_id, h.identifier_id, h.linked_at, h.found_subject, h.found_alias
  from jsonb_to_recordset(${candidates}) as c(${columns})
  cross join lateral (
    select i.account_id, i.id as identifier_id, i.created_at as linked_at, i.subject as found_subject, i.alias as found_alias
    from (${identifierMatch({
      method: `case c.field when 'linked' then ${method} end`,
      subject: 'c.value',
      alias: 'c.alias',
      former: 'c.former',
    })}) i
    union all
    select a.id, null, null, null, null from account a where a.username = case c.field when 'username' then c.value end
    union all
    select a.id, null, null, null, null from account a where a.confirmed_email = case c.field when 'email' then c.value end
    union all
    select a.id, null, null, null, null from account a
    where a.email = case when c.field = 'email' and c.unconfirmed then c.value end
    union all
    select v.account_id, null, null, null, null from profile_field f
    join profile_field_value v on v.field_id = f.id and v.folded = c.value and not v.typed_by_person
    where f.certificate_key and f.key = case when c.field like '${ownFieldPrefix}%' then substr(c.field, ${ownFieldPrefix.length + 1}) end
  ) h`;

/**
 * The same for a sign-in. A method of an organization, or of an application of one, lets in its members only: a name finds nobody
 * else, and an identifier of somebody else has the code `sign_in_method.members_only`.
 */
export const accountsAdmitted = (method: string, candidates: string): string => `
  select rank, source, field, affinity, kept, value, alias, former, unconfirmed, acr, amr,
    account_id, identifier_id, linked_at, found_subject, found_alias,
    case when admitted then code else 'sign_in_method.members_only' end as code
  from (select f.*, sign_in_method_admits(${method}, f.account_id) as admitted from (${accountsFound(method, candidates)}) f) found
  where admitted or identifier_id is not null`;

/** The same for parameters: the method's number, and that of the candidates. */
export const accountsFoundBy = (method: number, candidates: number): string =>
  accountsFound(`$${method}::uuid`, `$${candidates}::jsonb`);
