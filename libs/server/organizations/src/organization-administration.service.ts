import { Injectable } from '@nestjs/common';
import { type AuditedChange, AuditedTransaction } from '@postern/audit';
import type { OrganizationChange, OrganizationInput, OrganizationRecord, OrganizationStatus } from '@postern/contracts';
import { Statements, violatedConstraint } from '@postern/database';
import { ConflictError, NotFoundError } from '@postern/errors';
import { type Actor, assertOfSystem, assertRoleStands } from '@postern/management';
import type { EntityManager } from 'typeorm';
import { OrganizationDirectory } from './organization-directory.service.js';
import { MethodsOfOrganization } from './methods-of-organization.port.js';
import { type EndedSignIns, OrganizationEndings } from './organization-endings.port.js';
import { type NamedOrganization, organizationEvent } from './organization-event.js';

type Changed = NamedOrganization & { readonly status: OrganizationStatus; readonly before: OrganizationStatus };

/** Applications that a refusal names at most. */
const mostNamed = 20;

/** Creates, changes and deletes organizations. Each change and its event are one transaction. */
@Injectable()
export class OrganizationAdministration {
  constructor(
    private readonly transaction: AuditedTransaction,
    private readonly directory: OrganizationDirectory,
    private readonly endings: OrganizationEndings,
    private readonly methods: MethodsOfOrganization,
  ) {}

  /** Throws `ConflictError` (`organization.slug_taken`). */
  async create({ name, slug, contact = null }: OrganizationInput, actor: Actor): Promise<OrganizationRecord> {
    const id = await this.change(async ({ manager, record }) => {
      const created = await Statements.in(manager).only<NamedOrganization>(
        'organization.create',
        'insert into organization (name, slug, contact) values ($1, $2, $3) returning id, slug, name',
        [name, slug, contact],
      );
      await record(organizationEvent(actor, 'organization.created', created));
      return created.id;
    });
    return this.directory.get(id);
  }

  /** Throws `NotFoundError`, `ConflictError` (`organization.slug_taken`), `ForbiddenError` when its own people change its status. */
  async update(id: string, { status, ...change }: OrganizationChange, actor: Actor): Promise<OrganizationRecord> {
    if (status !== undefined) assertOfSystem(actor, 'status');
    const ended = await this.change(async ({ manager, record }) => {
      await hold(manager, id, actor);
      const changed = await Statements.in(manager).only<Changed>(
        'organization.update',
        `with held as (select id, status from organization where id = $1)
         update organization o set
           name = case when $2::jsonb ? 'name' then $2::jsonb->>'name' else o.name end,
           slug = case when $2::jsonb ? 'slug' then $2::jsonb->>'slug' else o.slug end,
           contact = case when $2::jsonb ? 'contact' then $2::jsonb->>'contact' else o.contact end,
           status = coalesce($3::text, o.status),
           updated_at = now()
         from held where o.id = held.id
         returning o.id, o.slug, o.name, o.status, held.status as before`,
        [id, JSON.stringify(change), status ?? null],
      );
      const fields = Object.keys(change).toSorted();
      if (fields.length > 0) await record(organizationEvent(actor, 'organization.updated', changed, { fields }));
      const endings = changed.status === 'suspended' ? await this.endings.ofOrganization(manager, id) : undefined;
      if (changed.status !== changed.before)
        await record(organizationEvent(actor, statusEvents[changed.status], changed));
      return endings;
    });
    ended?.announce();
    return this.directory.get(id);
  }

  /**
   * Its sign-in methods go with it; its members keep their accounts. Throws `NotFoundError`, `ConflictError`
   * (`organization.has_applications`) with their names.
   */
  async delete(id: string, actor: Actor): Promise<void> {
    const ended = await this.change<readonly EndedSignIns[]>(async (change) => {
      const { manager, record } = change;
      await this.methods.hold(manager);
      await hold(manager, id, actor);
      await assertHasNoApplications(manager, id);
      const endings = [
        await this.endings.ofOrganization(manager, id),
        { announce: await this.methods.delete(id, actor, change) },
      ];
      const deleted = await Statements.in(manager).only<NamedOrganization>(
        'organization.delete',
        'delete from organization where id = $1 returning id, slug, name',
        [id],
      );
      await record(organizationEvent(actor, 'organization.deleted', deleted));
      return endings;
    });
    for (const { announce } of ended) announce();
  }

  private async change<T>(work: (change: AuditedChange) => Promise<T>): Promise<T> {
    try {
      return await this.transaction.run(['organization', 'sign_in_method'], work);
    } catch (error) {
      const constraint = violatedConstraint(error);
      if (constraint === 'organization_slug') throw new ConflictError('organization.slug_taken');
      // An application came while the organization was being deleted.
      if (constraint === 'client_organization') throw new ConflictError('organization.has_applications');
      throw error;
    }
  }
}

const hold = async (manager: EntityManager, id: string, actor: Actor): Promise<void> => {
  const statements = Statements.in(manager);
  const held = await statements.one('organization.hold_whole', 'select 1 from organization where id = $1 for update', [
    id,
  ]);
  if (held === undefined) throw new NotFoundError('organization.not_found');
  await assertRoleStands(statements, actor);
};

const statusEvents = { active: 'organization.activated', suspended: 'organization.suspended' } as const;

const assertHasNoApplications = async (manager: EntityManager, id: string): Promise<void> => {
  const applications = await Statements.in(manager).run<{ name: string }>(
    'organization.applications_left',
    'select name from client where organization_id = $1 order by name, client_id limit $2',
    [id, mostNamed],
  );
  if (applications.length === 0) return;
  const errors = applications.map(({ name }) => ({ path: 'id', message: name }));
  throw new ConflictError('organization.has_applications', undefined, errors);
};
