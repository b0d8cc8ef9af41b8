import { type AuditRecord, administrationRecord } from '@postern/audit';
import type { Client } from '../client.entity.js';
import type { By } from './by.js';

export const clientEvent = (
  type: AuditRecord['type'],
  client: Client,
  { bearer, origin }: By,
  details: object = {},
): AuditRecord =>
  administrationRecord(bearer, { type, clientId: client.clientId, origin, details: { name: client.name, ...details } });
