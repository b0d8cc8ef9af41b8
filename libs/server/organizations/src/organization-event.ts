import { type AuditRecord, recordBy } from '@postern/audit';
import type { AuditEventType } from '@postern/contracts';
import type { Actor } from '@postern/management';

/** The details of an organization that the event log keeps. */
export interface NamedOrganization {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/** @param accountId the member it is about */
export const organizationEvent = (
  actor: Actor,
  type: Extract<AuditEventType, `organization.${string}` | `membership.${string}`>,
  { id, slug, name }: NamedOrganization,
  details: object = {},
  accountId: string | null = null,
): AuditRecord =>
  recordBy(actor, { type, accountId, organizationId: id, details: { organization: id, slug, name, ...details } });
