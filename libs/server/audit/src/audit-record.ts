import type { AuditEventType, ErrorCode } from '@postern/contracts';
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
  /** Why, for failures. */
  readonly code?: ErrorCode | null;
  readonly origin?: RequestOrigin;
  /** The number that the person sees, where it is not the request's own; a UUID. */
  readonly requestId?: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** What an administrator's request did, and who made it. */
export interface AdministrationRecord extends Omit<AuditRecord, 'actorId' | 'origin'> {
  readonly origin: RequestOrigin;
}

/** The part of a bearer token that the event log keeps. */
export interface Actor {
  readonly accountId: string | null;
  readonly clientId: string;
}

/**
 * The record of a change made over the management API: about the account given, else about the person who made it; changes
 * made by an application on its own name it in the details.
 */
export const administrationRecord = (actor: Actor, record: AdministrationRecord): AuditRecord => ({
  ...record,
  accountId: record.accountId ?? actor.accountId,
  actorId: actor.accountId,
  details: { ...record.details, ...(actor.accountId === null && { byClient: actor.clientId }) },
});
