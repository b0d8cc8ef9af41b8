import { Injectable } from '@nestjs/common';
import { AuditLog } from '@postern/audit';
import { CertificateInventory } from '@postern/certificates';
import type { AuditEventType, Role, UserRecord } from '@postern/contracts';
import { NotFoundError } from '@postern/errors';
import { DataSource, type EntityManager } from 'typeorm';
import { withAccountConflicts } from '../account-conflicts.js';
import { AccountSessions } from '../account-sessions.port.js';
import { recordBy, type Actor } from '../actor.js';
import { proofsEndedNow } from '../sign-in/proofs.js';
import { assertMayChange, assertMayGiveRole, assertNotLast, lockOwners } from '../owner-rules.js';
import { userColumns, userRecord, type UserRow } from './user-records.js';

export interface UserChange {
  readonly name?: string;
  readonly email?: string | null;
  /** Of the address of this change, or else of the present one. */
  readonly emailVerified?: boolean;
  readonly role?: Role;
  readonly status?: 'active' | 'blocked';
}

type Before = Pick<UserRow, 'login' | 'role' | 'status' | 'emailVerified'>;

const update = `with changed as (
    update account set
      name = case when $2::jsonb ? 'name' then $2::jsonb->>'name' else name end,
      email = case when $2::jsonb ? 'email' then $2::jsonb->>'email' else email end,
      confirmed_email = case
        when $2::jsonb->'emailVerified' = 'true' then
          case when $2::jsonb ? 'email' then $2::jsonb->>'email' else email end
        when $2::jsonb->'emailVerified' = 'false' then null
        else confirmed_email end,
      role = case when $2::jsonb ? 'role' then $2::jsonb->>'role' else role end,
      status = case when $2::jsonb ? 'status' then $2::jsonb->>'status' else status end,
      proofs_before = case when $2::jsonb->>'status' = 'blocked' then ${proofsEndedNow} else proofs_before end,
      updated_at = now()
    where id = $1
    returning ${userColumns})
  select * from changed`;

/** Administrators change and delete accounts. */
@Injectable()
export class UserChanges {
  constructor(
    private readonly database: DataSource,
    private readonly audit: AuditLog,
    private readonly sessions: AccountSessions,
    private readonly certificates: CertificateInventory,
  ) {}

  /**
   * Blocking ends all sessions and what applications were allowed. Throws `NotFoundError`, `ForbiddenError` when somebody else than an owner makes or changes
   * one, `ConflictError` (`account.last_owner`, `account.email_taken`).
   */
  async change(id: string, change: UserChange, actor: Actor): Promise<UserRecord> {
    const [row, ended] = await withAccountConflicts(() =>
      this.database.transaction(async (transaction) => {
        const before = await this.take(transaction, id, actor, takesOwnerAway(change));
        if (change.role !== undefined && change.role !== before.role) assertMayGiveRole(actor, change.role);
        const [after] = await transaction.query<UserRow[]>(update, [id, JSON.stringify(change)]);
        const type: AuditEventType =
          before.status === 'active' && change.status === 'blocked' ? 'account.blocked' : 'account.updated';
        await this.record(transaction, actor, type, id, change, before);
        const blocked = change.status === 'blocked';
        return [after!, blocked ? await this.sessions.end(transaction, id, { everything: true }) : null] as const;
      }),
    );
    ended?.announce();
    return userRecord(row);
  }

  /**
   * Deletes the account with its identifiers, and their certificates where nothing else uses them; ends its sessions and what
   * applications were allowed. Who leaves of their own accord leaves no login behind. Throws as `change` does.
   */
  async delete(id: string, actor: Actor): Promise<void> {
    const [certificateIds, ended] = await this.database.transaction(async (transaction) => {
      const { login } = await this.take(transaction, id, actor, true);
      const details = actor.accountId === id ? {} : { login };
      const identities = await transaction.query<{ certificateId: string }[]>(
        `select certificate_id as "certificateId" from external_identity
         where account_id = $1 and certificate_id is not null`,
        [id],
      );
      await transaction.query('delete from account where id = $1', [id]);
      await this.audit.recordIn(transaction, recordBy(actor, { type: 'account.deleted', accountId: id, details }));
      const sessions = await this.sessions.end(transaction, id, { everything: true });
      return [identities.map(({ certificateId }) => certificateId), sessions] as const;
    });
    ended.announce();
    await this.certificates.forget(certificateIds);
  }

  /** Locks the account, after the owners when there could be one less, and checks that `actor` may change it. */
  private async take(transaction: EntityManager, id: string, actor: Actor, ownerMayGo: boolean): Promise<Before> {
    const owners = ownerMayGo ? await lockOwners(transaction) : [];
    const [user] = await transaction.query<Before[]>(
      `select login, role, status, confirmed_email is not null as "emailVerified" from account where id = $1 for update`,
      [id],
    );
    if (user === undefined) throw new NotFoundError('account.not_found');
    assertMayChange(actor, user);
    if (ownerMayGo) assertNotLast(owners, id);
    return user;
  }

  private async record(
    transaction: EntityManager,
    actor: Actor,
    type: AuditEventType,
    accountId: string,
    { name, email, ...said }: UserChange,
    before: Before,
  ): Promise<void> {
    const fields = Object.entries({ name, email, ...said }).flatMap(([field, value]) =>
      value === undefined ? [] : [field],
    );
    // Role and status are worth reading in the log; names and addresses are not kept there.
    const was = Object.entries(before).filter(([field, value]) => {
      const now = (said as Readonly<Record<string, unknown>>)[field];
      return now !== undefined && now !== value;
    });
    const details = { fields, ...said, ...(was.length > 0 && { before: Object.fromEntries(was) }) };
    await this.audit.recordIn(transaction, recordBy(actor, { type, accountId, details }));
  }
}

const takesOwnerAway = ({ role, status }: UserChange): boolean =>
  (role !== undefined && role !== 'owner') || status === 'blocked';
