import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditLog } from '@postern/audit';
import { AuthenticationFailures } from '@postern/oidc';

/** Puts it into the event log when an application does not prove who it is. */
@Injectable()
export class AuthenticationFailureRecord implements OnModuleInit {
  constructor(
    private readonly failures: AuthenticationFailures,
    private readonly audit: AuditLog,
  ) {}

  onModuleInit(): void {
    this.failures.onFailure(({ clientId, origin, method, reason, unannounced }) => {
      const details = { reason, method, ...(unannounced > 0 && { unrecorded: unannounced }) };
      void this.audit.note({ type: 'client.authentication_failed', clientId, origin, details });
    });
  }
}
