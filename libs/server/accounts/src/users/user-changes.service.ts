import { Injectable } from '@nestjs/common';
import { type AuditedChange, AuditedTransaction, type AuditRecord, recordBy } from '@postern/audit';
import { CertificateInventory } from '@postern/certificates';
import type { AuditEventType, ProfileFieldChanges, Role } from '@postern/contracts';
import { Statements } from '@postern/database';
import { NotFoundError } from '@postern/errors';
import { PasswordHasher } from '@postern/provider-kit';
import { OwnersAccess } from '@postern/sign-in-methods';
import type { EntityManager } from 'typeorm';
import { withAccountConflicts } from '../account-conflicts.js';
import { AccountEntity } from '../account.entity.js';
import { AccountSessions, type EndingSessions } from '../account-sessions.port.js';
import type { Actor } from '@postern/management';
import { assertMayChange, assertMayGiveRole, assertNotLast } from '../owner-rules.js';
import { forgetKeys, storeFieldValues } from '../fields/account-field-values.js';
import { oneTimeUntil } from '../sign-in/one-time-passwords.js';
import { endsProofs, proofsEndedNow } from '../sign-in/proofs.js';
import { initialPassword } from './initial-password.js';
import type { UserWithPassword } from './user-creation.service.js';
import { userColumns, userRecord, type UserRow } from './user-records.js';

export interface UserChange {
  readonly name?: string;
  readonly email?: string | null;
  /** Of the address of this change, or else of the present one. */
  readonly emailVerified?: boolean;
  readonly role?: Role;
  readonly status?: 'active' | 'blocked';
  readonly fields?: ProfileFieldChanges;
}

type Before = Pick<UserRow, 'username' | 'role' | 'status' | 'emailVerified'>;

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

const replacePassword = `update account set password_hash = $2, one_time_password_until = ${oneTimeUntil}, ${endsProofs}
  where id = $1 and password_hash is not null`;

/** An administrator may have named a certificate of their own. */
const forgetAwaited = async ({ manager, record }: AuditedChange, accountId: string, actor: Actor): Promise<void> => {
  const forgotten = await Statements.in(manager).run<{ methodId: string; label: string }>(
    'awaited_identifier.forget',
    'delete from awaited_identifier where account_id = $1 returning method_id as "methodId", label',
    [accountId],
  );
  for (const { methodId, label } of forgotten)
    await record(recordBy(actor, { type: 'identifier.awaited_removed', accountId, methodId, details: { label } }));
};

interface OneTimePassword {
  readonly password: string;
  readonly passwordHash: string;
}

/** Administrators change and delete accounts. */
@Injectable()
export class UserChanges {
  constructor(
    private readonly transaction: AuditedTransaction,
    private readonly sessions: AccountSessions,
    private readonly certificates: CertificateInventory,
    private readonly hasher: PasswordHasher,
    private readonly ownersAccess: OwnersAccess,
  ) {}

  /**
   * Blocking ends all sessions and what applications were allowed. Whoever becomes an owner gets a one-time password in place of their
   * password, which an administrator may have set, and signs in again; no certificate is awaited for them any more, and the
   * values that identify certificates are forgotten. Throws `NotFoundError`, `ForbiddenError` when somebody else than an owner makes or changes one,
   * `ConflictError` (`account.last_owner`, `account.email_taken`), and as `storeFieldValues` does.
   */
  async change(id: string, change: UserChange, actor: Actor): Promise<UserWithPassword> {
    if (change.role !== undefined) assertMayGiveRole(actor, change.role);
    // Made ahead, so that no hash is computed while the account is locked.
    const fresh = change.role === 'owner' ? await this.oneTimePassword() : null;
    const [row, password, ended] = await withAccountConflicts(() =>
      this.transaction.run([], async (audited) => {
        const { manager, record } = audited;
        const before = await this.take(manager, id, actor, takesOwnerAway(change));
        if (change.role !== undefined && change.role !== before.role) assertMayGiveRole(actor, change.role);
        const { fields = {}, ...columns } = change;
        const statements = Statements.in(manager);
        const promoted = before.role === 'owner' ? null : fresh;
        const forgotten = promoted === null ? [] : await forgetKeys(statements, id);
        const stored = await storeFieldValues(statements, id, fields, 'administrator');
        const after = await statements.one<UserRow>('account.update', update, [id, JSON.stringify(columns)]);
        const type: AuditEventType =
          before.status === 'active' && change.status === 'blocked' ? 'account.blocked' : 'account.updated';
        await record(eventOf(actor, type, id, columns, before, [...new Set([...forgotten, ...stored])]));
        if (promoted !== null) await forgetAwaited(audited, id, actor);
        const told = promoted && (await this.replacePassword(audited, id, promoted, actor));
        const which = endedBy(change, told !== null);
        return [after!, told, which && (await this.sessions.end(manager, id, which))] as const;
      }),
    );
    ended?.announce();
    const user = userRecord(row);
    return password === null ? user : { ...user, initialPassword: password };
  }

  private async oneTimePassword(): Promise<OneTimePassword> {
    const password = initialPassword();
    return { password, passwordHash: await this.hasher.hash(password) };
  }

  /** @returns the password to tell; null for an account without one */
  private async replacePassword(
    { manager, record }: AuditedChange,
    id: string,
    { password, passwordHash }: OneTimePassword,
    actor: Actor,
  ): Promise<string | null> {
    const replaced = await Statements.in(manager).affected('account.replace_password', replacePassword, [
      id,
      passwordHash,
    ]);
    if (replaced === 0) return null;
    await record(recordBy(actor, { type: 'password.changed', accountId: id, details: { reset: true } }));
    return password;
  }

  /**
   * Deletes the account with its identifiers, and their certificates where nothing else uses them; ends its sessions and what
   * applications were allowed. The event of a person who deletes their own account does not keep the username. Throws as `change` does.
   */
  async delete(id: string, actor: Actor): Promise<void> {
    const [certificateIds, ended] = await this.transaction.run([], async ({ manager, record }) => {
      const { username } = await this.take(manager, id, actor, true);
      const details = actor.accountId === id ? {} : { username };
      const identifiers = await Statements.in(manager).run<{ certificateId: string }>(
        'account.certificates',
        `select certificate_id as "certificateId" from identifier
         where account_id = $1 and certificate_id is not null
         union select certificate_id from unlinked_certificate where account_id = $1`,
        [id],
      );
      await manager.delete(AccountEntity, { id });
      await record(recordBy(actor, { type: 'account.deleted', accountId: id, details }));
      const sessions = await this.sessions.end(manager, id, { everything: true });
      return [identifiers.map(({ certificateId }) => certificateId), sessions] as const;
    });
    ended.announce();
    await this.certificates.forget(certificateIds);
  }

  /** Locks the account, after the owners when there could be one less, and checks that `actor` may change it. */
  private async take(manager: EntityManager, id: string, actor: Actor, ownerMayGo: boolean): Promise<Before> {
    const owners = ownerMayGo ? await this.ownersAccess.lock(manager) : null;
    const user = await Statements.in(manager).one<Before>(
      'account.take',
      `select username, role, status, confirmed_email is not null as "emailVerified" from account where id = $1 for update`,
      [id],
    );
    if (user === undefined) throw new NotFoundError('account.not_found');
    assertMayChange(actor, user);
    if (owners !== null) assertNotLast(owners, id);
    return user;
  }
}

const endedBy = ({ status }: UserChange, passwordReplaced: boolean): EndingSessions | null => {
  if (status === 'blocked') return { everything: true };
  return passwordReplaced ? { exceptSessionUid: null } : null;
};

const takesOwnerAway = ({ role, status }: UserChange): boolean =>
  (role !== undefined && role !== 'owner') || status === 'blocked';

const eventOf = (
  actor: Actor,
  type: AuditEventType,
  accountId: string,
  { name, email, ...said }: Omit<UserChange, 'fields'>,
  before: Before,
  ownFields: readonly string[],
): AuditRecord => {
  const fields = Object.entries({ name, email, ...said }).flatMap(([field, value]) =>
    value === undefined ? [] : [field],
  );
  // Role and status are worth reading in the log; names and addresses are not kept there.
  const was = Object.entries(before).filter(([field, value]) => {
    const now = (said as Readonly<Record<string, unknown>>)[field];
    return now !== undefined && now !== value;
  });
  fields.push(...ownFields.map((key) => `fields.${key}`));
  const details = { fields, ...said, ...(was.length > 0 && { before: Object.fromEntries(was) }) };
  return recordBy(actor, { type, accountId, details });
};
