import type { Role } from '@postern/contracts';
import { administrationRecord, type AdministrationRecord, type AuditRecord } from '@postern/audit';
import type { Bearer } from '@postern/management';
import type { RequestOrigin } from '@postern/requests';

/** Who does something, and from where; what the event log keeps besides the deed. */
export interface Actor {
  /** Null for applications on their own and for commands. */
  readonly accountId: string | null;
  readonly clientId?: string;
  /** Limits whose accounts the actor may change. */
  readonly role?: Role | null;
  /** Of the actor's token; absent for Postern's own commands. */
  readonly scopes?: ReadonlySet<string>;
  readonly origin: RequestOrigin;
}

export const actorOf = ({ accountId, clientId, role, scopes }: Bearer, origin: RequestOrigin): Actor => ({
  accountId,
  clientId,
  role,
  scopes,
  origin,
});

/** The audit record of something that `actor` did. */
export const recordBy = (actor: Actor, record: Omit<AdministrationRecord, 'origin'>): AuditRecord =>
  administrationRecord(
    { accountId: actor.accountId, clientId: actor.clientId ?? 'postern' },
    { ...record, origin: actor.origin },
  );
