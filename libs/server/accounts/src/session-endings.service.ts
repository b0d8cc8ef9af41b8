import { Injectable } from '@nestjs/common';
import { AuditLog, recordBy } from '@postern/audit';
import { NotFoundError } from '@postern/errors';
import type { Actor } from '@postern/management';
import { SignInEnding } from './sign-in/sign-in-ending.service.js';

/** Ends sessions on request and records it in the event log. */
@Injectable()
export class SessionEndings {
  constructor(
    private readonly ending: SignInEnding,
    private readonly audit: AuditLog,
  ) {}

  /** Throws `NotFoundError` (`session.not_found`). */
  async end(accountId: string, sessionId: string, actor: Actor): Promise<void> {
    if (!(await this.ending.one(accountId, sessionId))) throw new NotFoundError('session.not_found');
    await this.audit.note(recordBy(actor, { type: 'session.ended', accountId }));
  }

  async endAll(accountId: string, exceptSessionUid: string | null, actor: Actor): Promise<void> {
    await this.ending.all(accountId, exceptSessionUid);
    const details = { sessions: exceptSessionUid === null ? 'all' : 'others' };
    await this.audit.note(recordBy(actor, { type: 'session.ended', accountId, details }));
  }
}
