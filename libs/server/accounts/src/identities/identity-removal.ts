import { Injectable } from '@nestjs/common';
import { AuditLog } from '@postern/audit';
import { ConflictError, NotFoundError } from '@postern/provider-kit';
import { DataSource, type EntityManager } from 'typeorm';
import { AccountSessions } from '../account-sessions.port.js';
import { recordBy, type Actor } from '../actor.js';

export interface Removal {
  readonly accountId: string;
  readonly identityId: string;
  readonly actor: Actor;
  /** Administrators may take the last way to sign in away: of a lost certificate, say. */
  readonly evenTheLast?: boolean;
}

/**
 * Another way in: a password, while the built-in method is on, or an identifier of a method that is on whose certificate
 * has not run out.
 */
const anotherWay = `
  exists (select 1 from account a, sign_in_provider p
    where a.id = $1 and a.password_hash is not null and p.type = 'password' and p.enabled)
  or exists (select 1 from external_identity i join sign_in_provider p on p.id = i.provider_id and p.enabled
    left join certificate c on c.id = i.certificate_id
    where i.account_id = $1 and i.id <> $2 and (c.not_after is null or c.not_after > now()))`;

/** Takes an identifier off an account. */
@Injectable()
export class IdentityRemoval {
  constructor(
    private readonly database: DataSource,
    private readonly audit: AuditLog,
    private readonly sessions: AccountSessions,
  ) {}

  /**
   * Removes the identifier and ends the sessions that came through it. Throws `NotFoundError` and, without `evenTheLast`,
   * `ConflictError` (`identifier.last_way_to_sign_in`).
   */
  async remove(removal: Removal): Promise<void> {
    await this.database.transaction((transaction) => this.removeIn(transaction, removal));
    // After the commit: a sign-in that was quicker has its session by now, a slower one finds no identifier.
    await this.sessions.endByIdentity(removal.identityId);
  }

  private async removeIn(transaction: EntityManager, removal: Removal): Promise<void> {
    const { accountId, identityId, actor, evenTheLast = false } = removal;
    // Removals from one account take turns, so that two cannot each leave the other as the last way.
    await transaction.query('select 1 from account where id = $1 for no key update', [accountId]);
    const [found] = await transaction.query<{ methodId: string; label: string; another: boolean }[]>(
      `select provider_id as "methodId", label, (${anotherWay}) as another
       from external_identity where account_id = $1 and id = $2`,
      [accountId, identityId],
    );
    if (found === undefined) throw new NotFoundError('identifier.not_found');
    if (!found.another && !evenTheLast) throw new ConflictError('identifier.last_way_to_sign_in');
    await transaction.query('delete from external_identity where id = $1', [identityId]);
    const { methodId, label } = found;
    await this.audit.recordIn(
      transaction,
      recordBy(actor, { type: 'identifier.unlinked', accountId, methodId, details: { label } }),
    );
  }
}
