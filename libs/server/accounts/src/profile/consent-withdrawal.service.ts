import { Injectable } from '@nestjs/common';
import { AuditLog, recordBy } from '@postern/audit';
import { NotFoundError } from '@postern/errors';
import { AccountConsents } from '../account-consents.port.js';
import type { Actor } from '@postern/management';

/** People withdraw their consent to an application. */
@Injectable()
export class ConsentWithdrawal {
  constructor(
    private readonly consents: AccountConsents,
    private readonly audit: AuditLog,
  ) {}

  /** Throws `NotFoundError` (`client.not_found`) when the application has nothing. */
  async withdraw(accountId: string, clientId: string, actor: Actor): Promise<void> {
    if (!(await this.consents.withdraw(accountId, clientId))) throw new NotFoundError('client.not_found');
    await this.audit.note(recordBy(actor, { type: 'consent.withdrawn', accountId, clientId }));
  }
}
