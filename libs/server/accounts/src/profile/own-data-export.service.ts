import { Injectable } from '@nestjs/common';
import { AuditLog, AuditReader, eventsAsJson, recordBy } from '@postern/audit';
import { AccountConsents } from '../account-consents.port.js';
import { AccountSessions } from '../account-sessions.port.js';
import type { Actor } from '@postern/management';
import { ProfileFieldDirectory } from '../fields/profile-field-directory.service.js';
import { Identifiers } from '../identifiers/identifiers.service.js';
import { UnlinkedCertificateViews } from '../identifiers/unlinked-certificate-views.js';
import { Profiles } from './profiles.service.js';

/** All data stored about a person, for them to download (GDPR, articles 15 and 20). */
@Injectable()
export class OwnDataExport {
  constructor(
    private readonly profiles: Profiles,
    private readonly fields: ProfileFieldDirectory,
    private readonly identifiers: Identifiers,
    private readonly unlinked: UnlinkedCertificateViews,
    private readonly sessions: AccountSessions,
    private readonly consents: AccountConsents,
    private readonly events: AuditReader,
    private readonly audit: AuditLog,
  ) {}

  /** A JSON document in pieces: the activity of years is never in memory at once. Throws `NotFoundError`. */
  async export(accountId: string, sessionUid: string | null, actor: Actor): Promise<AsyncIterable<string>> {
    const [{ fields: _shown, ...account }, profileFields, identifiers, unlinkedCertificates, sessions, applications] =
      await Promise.all([
        this.profiles.get(accountId),
        this.fields.stored(accountId),
        this.identifiers.list(accountId),
        this.unlinked.list(accountId),
        this.sessions.list(accountId, sessionUid),
        this.consents.list(accountId),
      ]);
    await this.audit.note(recordBy(actor, { type: 'account.exported', accountId }));
    const known = { account, profileFields, identifiers, unlinkedCertificates, sessions, applications };
    return this.document({ exportedAt: new Date().toISOString(), ...known }, accountId);
  }

  private async *document(known: object, accountId: string): AsyncGenerator<string> {
    yield `${JSON.stringify(known, null, 2).slice(0, -2)},\n  "activity": `;
    yield* eventsAsJson(this.events.allActivity(accountId));
    yield '}\n';
  }
}
