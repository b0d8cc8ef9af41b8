import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditLog } from '@postern/audit';
import { type CertificateErrorCode, certificateErrorCodes } from '@postern/contracts';
import { AuthenticationFailures } from '@postern/oidc';

/** Reasons that the event log has texts for. */
const codes: ReadonlySet<string> = new Set(certificateErrorCodes);

/** Puts it into the event log when an application does not prove who it is. */
@Injectable()
export class AuthenticationFailureRecord implements OnModuleInit {
  constructor(
    private readonly failures: AuthenticationFailures,
    private readonly audit: AuditLog,
  ) {}

  onModuleInit(): void {
    this.failures.onFailure(({ clientId, origin, method, reason, sentence, unannounced }) => {
      const details = { reason, sentence, method, ...(unannounced > 0 && { unrecorded: unannounced }) };
      const code = codes.has(reason) ? (reason as CertificateErrorCode) : null;
      void this.audit.note({ type: 'client.authentication_failed', clientId, code, origin, details });
    });
  }
}
