import { Injectable } from '@nestjs/common';
import { auditedStatement, AuditLog, recordBy, type RecordedActor } from '@postern/audit';
import { certificateUpsert, certificateValues } from '@postern/certificates';
import type { Identifier, Publicity } from '@postern/contracts';
import { Statements, violatedConstraint } from '@postern/database';
import { ConflictError, NotFoundError } from '@postern/errors';
import type { PresentedIdentity } from '@postern/provider-kit';
import { IdentifierViews } from './identifier-views.js';
import { identityOf, identityValues } from '../identity-match.js';
import { labelFor } from './label.js';

export interface LinkedIdentity {
  readonly identityId: string;
  readonly accountId: string;
  readonly status: 'active' | 'blocked';
}

export interface NewLink {
  readonly accountId: string;
  readonly methodId: string;
  readonly identity: PresentedIdentity;
  /** The identity's own label unless given. */
  readonly label?: string;
  readonly publicity: Publicity;
  /** Who asked for it, for the event log. */
  readonly actor: RecordedActor;
}

type LinkProblem = 'identifier.linked_to_you' | 'identifier.linked_to_another';

/** Under none of its subjects may the identity be somebody's already. Two links at once meet at the unique constraints. */
const isFree = `not exists (${identityOf(2)})`;
const insertLink = auditedStatement(
  `insert into external_identity (account_id, provider_id, subject, alias, label, publicity, certificate_id)
   select $1::uuid, $2::uuid, $3, $4, $6, $7, (select id from stored) where ${isFree}
   returning id, account_id, created_at as "createdAt"`,
  13,
  [`stored as (${certificateUpsert(8, isFree)})`],
);

/** Which account an external identity belongs to. That it is one account only is the database's promise, not a check's. */
@Injectable()
export class IdentityLinks {
  constructor(
    private readonly statements: Statements,
    private readonly views: IdentifierViews,
    private readonly audit: AuditLog,
  ) {}

  /** Whose the identity is, as a certificate sign-in looks it up. */
  async find(identity: PresentedIdentity): Promise<LinkedIdentity | undefined> {
    return this.statements.one<LinkedIdentity & Record<string, unknown>>(
      'external_identity.find',
      `select i.id as "identityId", i.account_id as "accountId", a.status
       from (${identityOf()}) i join account a on a.id = i.account_id`,
      identityValues(identity),
    );
  }

  /** Why `accountId` cannot link the identity now, or null. */
  async problem(accountId: string, identity: PresentedIdentity): Promise<LinkProblem | null> {
    const linked = await this.find(identity);
    if (linked === undefined) return null;
    return linked.accountId === accountId ? 'identifier.linked_to_you' : 'identifier.linked_to_another';
  }

  /**
   * Links the identity, stores its certificate and records both, in one statement: all of it or nothing.
   * Throws `ConflictError` (`identifier.linked_to_you`, `identifier.linked_to_another`), which is on record then as well, and
   * `NotFoundError` when method or account are gone.
   */
  async link(link: NewLink): Promise<Identifier> {
    const { accountId, methodId, identity, publicity, actor } = link;
    const label = labelFor(link.label ?? identity.label);
    const event = recordBy(actor, { type: 'identifier.linked', accountId, methodId, details: { label } });
    try {
      const linked = await this.statements.one<{ id: string; createdAt: Date }>(
        'external_identity.link',
        insertLink.text,
        [
          ...[accountId, ...identityValues(identity), label, publicity],
          ...certificateValues(identity.certificate),
          ...insertLink.values(event),
        ],
      );
      if (linked === undefined) throw await this.taken(link);
      const certificate = identity.certificate?.summary ?? null;
      return await this.views.view({ ...linked, methodId, label, publicity, certificate, lastUsedAt: null });
    } catch (error) {
      throw await this.explain(error, link);
    }
  }

  private async explain(error: unknown, link: NewLink): Promise<unknown> {
    switch (violatedConstraint(error)) {
      case 'external_identity_account':
        return new NotFoundError('account.not_found');
      case 'external_identity_provider':
        return new NotFoundError('provider.not_found');
      case 'external_identity_provider_subject':
      case 'external_identity_provider_alias':
        return this.taken(link);
      default:
        return error;
    }
  }

  private async taken({ accountId, methodId, identity, actor }: NewLink): Promise<ConflictError> {
    // Null when it was unlinked since: it was another's then, and a retry will do.
    const code = (await this.problem(accountId, identity)) ?? 'identifier.linked_to_another';
    await this.audit.note(recordBy(actor, { type: 'identifier.link_refused', accountId, methodId, code }));
    return new ConflictError(code);
  }
}
