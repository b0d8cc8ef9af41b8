import { Injectable } from '@nestjs/common';
import { AuditLog, recordBy } from '@postern/audit';
import type { AuditEventType, GroupInput, GroupRecord, Role } from '@postern/contracts';
import { ConflictError, NotFoundError } from '@postern/errors';
import { DataSource, type EntityManager, QueryFailedError } from 'typeorm';
import type { Actor } from '@postern/management';
import { assertMayChange } from '../owner-rules.js';
import { GroupDirectory } from './group-directory.service.js';

/** What of a group the event log keeps. */
interface GroupName {
  readonly id: string;
  readonly name: string;
}

/** Makes, changes and deletes groups, and says who belongs to them. Each change is recorded, or does not happen. */
@Injectable()
export class GroupAdministration {
  constructor(
    private readonly database: DataSource,
    private readonly directory: GroupDirectory,
    private readonly audit: AuditLog,
  ) {}

  /** Throws `ConflictError` (`group.name_taken`). */
  async create({ name, description = null }: GroupInput, actor: Actor): Promise<GroupRecord> {
    const id = await this.change(async (transaction) => {
      const [group] = await transaction.query<GroupName[]>(
        'insert into account_group (name, description) values ($1, $2) returning id, name',
        [name, description],
      );
      await this.record(transaction, actor, 'group.created', group!);
      return group!.id;
    });
    return this.directory.get(id);
  }

  /** Throws `NotFoundError`, `ConflictError` (`group.name_taken`). */
  async update(id: string, change: Partial<GroupInput>, actor: Actor): Promise<GroupRecord> {
    await this.change(async (transaction) => {
      const [[group]] = await transaction.query<[GroupName[], number]>(
        `update account_group set
           name = case when $2::jsonb ? 'name' then $2::jsonb->>'name' else name end,
           description = case when $2::jsonb ? 'description' then $2::jsonb->>'description' else description end,
           updated_at = now()
         where id = $1 returning id, name`,
        [id, JSON.stringify(change)],
      );
      if (group === undefined) throw new NotFoundError('group.not_found');
      await this.record(transaction, actor, 'group.updated', group, { fields: Object.keys(change).sort() });
    });
    return this.directory.get(id);
  }

  /** Its members stay, without it. Throws `NotFoundError`. */
  async delete(id: string, actor: Actor): Promise<void> {
    await this.change(async (transaction) => {
      await this.assertMayDissolve(transaction, id, actor);
      const [[group]] = await transaction.query<[GroupName[], number]>(
        'delete from account_group where id = $1 returning id, name',
        [id],
      );
      if (group === undefined) throw new NotFoundError('group.not_found');
      await this.record(transaction, actor, 'group.deleted', group);
    });
  }

  /** Throws `NotFoundError`, `ForbiddenError` for accounts that the actor may not change. */
  async add(id: string, accountId: string, actor: Actor): Promise<void> {
    await this.change(async (transaction) => {
      const group = await this.take(transaction, id, accountId, actor);
      const added = await transaction.query<unknown[]>(
        'insert into account_group_member (group_id, account_id) values ($1, $2) on conflict do nothing returning 1',
        [id, accountId],
      );
      if (added.length > 0) await this.record(transaction, actor, 'group.member_added', group, {}, accountId);
    });
  }

  /** Throws as `add` does. */
  async remove(id: string, accountId: string, actor: Actor): Promise<void> {
    await this.change(async (transaction) => {
      const group = await this.take(transaction, id, accountId, actor);
      const [, removed] = await transaction.query<[unknown, number]>(
        'delete from account_group_member where group_id = $1 and account_id = $2',
        [id, accountId],
      );
      if (removed > 0) await this.record(transaction, actor, 'group.member_removed', group, {}, accountId);
    });
  }

  private async take(transaction: EntityManager, id: string, accountId: string, actor: Actor): Promise<GroupName> {
    const [group] = await transaction.query<GroupName[]>(
      'select id, name from account_group where id = $1 for key share',
      [id],
    );
    if (group === undefined) throw new NotFoundError('group.not_found');
    const [account] = await transaction.query<{ role: Role }[]>(
      'select role from account where id = $1 for key share',
      [accountId],
    );
    if (account === undefined) throw new NotFoundError('account.not_found');
    assertMayChange(actor, account);
    return group;
  }

  /** A group that is deleted leaves its members, which is a change of each of them. */
  private async assertMayDissolve(transaction: EntityManager, id: string, actor: Actor): Promise<void> {
    const rows = await transaction.query<{ role: Role }[]>(
      `select distinct a.role from account_group_member m join account a on a.id = m.account_id where m.group_id = $1`,
      [id],
    );
    for (const row of rows) assertMayChange(actor, row);
  }

  private async change<T>(work: (transaction: EntityManager) => Promise<T>): Promise<T> {
    try {
      return await this.database.transaction(work);
    } catch (error) {
      const { constraint } = (error instanceof QueryFailedError ? error.driverError : {}) as { constraint?: string };
      if (constraint === 'account_group_name_unique') throw new ConflictError('group.name_taken');
      throw error;
    }
  }

  private record(
    transaction: EntityManager,
    actor: Actor,
    type: AuditEventType,
    { id, name }: GroupName,
    details: object = {},
    accountId: string | null = null,
  ): Promise<void> {
    return this.audit.recordIn(
      transaction,
      recordBy(actor, { type, accountId, details: { group: id, name, ...details } }),
    );
  }
}
