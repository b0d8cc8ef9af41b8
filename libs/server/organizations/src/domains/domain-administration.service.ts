import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type AuditedChange, AuditedTransaction } from '@postern/audit';
import type { DomainRecord } from '@postern/contracts';
import { Statements, violatedConstraint } from '@postern/database';
import { ConflictError, InvalidError, NotFoundError } from '@postern/errors';
import { type Actor, assertOfSystem } from '@postern/management';
import { holdOrganization } from '../hold-organization.js';
import { type NamedOrganization, organizationEvent } from '../organization-event.js';
import { DomainDirectory } from './domain-directory.service.js';
import { domainOf } from './domain-name.js';
import { DomainProofs, proofOf } from './domain-proof.js';

/** Domains of one organization. */
const most = 100;

interface Held {
  readonly domain: string;
  readonly token: string;
}

type DomainEvent = 'organization.domain_added' | 'organization.domain_changed' | 'organization.domain_removed';

/** Adds, verifies and removes domains. Each change and its event are one transaction. */
@Injectable()
export class DomainAdministration {
  constructor(
    private readonly transaction: AuditedTransaction,
    private readonly directory: DomainDirectory,
    private readonly proofs: DomainProofs,
  ) {}

  /** Throws `InvalidError`, `NotFoundError`, `ConflictError` (`domain.duplicate`, `domain.too_many`). */
  async add(organizationId: string, text: string, actor: Actor): Promise<DomainRecord> {
    const domain = domainOf(text);
    if (domain === undefined) {
      const message = 'domain must be a domain such as example.org';
      throw new InvalidError('request.invalid', undefined, [{ path: 'domain', message }]);
    }
    const id = await this.change(async (change) => {
      const organization = await holdOrganization(change.manager, organizationId, actor);
      const statements = Statements.in(change.manager);
      const { count } = await statements.only<{ count: number }>(
        'organization_domain.count_all',
        'select count(*)::integer as count from organization_domain where organization_id = $1',
        [organizationId],
      );
      if (count >= most) throw new ConflictError('domain.too_many');
      const added = await statements.only<{ id: string }>(
        'organization_domain.add',
        'insert into organization_domain (organization_id, domain, token) values ($1, $2, $3) returning id',
        [organizationId, domain, randomBytes(16).toString('hex')],
      );
      await record(change, actor, 'organization.domain_added', organization, { domain });
      return added.id;
    });
    return this.directory.get(organizationId, id);
  }

  /**
   * Looks for the proof in the DNS, before the transaction: a name server may be slow.
   *
   * Throws `NotFoundError`, `ConflictError` (`domain.not_proven`, `domain.verified_elsewhere`), `InvalidError` (`domain.lookup_failed`).
   */
  async verify(organizationId: string, id: string, actor: Actor): Promise<DomainRecord> {
    const { domain, token } = await this.directory.proof(organizationId, id);
    if (!(await this.proofs.has(domain, token))) {
      const { name, value } = proofOf(domain, token);
      throw new ConflictError('domain.not_proven', undefined, [
        { path: 'domain', message: `there is no TXT record ${name} with the value ${value}` },
      ]);
    }
    return this.set(organizationId, id, 'dns', actor);
  }

  /** Throws `ForbiddenError` for anybody but administrators of the system, `NotFoundError`, `ConflictError` (`domain.verified_elsewhere`). */
  async declare(organizationId: string, id: string, verified: boolean, actor: Actor): Promise<DomainRecord> {
    assertOfSystem(actor, 'verified');
    return this.set(organizationId, id, verified ? 'administrator' : null, actor);
  }

  /** Throws `NotFoundError`. */
  async remove(organizationId: string, id: string, actor: Actor): Promise<void> {
    await this.change(async (change) => {
      const organization = await holdOrganization(change.manager, organizationId, actor);
      const removed = await Statements.in(change.manager).one<Held>(
        'organization_domain.remove',
        'delete from organization_domain where organization_id = $1 and id = $2 returning domain, token',
        [organizationId, id],
      );
      if (removed === undefined) throw new NotFoundError('domain.not_found');
      await record(change, actor, 'organization.domain_removed', organization, { domain: removed.domain });
    });
  }

  private async set(
    organizationId: string,
    id: string,
    by: DomainRecord['verifiedBy'],
    actor: Actor,
  ): Promise<DomainRecord> {
    await this.change(async (change) => {
      const organization = await holdOrganization(change.manager, organizationId, actor);
      const changed = await Statements.in(change.manager).one<Held & { readonly before: DomainRecord['verifiedBy'] }>(
        'organization_domain.verify',
        `with held as (select id, verified_by from organization_domain where organization_id = $1 and id = $2 for update)
         update organization_domain d set verified_by = $3::text,
           verified_at = case when $3::text is not null then coalesce(d.verified_at, now()) end
         from held where d.id = held.id returning d.domain, d.token, held.verified_by as before`,
        [organizationId, id, by],
      );
      if (changed === undefined) throw new NotFoundError('domain.not_found');
      if (changed.before === by) return;
      await record(change, actor, 'organization.domain_changed', organization, {
        ...{ domain: changed.domain, verified: by ?? 'no' },
      });
    });
    return this.directory.get(organizationId, id);
  }

  private async change<T>(work: (change: AuditedChange) => Promise<T>): Promise<T> {
    try {
      return await this.transaction.run(['organization_domain'], work);
    } catch (error) {
      const constraint = violatedConstraint(error);
      if (constraint === 'organization_domain_once') throw new ConflictError('domain.duplicate');
      if (constraint === 'organization_domain_verified') throw new ConflictError('domain.verified_elsewhere');
      throw error;
    }
  }
}

const record = (
  change: AuditedChange,
  actor: Actor,
  type: DomainEvent,
  organization: NamedOrganization,
  details: object,
): Promise<void> => change.record(organizationEvent(actor, type, organization, details));
