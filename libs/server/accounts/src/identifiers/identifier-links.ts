import { Injectable } from '@nestjs/common';
import { auditedStatement, AuditLog, recordBy, type RecordedActor } from '@postern/audit';
import { certificateUpsert, certificateValues } from '@postern/certificates';
import { type Identifier, panelClientId, type Publicity, type Role } from '@postern/contracts';
import { Statements, violatedConstraint } from '@postern/database';
import { ConflictError, type DomainError, ForbiddenError, NotFoundError, SignInEndedError } from '@postern/errors';
import type { PresentedIdentifier, ProofTime } from '@postern/provider-kit';
import { IdentifierViews } from './identifier-views.js';
import { accountsFoundBy, linkedSearchOf } from '../account-search.js';

const longestLabel = 200;

/** A label for display from the certificate's name: one line, no control characters, 1 to 200 characters. */
const labelFor = (text: string): string => {
  const line = text
    .replaceAll(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  return [...line].slice(0, longestLabel).join('').trim() || '–';
};

export interface LinkedIdentifier {
  readonly identifierId: string;
  readonly accountId: string;
  readonly status: 'active' | 'blocked';
}

/** A proof that a link needs: its method, and when it was given. */
export interface LinkProof extends ProofTime {
  readonly methodId: string;
}

export interface NewLink {
  readonly accountId: string;
  readonly methodId: string;
  readonly identifier: PresentedIdentifier;
  /** The identifier's own label unless given. */
  readonly label?: string;
  readonly publicity: Publicity;
  /** Who asked for it, for the event log. */
  readonly actor: RecordedActor;
  /** All of them must still be valid when the link is stored; none where an administrator or a command links. */
  readonly proofs?: readonly LinkProof[];
  /** Roles of accounts that whoever links may change: the account must have one of them at that moment. */
  readonly roles?: readonly Role[];
  /** Id of the identifier that it takes the place of: a rule lets its holder in without the link. */
  readonly renews?: string;
  /** The session of the person who links: it must not have ended. */
  readonly session?: string;
  /** The application that requires it. */
  readonly requiredBy?: string;
  /** Nobody asked for it: where it fails, the event log is not told. */
  readonly quiet?: boolean;
}

type LinkProblem = 'identifier.linked_to_you' | 'identifier.linked_to_another' | 'sign_in_method.members_only';

/** None of the identifier's subjects may be linked already. Unique constraints decide between simultaneous links. */
const isFree = `not exists (${accountsFoundBy(2, 5)})`;
// The method's row first, in the same order as a change of the method (`sign_in_stands`), so that there is no deadlock.
const rests = `
  method as materialized (select from sign_in_method where id = $2::uuid for key share),
  rests as materialized (
    select count(*) filter (where not case when p ? 'session' then sign_in_stands($1::uuid, null, p ->> 'session', null)
      else sign_in_stands($1::uuid, p, null, null) end) = 0 as stand
    from (select count(*) from method) m cross join jsonb_array_elements($16::jsonb) as p
  )`;
// Whoever changes the role at this moment comes before the link, which is refused then, or after it.
const holder = `
  holder as materialized (select role from account where id = $1::uuid and $18::text[] is not null for share)`;
const mayBe = `${isFree} and sign_in_method_admits($2::uuid, $1::uuid) and (select stand from rests) and ($18::text[] is null or exists (select from holder where role = any($18::text[])))`;
// Sign-ins with a renewed certificate may be under way, for 60 seconds at most, and a proof from before a link counts for nothing. These would
// have been good without the link, by the rule that found the account.
const insertLink = auditedStatement(
  `insert into identifier (account_id, method_id, subject, alias, source, rule, label, publicity, certificate_id, created_at)
   select $1::uuid, $2::uuid, $3, $4, $6, $7::jsonb, $8, $9, (select id from stored),
     case when $17::boolean then now() - interval '61 seconds' else now() end where ${mayBe}
   returning id, account_id, created_at as "createdAt"`,
  18,
  [rests, holder, `stored as (${certificateUpsert(10, mayBe)})`],
);

const labelOf = ({ label, identifier }: Pick<NewLink, 'label' | 'identifier'>): string =>
  labelFor(label ?? identifier.label);

/**
 * Stores a link, its certificate and the event: all of it or nothing, when the identifier is nobody's and the proofs still count.
 *
 * @param statements of a transaction, where the link is part of a larger change
 * @returns undefined when it was not stored; throws on what two links at once violate
 */
export const storeLink = async (
  statements: Pick<Statements, 'one'>,
  link: NewLink,
): Promise<{ readonly id: string; readonly createdAt: Date } | undefined> => {
  const { accountId, methodId, identifier, publicity, actor, proofs = [], session, renews, roles, requiredBy } = link;
  const { subject, alias = null, rule } = identifier;
  const label = labelOf(link);
  const details = {
    label,
    ...(rule && { rule: rule.source }),
    ...(renews && { renews }),
    ...(requiredBy && { required: true }),
  };
  const event = {
    ...recordBy(actor, { type: 'identifier.linked', accountId, methodId, details }),
    ...(requiredBy && { clientId: requiredBy }),
  };
  return statements.one('identifier.link', insertLink.text, [
    ...[accountId, methodId, subject, alias, JSON.stringify(linkedSearchOf(identifier))],
    ...[rule?.source ?? null, rule && JSON.stringify(rule), label, publicity],
    ...certificateValues(identifier.certificate),
    JSON.stringify([
      ...proofs.map(({ methodId: by, at, mark }) => ({ methodId: by, at, mark })),
      ...(session === undefined ? [] : [{ session }]),
    ]),
    renews !== undefined,
    roles ?? null,
    ...insertLink.values(event),
  ]);
};

/** Links identifiers to accounts. A unique constraint, not a check, ensures that an identifier has one account. */
@Injectable()
export class IdentifierLinks {
  constructor(
    private readonly statements: Statements,
    private readonly views: IdentifierViews,
    private readonly audit: AuditLog,
  ) {}

  /** The account that the identifier is linked to, under any rule. */
  async find(identifier: PresentedIdentifier): Promise<LinkedIdentifier | undefined> {
    return this.statements.one<LinkedIdentifier>(
      'identifier.find',
      `select f.identifier_id as "identifierId", f.account_id as "accountId", a.status
       from (${accountsFoundBy(1, 2)}) f join account a on a.id = f.account_id order by f.rank limit 1`,
      [identifier.methodId, JSON.stringify(linkedSearchOf(identifier))],
    );
  }

  /**
   * Levels of which the person must prove one before anything is linked: those that their role requires for administration. Members who help
   * to administer an organization have to reach what managers have to reach.
   */
  async demandedLevels(accountId: string): Promise<readonly string[]> {
    const row = await this.statements.one<{ readonly levels: readonly string[] | null }>(
      'identifier.demanded_levels',
      `select c.metadata -> 'role_acr_values' -> case when a.role = 'member' and exists (
           select from organization_membership m join organization o on o.id = m.organization_id and o.status = 'active'
           where m.account_id = a.id and m.role <> 'member') then 'manager' else a.role end as levels
       from account a join client c on c.client_id = $2
       where a.id = $1`,
      [accountId, panelClientId],
    );
    return row?.levels ?? [];
  }

  /** Why `accountId` cannot link the identifier now, or null. */
  async problem(accountId: string, identifier: PresentedIdentifier): Promise<LinkProblem | null> {
    const linked = await this.find(identifier);
    if (linked === undefined) return (await this.admits(accountId, identifier)) ? null : 'sign_in_method.members_only';
    return linked.accountId === accountId ? 'identifier.linked_to_you' : 'identifier.linked_to_another';
  }

  /** Identifiers of an organization's methods are for its members. */
  private async admits(accountId: string, { methodId }: PresentedIdentifier): Promise<boolean> {
    const { admits } = await this.statements.only<{ readonly admits: boolean }>(
      'identifier.method_admits',
      'select sign_in_method_admits($1, $2) as admits',
      [methodId, accountId],
    );
    return admits;
  }

  /**
   * Links the identifier, stores its certificate and records both, in one statement: all of it or nothing.
   * Throws `ConflictError` (`identifier.linked_to_you`, `identifier.linked_to_another`), `ForbiddenError` (`sign_in_method.members_only`), or
   * `SignInEndedError` when a proof was ended, which is on record then as well, and `NotFoundError` when method or account are gone.
   */
  async link(link: NewLink): Promise<Identifier> {
    const { accountId, methodId, identifier, publicity } = link;
    const label = labelOf(link);
    try {
      const linked = await storeLink(this.statements, link);
      if (linked === undefined) throw await this.refused(link);
      const { summary: certificate = null, der = null } = identifier.certificate ?? {};
      const row = { ...linked, accountId, methodId, label, publicity, certificate, lastUsedAt: null };
      return await this.views.view({ ...row, der: der && Buffer.from(der) });
    } catch (error) {
      throw await this.explain(error, link);
    }
  }

  private async explain(error: unknown, link: NewLink): Promise<unknown> {
    switch (violatedConstraint(error)) {
      case 'identifier_account':
        return new NotFoundError('account.not_found');
      case 'identifier_method':
        return new NotFoundError('sign_in_method.not_found');
      case 'identifier_method_subject':
      case 'identifier_method_alias':
        return this.refused(link);
      default:
        return error;
    }
  }

  private async refused({ accountId, methodId, identifier, actor, proofs, quiet }: NewLink): Promise<DomainError> {
    const problem = await this.problem(accountId, identifier);
    // Without a problem, a proof was ended, or the identifier was another's and has been unlinked since: then a retry succeeds.
    const code = problem ?? (proofs === undefined ? 'identifier.linked_to_another' : 'sign_in.ended');
    if (quiet !== true)
      await this.audit.note(recordBy(actor, { type: 'identifier.link_refused', accountId, methodId, code }));
    if (code === 'sign_in_method.members_only') return new ForbiddenError(code);
    return code === 'sign_in.ended' ? new SignInEndedError('a proof of the link was ended') : new ConflictError(code);
  }
}
