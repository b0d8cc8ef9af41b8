import type { AuditEventType, ErrorCode } from '@postern/contracts';
import type { Actor } from '@postern/management';
import type { RequestOrigin } from '@postern/requests';

/** An event to be written. Never put secrets, certificates or anything that identifies a key into it. */
export interface AuditRecord {
  readonly type: AuditEventType;
  /** The account it is about. */
  readonly accountId?: string | null;
  /** The account whose token made the request, for what was done over the management API. */
  readonly actorId?: string | null;
  readonly clientId?: string | null;
  readonly methodId?: string | null;
  /** The organization that it concerns, unless it is that of the application or of the method as they are stored. */
  readonly organizationId?: string | null;
  /** Why, for failures. */
  readonly code?: ErrorCode | null;
  readonly origin?: RequestOrigin;
  /** The number that the person sees, where it is not the request's own; a UUID. */
  readonly requestId?: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** What the event log keeps of an actor: the application matters only where no person is behind it. */
export type RecordedActor =
  | Pick<Actor, 'accountId' | 'clientId' | 'origin'>
  | { readonly accountId: string; readonly clientId?: undefined; readonly origin: RequestOrigin };

/** What somebody did, who stands in the `Actor`. */
export type RecordOfActor = Omit<AuditRecord, 'actorId' | 'origin'>;

/**
 * The record of something that `actor` did: about the account given, else about the person who did it; what an application or a command
 * did on its own names it in the details.
 */
export const recordBy = ({ accountId, clientId, origin }: RecordedActor, record: RecordOfActor): AuditRecord => ({
  ...record,
  origin,
  accountId: record.accountId ?? accountId,
  actorId: accountId,
  details: { ...record.details, ...(accountId === null && { byClient: clientId }) },
});
