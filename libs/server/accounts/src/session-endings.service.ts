import { Injectable } from '@nestjs/common';
import { AuditLog } from '@postern/audit';
import { NotFoundError } from '@postern/provider-kit';
import { AccountSessions } from './account-sessions.port.js';
import { recordBy, type Actor } from './actor.js';

/** Ends sessions because somebody asked for it, and says so in the event log. */
@Injectable()
export class SessionEndings {
  constructor(
    private readonly sessions: AccountSessions,
    private readonly audit: AuditLog,
  ) {}

  /** Throws `NotFoundError` (`session.not_found`). */
  async end(accountId: string, sessionId: string, actor: Actor): Promise<void> {
    if (!(await this.sessions.end(accountId, sessionId))) throw new NotFoundError('session.not_found');
    await this.audit.note(recordBy(actor, { type: 'session.ended', accountId }));
  }

  async endAll(accountId: string, exceptSessionUid: string | null, actor: Actor): Promise<void> {
    await this.sessions.endAll(accountId, { exceptSessionUid });
    const details = { sessions: exceptSessionUid === null ? 'all' : 'others' };
    await this.audit.note(recordBy(actor, { type: 'session.ended', accountId, details }));
  }
}
