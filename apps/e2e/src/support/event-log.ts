import type { AuditEvent, AuditEventPage, AuditEventType } from '@postern/contracts';
import type { Management } from './management.js';

/** Events of one type since a moment, newest first, as the API tells them. */
export const eventsSince = async (
  admin: Management,
  type: AuditEventType,
  from: Date,
): Promise<readonly AuditEvent[]> => {
  const query = new URLSearchParams({ type, from: from.toISOString(), limit: '200' });
  return (await admin.get<AuditEventPage>(`/audit-events?${query.toString()}`)).items;
};
