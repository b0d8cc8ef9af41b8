import { Injectable } from '@nestjs/common';
import { type AuditedChange, AuditedTransaction } from '@postern/audit';
import type { MembershipInput, MembershipRecord, OrganizationRole } from '@postern/contracts';
import { Statements, violatedConstraint } from '@postern/database';
import { ConflictError, NotFoundError } from '@postern/errors';
import {
  type Actor,
  assertOrganizationRolesWithin,
  type Authority,
  organizationRolesWithin,
} from '@postern/management';
import type { EntityManager } from 'typeorm';
import { MemberDirectory } from './member-directory.service.js';
import { holdOrganization } from './hold-organization.js';
import { OrganizationEndings } from './organization-endings.port.js';
import { organizationEvent } from './organization-event.js';

interface Outcome {
  /** Role before; null: not a member. */
  readonly before: OrganizationRole | null;
  readonly changed: boolean;
}

// Owners are locked in one order, so that of two changes at once the later one sees what the earlier one left.
const owners = `owners as materialized (
  select account_id from organization_membership where organization_id = $1 and role = 'owner'
  order by account_id for update)`;

const held = `held as (
  select role from organization_membership where organization_id = $1 and account_id = $2)`;

/** `$3`: roles that the actor may take. */
const isChangeable = `m.role = any ($3)`;

const isNotLastOwner = `(m.role <> 'owner' or (select count(*) from owners) > 1)`;

const outcome = `select (select role from held) as before, exists (select 1 from written) as changed`;

/** Adds, changes and removes members. Each change and its event are one transaction. */
@Injectable()
export class MembershipAdministration {
  constructor(
    private readonly transaction: AuditedTransaction,
    private readonly directory: MemberDirectory,
    private readonly endings: OrganizationEndings,
  ) {}

  /** Throws `NotFoundError`, `ConflictError` (`membership.duplicate`), `ForbiddenError` for a role beyond the actor's own. */
  async add(organizationId: string, input: MembershipInput, actor: Actor): Promise<MembershipRecord> {
    assertOrganizationRolesWithin(actor, input.role);
    const accountId = await this.change(async ({ manager, record }) => {
      const organization = await holdOrganization(manager, organizationId, actor);
      const account = await findAccount(manager, input);
      await Statements.in(manager).run(
        'organization_membership.add',
        'insert into organization_membership (organization_id, account_id, role) values ($1, $2, $3)',
        [organizationId, account, input.role],
      );
      await record(organizationEvent(actor, 'membership.added', organization, { role: input.role }, account));
      return account;
    });
    return this.directory.get(organizationId, accountId);
  }

  /** Throws `NotFoundError`, `ConflictError` (`organization.last_owner`), `ForbiddenError` for roles beyond the actor's own. */
  async changeRole(
    organizationId: string,
    accountId: string,
    role: OrganizationRole,
    actor: Actor,
  ): Promise<MembershipRecord> {
    assertOrganizationRolesWithin(actor, role);
    await this.change(async ({ manager, record }) => {
      const organization = await holdOrganization(manager, organizationId, actor);
      const { before, changed } = await Statements.in(manager).only<Outcome>(
        'organization_membership.change',
        `with ${owners}, ${held}, written as (
           update organization_membership m set role = $4
           where m.organization_id = $1 and m.account_id = $2 and ${isChangeable} and ($4 = 'owner' or ${isNotLastOwner})
           returning m.account_id)
         ${outcome}`,
        [organizationId, accountId, organizationRolesWithin(actor), role],
      );
      assertDone(actor, before, changed);
      if (before === role) return;
      await record(organizationEvent(actor, 'membership.changed', organization, { role, before }, accountId));
    });
    return this.directory.get(organizationId, accountId);
  }

  /**
   * What applications got for the organization ends, and they are told.
   *
   * Throws `NotFoundError`, `ConflictError` (`organization.last_owner`), `ForbiddenError` for roles beyond the actor's own.
   */
  async remove(organizationId: string, accountId: string, actor: Actor): Promise<void> {
    const ended = await this.change(async ({ manager, record }) => {
      const organization = await holdOrganization(manager, organizationId, actor);
      const { before, changed } = await Statements.in(manager).only<Outcome>(
        'organization_membership.remove',
        `with ${owners}, ${held}, written as (
           delete from organization_membership m
           where m.organization_id = $1 and m.account_id = $2 and ${isChangeable} and ${isNotLastOwner}
           returning m.account_id)
         ${outcome}`,
        [organizationId, accountId, organizationRolesWithin(actor)],
      );
      assertDone(actor, before, changed);
      await record(organizationEvent(actor, 'membership.removed', organization, { role: before }, accountId));
      return this.endings.ofMember(manager, organizationId, accountId);
    });
    ended.announce();
  }

  private async change<T>(work: (change: AuditedChange) => Promise<T>): Promise<T> {
    try {
      return await this.transaction.run(['organization_membership'], work);
    } catch (error) {
      const constraint = violatedConstraint(error);
      if (constraint === 'organization_membership_pk') throw new ConflictError('membership.duplicate');
      if (constraint === 'organization_membership_account') throw new NotFoundError('account.not_found');
      throw error;
    }
  }
}

const findAccount = async (manager: EntityManager, { account, username }: MembershipInput): Promise<string> => {
  const found = await Statements.in(manager).one<{ id: string }>(
    'organization_membership.account',
    'select id from account where id = $1::uuid or username = lower($2) for key share',
    [account ?? null, username ?? null],
  );
  if (found === undefined) throw new NotFoundError('account.not_found');
  return found.id;
};

const assertDone = (actor: Authority, before: OrganizationRole | null, changed: boolean): void => {
  if (changed) return;
  if (before !== null) assertOrganizationRolesWithin(actor, before);
  if (before === 'owner') throw new ConflictError('organization.last_owner');
  throw new NotFoundError('membership.not_found');
};
