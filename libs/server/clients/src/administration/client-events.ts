import { type AuditRecord, recordBy } from '@postern/audit';
import type { ClientEntity } from '../entities/client.entity.js';
import type { Actor } from '@postern/management';

export const clientEvent = (
  type: AuditRecord['type'],
  client: ClientEntity,
  actor: Actor,
  details: object = {},
): AuditRecord => recordBy(actor, { type, clientId: client.clientId, details: { name: client.name, ...details } });
