import { Injectable } from '@nestjs/common';
import { AuditLog } from '@postern/audit';
import { certificateUpsert, certificateValues } from '@postern/certificates';
import type { Identifier, Publicity } from '@postern/contracts';
import { Statements, violatedConstraint } from '@postern/database';
import { ConflictError, NotFoundError } from '@postern/errors';
import type { PresentedIdentity } from '@postern/provider-kit';
import { recordBy, type Actor } from '../actor.js';
import { auditedWrite } from '../audited-write.js';
import { IdentifierViews } from './identifier-views.js';
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
  readonly actor: Actor;
}

type LinkProblem = 'identifier.linked_to_you' | 'identifier.linked_to_another';

const insertLink = auditedWrite(
  `insert into external_identity (account_id, provider_id, subject, label, publicity, certificate_id)
   values ($1, $2, $3, $4, $5, (select id from stored))
   returning id, account_id, created_at as "createdAt"`,
  10,
  [`stored as (${certificateUpsert(6)})`],
);

/** Which account an external identity belongs to. That it is one account only is the database's promise, not a check's. */
@Injectable()
export class IdentityLinks {
  constructor(
    private readonly statements: Statements,
    private readonly views: IdentifierViews,
    private readonly audit: AuditLog,
  ) {}

  /** The lookup of every certificate sign-in: one statement on one index. */
  async findBySubject(methodId: string, subject: string): Promise<LinkedIdentity | undefined> {
    return this.statements.one<LinkedIdentity & Record<string, unknown>>(
      'external_identity.find_by_subject',
      `select i.id as "identityId", i.account_id as "accountId", a.status
       from external_identity i join account a on a.id = i.account_id
       where i.provider_id = $1 and i.subject = $2`,
      [methodId, subject],
    );
  }

  /** Why `accountId` cannot link the identity now, or null. */
  async problem(accountId: string, identity: PresentedIdentity): Promise<LinkProblem | null> {
    const linked = await this.findBySubject(identity.methodId, identity.subject);
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
          ...[accountId, methodId, identity.subject, label, publicity],
          ...certificateValues(identity.certificate),
          ...insertLink.values(event),
        ],
      );
      const certificate = identity.certificate?.summary ?? null;
      return await this.views.view({ ...linked!, methodId, label, publicity, certificate, lastUsedAt: null });
    } catch (error) {
      throw await this.explain(error, link);
    }
  }

  private async explain(error: unknown, { accountId, methodId, identity, actor }: NewLink): Promise<unknown> {
    switch (violatedConstraint(error)) {
      case 'external_identity_account':
        return new NotFoundError('account.not_found');
      case 'external_identity_provider':
        return new NotFoundError('provider.not_found');
      case 'external_identity_provider_subject': {
        // Null when it was unlinked since: it was another's then, and a retry will do.
        const code = (await this.problem(accountId, identity)) ?? 'identifier.linked_to_another';
        await this.audit.note(recordBy(actor, { type: 'identifier.link_refused', accountId, methodId, code }));
        return new ConflictError(code);
      }
      default:
        return error;
    }
  }
}
