import { accountEntities } from '@postern/accounts';
import { AuditEventEntity } from '@postern/audit';
