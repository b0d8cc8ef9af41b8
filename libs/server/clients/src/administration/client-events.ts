import { type AuditRecord, administrationRecord } from '@postern/audit';
import type { Client } from '../entities/client.entity.js';
import type { By } from '../store/by.js';

export const clientEvent = (
  type: AuditRecord['type'],
  client: Client,
  { bearer, origin }: By,
  details: object = {},
): AuditRecord =>
  administrationRecord(bearer, { type, clientId: client.clientId, origin, details: { name: client.name, ...details } });
