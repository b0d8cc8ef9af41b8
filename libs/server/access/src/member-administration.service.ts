import { Injectable } from '@nestjs/common';
import { type AuditedChange, AuditedTransaction, recordBy } from '@postern/audit';
import type { AuditEventType, MemberRole, Role } from '@postern/contracts';
import { Statements } from '@postern/database';
import { ConflictError, NotFoundError } from '@postern/errors';
import { type Actor, assertRoleStands, assertRoleWithin, assertWithin } from '@postern/management';
import { ApplicationEnding } from '@postern/oidc';
import type { EntityManager } from 'typeorm';

interface Membership {
  readonly role: MemberRole | null;
  readonly blocked: boolean;
}

/** One change of a person in an application, with both rows locked: first the application, then the account. */
class MembershipChange {
  constructor(
    private readonly change: AuditedChange,
    private readonly actor: Actor,
    readonly clientId: string,
    readonly accountId: string,
    readonly before: Membership,
  ) {}

  get manager(): EntityManager {
    return this.change.manager;
  }

  record(type: AuditEventType, details: object = {}): Promise<void> {
    const { clientId, accountId } = this;
    return this.change.record(recordBy(this.actor, { type, accountId, clientId, details: { ...details } }));
  }

  /** Of several administrators, one stays who can enter. Throws `ConflictError` (`client.last_administrator`). */
  async assertNotLastAdministrator(): Promise<void> {
    if (this.before.role !== 'administrator' || this.before.blocked) return;
    const other = await Statements.in(this.manager).one(
      'client_member.other_administrator',
      `select 1 from client_member where client_id = $1 and account_id <> $2 and role = 'administrator' and blocked_at is null limit 1`,
      [this.clientId, this.accountId],
    );
    if (other === undefined) throw new ConflictError('client.last_administrator');
  }
}

/**
 * What an application's administrators decide about people. Each change and its event are one transaction that holds the account's lock:
 * a code or token for the person is either stored before, and ended here, or its statement waits and sees the block.
 */
@Injectable()
export class MemberAdministration {
  constructor(
    private readonly transaction: AuditedTransaction,
    private readonly ending: ApplicationEnding,
  ) {}

  /** Makes the person a member, or gives another role. Throws as `run`. */
  async setRole(clientId: string, accountId: string, role: MemberRole, actor: Actor): Promise<void> {
    await this.run(clientId, accountId, actor, async (change) => {
      if (change.before.role === role) return;
      if (role !== 'administrator') await change.assertNotLastAdministrator();
      await admit(change.manager, clientId, accountId, role);
      await change.record('access.member_changed', { role, before: { role: change.before.role } });
    });
  }

  /** Takes role, consent and tokens. A block stays. Throws as `run`. */
  async remove(clientId: string, accountId: string, actor: Actor): Promise<void> {
    const ended = await this.run(clientId, accountId, actor, async (change) => {
      await change.assertNotLastAdministrator();
      const statements = Statements.in(change.manager);
      const gone = 'delete from client_member where client_id = $1 and account_id = $2 and blocked_at is null';
      await statements.run('client_member.remove', gone, [clientId, accountId]);
      const kept = 'update client_member set role = null where client_id = $1 and account_id = $2';
      await statements.run('client_member.take_role', kept, [clientId, accountId]);
      const consent = await this.ending.consent(change.manager, accountId, clientId);
      if (change.before.role !== null || consent.count > 0) await change.record('access.member_removed');
      return consent;
    });
    ended.announce();
  }

  /** Nobody who is blocked enters, whatever else admits them. Ends consent and tokens. Throws as `run`. */
  async block(clientId: string, accountId: string, actor: Actor): Promise<void> {
    const ended = await this.run(clientId, accountId, actor, async (change) => {
      await change.assertNotLastAdministrator();
      await Statements.in(change.manager).run(
        'client_member.block',
        `insert into client_member (client_id, account_id, blocked_at) values ($1, $2, now())
         on conflict (client_id, account_id) do update set blocked_at = coalesce(client_member.blocked_at, now())`,
        [clientId, accountId],
      );
      if (!change.before.blocked) await change.record('access.blocked');
      return this.ending.consent(change.manager, accountId, clientId);
    });
    ended.announce();
  }

  /** A role that the person had is theirs again. Throws as `run`. */
  async unblock(clientId: string, accountId: string, actor: Actor): Promise<void> {
    await this.run(clientId, accountId, actor, async (change) => {
      if (!change.before.blocked) return;
      const statements = Statements.in(change.manager);
      const gone = 'delete from client_member where client_id = $1 and account_id = $2 and role is null';
      await statements.run('client_member.unblock_other', gone, [clientId, accountId]);
      const kept = 'update client_member set blocked_at = null where client_id = $1 and account_id = $2';
      await statements.run('client_member.unblock', kept, [clientId, accountId]);
      await change.record('access.unblocked');
    });
  }

  /** Ends the tokens of this application. The consent stays, and so do sessions. Throws as `run`. */
  async endSessions(clientId: string, accountId: string, actor: Actor): Promise<void> {
    const ended = await this.run(clientId, accountId, actor, async (change) => {
      await change.record('session.ended', { sessions: 'application' });
      return this.ending.tokens(change.manager, accountId, clientId);
    });
    ended.announce();
  }

  /**
   * @throws NotFoundError, ForbiddenError (`token.insufficient_role`) for owners, InsufficientScopeError, ConflictError
   * (`client.built_in`, `client.last_administrator`)
   */
  private run<T>(
    clientId: string,
    accountId: string,
    actor: Actor,
    work: (change: MembershipChange) => Promise<T>,
  ): Promise<T> {
    return this.transaction.run([], async (change) => {
      await holdClient(change.manager, clientId, actor);
      await holdAccount(change.manager, { clientId, accountId }, actor);
      return work(new MembershipChange(change, actor, clientId, accountId, await read(change, clientId, accountId)));
    });
  }
}

/**
 * The panel admits everybody, or nobody could undo it. Throws `NotFoundError`, `ConflictError` (`client.built_in`), `ForbiddenError` for an
 * application of another organization than the actor is limited to.
 */
export const holdClient = async (manager: EntityManager, clientId: string, actor: Actor): Promise<void> => {
  const statements = Statements.in(manager);
  const client = await statements.one<{ built_in: boolean; organization_id: string | null }>(
    'client_member.hold_client',
    'select built_in, organization_id from client where client_id = $1 for no key update',
    [clientId],
  );
  if (client === undefined) throw new NotFoundError('client.not_found');
  if (client.built_in) throw new ConflictError('client.built_in');
  assertWithin(actor, client.organization_id);
  await assertRoleStands(statements, actor);
};

const isKnown = `
  exists (select from organization_membership m where m.organization_id = $2 and m.account_id = a.id)
  or exists (select from client_member m where m.client_id = $3 and m.account_id = a.id)
  or exists (select from access_request r where r.client_id = $3 and r.account_id = a.id)
  or exists (select from oidc_artifact g where g.client_id = $3 and g.account_id = a.id and g.model = 'Grant')`;

/**
 * People who administer an organization find its members, and people of the application. Throws `NotFoundError`, `ForbiddenError`,
 * `InsufficientScopeError`.
 */
export const holdAccount = async (
  manager: EntityManager,
  { clientId, accountId }: { readonly clientId: string; readonly accountId: string },
  actor: Actor,
): Promise<void> => {
  const account = await Statements.in(manager).one<{ role: Role }>(
    'client_member.hold_account',
    `select role from account a where id = $1 and ($2::uuid is null or ${isKnown}) for no key update`,
    [accountId, actor.within?.id ?? null, clientId],
  );
  if (account === undefined) throw new NotFoundError('account.not_found');
  // Which role somebody has in the system does not concern their place in an application of an organization.
  if (actor.within === undefined) assertRoleWithin(actor, account.role);
};

export const admit = (
  manager: EntityManager,
  clientId: string,
  accountId: string,
  role: MemberRole,
): Promise<unknown> =>
  Statements.in(manager).run(
    'client_member.admit',
    `insert into client_member (client_id, account_id, role) values ($1, $2, $3)
     on conflict (client_id, account_id) do update set role = excluded.role`,
    [clientId, accountId, role],
  );

const read = async ({ manager }: AuditedChange, clientId: string, accountId: string): Promise<Membership> =>
  (await Statements.in(manager).one<Membership>(
    'client_member.read',
    'select role, blocked_at is not null as blocked from client_member where client_id = $1 and account_id = $2',
    [clientId, accountId],
  )) ?? { role: null, blocked: false };
