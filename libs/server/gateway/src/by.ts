import { type AuditRecord, administrationRecord } from '@postern/audit';
import type { AuditEventType, ErrorCode } from '@postern/contracts';
import type { Bearer } from '@postern/management';
import type { RequestOrigin } from '@postern/requests';

/** Who asks for a change, and from where. */
export interface By {
  readonly bearer: Pick<Bearer, 'accountId' | 'clientId'>;
  readonly origin: RequestOrigin;
}

export const gatewayEvent = (
  type: Extract<AuditEventType, `gateway.${string}`>,
  { bearer, origin }: By,
  details: Readonly<Record<string, unknown>>,
  code: ErrorCode | null = null,
): AuditRecord => administrationRecord(bearer, { type, origin, details, code });
