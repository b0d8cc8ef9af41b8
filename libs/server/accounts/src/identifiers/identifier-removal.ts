import { Injectable } from '@nestjs/common';
import { type AuditedChange, recordBy } from '@postern/audit';
import type { Role } from '@postern/contracts';
import { Statements } from '@postern/database';
import { ConflictError, NotFoundError } from '@postern/errors';
import { signInCondition, OwnersAccess } from '@postern/sign-in-methods';
import type { Actor } from '@postern/management';
import type { EntityManager } from 'typeorm';
import { SignInEnding } from '../sign-in/sign-in-ending.service.js';
import { assertOwnersKeepWay } from '../owner-rules.js';
import { LinkHandoffs } from '../link-handoffs.port.js';
import { IdentifierEntity } from './identifier.entity.js';

export interface Removal {
  readonly accountId: string;
  readonly identifierId: string;
  readonly actor: Actor;
  /**
   * Set when an administrator removes it, who may remove the last way to sign in, for example a lost certificate; but not that of the last
   * owner. Checked with the account's role under lock; throws where the actor may not change it.
   */
  readonly assertMayChange?: (user: { readonly role: Role }) => void;
}

const anotherWay = signInCondition('a', { identifier: 'i.id <> $2' });

/** Owners are locked before any account is. */
const isOwner = async (manager: EntityManager, accountId: string): Promise<boolean> => {
  const account = await Statements.in(manager).one<{ role: Role }>(
    'identifier.role_of_account',
    'select role from account where id = $1',
    [accountId],
  );
  return account?.role === 'owner';
};

/** Removes an identifier from an account. */
@Injectable()
export class IdentifierRemoval {
  constructor(
    private readonly ending: SignInEnding,
    private readonly handoffs: LinkHandoffs,
    private readonly ownersAccess: OwnersAccess,
  ) {}

  /**
   * Removes the identifier, and ends the sessions that came through it and links that wait for confirmation. Throws `NotFoundError` and,
   * without `assertMayChange`, `ConflictError` (`identifier.last_way_to_sign_in`); `ConflictError` (`account.last_owner`).
   */
  async remove(removal: Removal): Promise<void> {
    const { accountId, identifierId } = removal;
    await this.ending.within(accountId, { identifierId }, (change) => this.removeIn(change, removal));
  }

  private async removeIn({ manager, record }: AuditedChange, removal: Removal): Promise<void> {
    const { accountId, identifierId, actor, assertMayChange } = removal;
    const owners = (await isOwner(manager, accountId)) ? await this.ownersAccess.lock(manager) : null;
    // Removals from one account are serialized, so that two cannot together remove the last way to sign in.
    const account = await Statements.in(manager).one<{ role: Role }>(
      'identifier.lock_account',
      'select role from account where id = $1 for no key update',
      [accountId],
    );
    if (account !== undefined) assertMayChange?.(account);
    const found = await Statements.in(manager).one<{ methodId: string; label: string; another: boolean }>(
      'identifier.find_with_other_ways',
      `select e.method_id as "methodId", e.label, ${anotherWay} as another
       from identifier e join account a on a.id = e.account_id where e.account_id = $1 and e.id = $2`,
      [accountId, identifierId],
    );
    if (found === undefined) throw new NotFoundError('identifier.not_found');
    if (!found.another && assertMayChange === undefined) throw new ConflictError('identifier.last_way_to_sign_in');
    await manager.delete(IdentifierEntity, { id: identifierId });
    if (owners !== null) assertOwnersKeepWay(owners, await this.ownersAccess.lock(manager));
    await this.handoffs.end(manager, accountId);
    const { methodId, label } = found;
    await record(recordBy(actor, { type: 'identifier.unlinked', accountId, methodId, details: { label } }));
  }
}
