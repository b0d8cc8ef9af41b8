import { type AuditRecord, recordBy } from '@postern/audit';
import type { AuditEventType, ErrorCode } from '@postern/contracts';
import type { Actor } from '@postern/management';

export const gatewayEvent = (
  type: Extract<AuditEventType, `gateway.${string}`>,
  actor: Actor,
  details: Readonly<Record<string, unknown>>,
  code: ErrorCode | null = null,
): AuditRecord => recordBy(actor, { type, details, code });
