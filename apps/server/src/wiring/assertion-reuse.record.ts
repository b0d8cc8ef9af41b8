import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditLog } from '@postern/audit';
import { AssertionReuses } from '@postern/oidc';

/** Puts it into the event log that an application proves itself by an assertion that it had sent before. */
@Injectable()
export class AssertionReuseRecord implements OnModuleInit {
  constructor(
    private readonly reuses: AssertionReuses,
    private readonly audit: AuditLog,
  ) {}

  onModuleInit(): void {
    this.reuses.onReuse(({ clientId, origin, unannounced }) => {
      const details = unannounced > 0 ? { unrecorded: unannounced } : {};
      void this.audit.note({ type: 'client.assertion_reused', clientId, origin, details });
    });
  }
}
