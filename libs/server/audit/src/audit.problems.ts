import type { ProblemsOf } from '@postern/errors';

/** What problem responses say of the event log. */
export const auditProblems: ProblemsOf<'audit_event'> = {
  'audit_event.not_found': { title: "There is no such event, or it is older than the log's retention period." },
};
