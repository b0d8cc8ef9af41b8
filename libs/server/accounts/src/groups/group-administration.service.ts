import { Injectable } from '@nestjs/common';
import { type AuditedChange, AuditedTransaction, type AuditRecord, recordBy } from '@postern/audit';
import type { AuditEventType, GroupInput, GroupRecord, Role } from '@postern/contracts';
import { Statements, violatedConstraint } from '@postern/database';
import { ConflictError, NotFoundError } from '@postern/errors';
import type { EntityManager } from 'typeorm';
import type { Actor } from '@postern/management';
import { assertMayChange } from '../owner-rules.js';
import { GroupDirectory } from './group-directory.service.js';

/** The details of a group that the event log keeps. */
interface GroupName {
  readonly id: string;
  readonly name: string;
}

/** Creates, changes and deletes groups and their memberships. Each change and its event are one transaction. */
@Injectable()
export class GroupAdministration {
  constructor(
    private readonly transaction: AuditedTransaction,
    private readonly directory: GroupDirectory,
  ) {}

  /** Throws `ConflictError` (`group.name_taken`). */
  async create({ name, description = null }: GroupInput, actor: Actor): Promise<GroupRecord> {
    const id = await this.change(async ({ manager, record }) => {
      const group = await Statements.in(manager).only<GroupName>(
        'account_group.create',
        'insert into account_group (name, description) values ($1, $2) returning id, name',
        [name, description],
      );
      await record(eventOf(actor, 'group.created', group));
      return group.id;
    });
    return this.directory.get(id);
  }

  /** Throws `NotFoundError`, `ConflictError` (`group.name_taken`). */
  async update(id: string, change: Partial<GroupInput>, actor: Actor): Promise<GroupRecord> {
    await this.change(async ({ manager, record }) => {
      const group = await Statements.in(manager).one<GroupName>(
        'account_group.update',
        `update account_group set
           name = case when $2::jsonb ? 'name' then $2::jsonb->>'name' else name end,
           description = case when $2::jsonb ? 'description' then $2::jsonb->>'description' else description end,
           updated_at = now()
         where id = $1 returning id, name`,
        [id, JSON.stringify(change)],
      );
      if (group === undefined) throw new NotFoundError('group.not_found');
      await record(eventOf(actor, 'group.updated', group, { fields: Object.keys(change).sort() }));
    });
    return this.directory.get(id);
  }

  /** Its members stay, without it. Throws `NotFoundError`. */
  async delete(id: string, actor: Actor): Promise<void> {
    await this.change(async ({ manager, record }) => {
      await this.assertMayDissolve(manager, id, actor);
      const group = await Statements.in(manager).one<GroupName>(
        'account_group.delete',
        'delete from account_group where id = $1 returning id, name',
        [id],
      );
      if (group === undefined) throw new NotFoundError('group.not_found');
      await record(eventOf(actor, 'group.deleted', group));
    });
  }

  /** Throws `NotFoundError`, `ForbiddenError` for accounts that the actor may not change. */
  async add(id: string, accountId: string, actor: Actor): Promise<void> {
    await this.change(async ({ manager, record }) => {
      const group = await this.take(manager, id, accountId, actor);
      const added = await Statements.in(manager).affected(
        'account_group_member.add',
        'insert into account_group_member (group_id, account_id) values ($1, $2) on conflict do nothing',
        [id, accountId],
      );
      if (added > 0) await record(eventOf(actor, 'group.member_added', group, {}, accountId));
    });
  }

  /** Throws as `add` does. */
  async remove(id: string, accountId: string, actor: Actor): Promise<void> {
    await this.change(async ({ manager, record }) => {
      const group = await this.take(manager, id, accountId, actor);
      const removed = await Statements.in(manager).affected(
        'account_group_member.remove',
        'delete from account_group_member where group_id = $1 and account_id = $2',
        [id, accountId],
      );
      if (removed > 0) await record(eventOf(actor, 'group.member_removed', group, {}, accountId));
    });
  }

  private async take(manager: EntityManager, id: string, accountId: string, actor: Actor): Promise<GroupName> {
    const group = await Statements.in(manager).one<GroupName>(
      'account_group.hold',
      'select id, name from account_group where id = $1 for key share',
      [id],
    );
    if (group === undefined) throw new NotFoundError('group.not_found');
    const account = await Statements.in(manager).one<{ role: Role }>(
      'account_group.hold_account',
      'select role from account where id = $1 for key share',
      [accountId],
    );
    if (account === undefined) throw new NotFoundError('account.not_found');
    assertMayChange(actor, account);
    return group;
  }

  /** A group that is deleted leaves its members, which is a change of each of them. */
  private async assertMayDissolve(manager: EntityManager, id: string, actor: Actor): Promise<void> {
    const rows = await Statements.in(manager).run<{ role: Role }>(
      'account_group.roles',
      `select distinct a.role from account_group_member m join account a on a.id = m.account_id where m.group_id = $1`,
      [id],
    );
    for (const row of rows) assertMayChange(actor, row);
  }

  private async change<T>(work: (change: AuditedChange) => Promise<T>): Promise<T> {
    try {
      return await this.transaction.run([], work);
    } catch (error) {
      if (violatedConstraint(error) === 'account_group_name_unique') throw new ConflictError('group.name_taken');
      throw error;
    }
  }
}

const eventOf = (
  actor: Actor,
  type: AuditEventType,
  { id, name }: GroupName,
  details: object = {},
  accountId: string | null = null,
): AuditRecord => recordBy(actor, { type, accountId, details: { group: id, name, ...details } });
