import type { ErrorCode } from './error-codes.js';
import type { NamedMethod } from './sign-in-provider.js';

export const auditEventTypes = [
  'sign_in.succeeded',
  'sign_in.failed',
  'sign_out',
  'settings.updated',
  'access.refused',
  'access.requested',
  'access.request_answered',
  'access.member_changed',
  'access.member_removed',
  'access.blocked',
  'access.unblocked',
  'identifier.awaited',
  'identifier.awaited_removed',
  'identifier.linked',
  'identifier.unlinked',
  'identifier.link_refused',
  'identifier.expiring',
  'password.changed',
  'account.created',
  'account.too_many_new',
  'account.imported',
  'account.updated',
  'account.blocked',
  'account.deleted',
  'account.exported',
  'group.created',
  'group.updated',
  'group.deleted',
  'group.member_added',
  'group.member_removed',
  'organization.created',
  'organization.updated',
  'organization.suspended',
  'organization.activated',
  'organization.deleted',
  'organization.domain_added',
  'organization.domain_changed',
  'organization.domain_removed',
  'membership.added',
  'membership.changed',
  'membership.removed',
  'profile_field.created',
  'profile_field.updated',
  'profile_field.deleted',
  'session.ended',
  'consent.withdrawn',
  'consent.identifiers_chosen',
  'identifier.released',
  'sign_in_method.created',
  'sign_in_method.updated',
  'sign_in_method.deleted',
  'sign_in_method.placed',
  'sign_in_method.requirement_skipped',
  'client.created',
  'client.updated',
  'client.deleted',
  'client.secret_rotated',
  'client.authentication_failed',
  'client.assertion_reused',
  'credential.created',
  'credential.updated',
  'credential.deleted',
  'credential.associated',
  'credential.expiring',
  'revocation.source_changed',
  'revocation.list_uploaded',
  'revocation.failed',
  'revocation.recovered',
  'revocation.list_stale',
  'certificate.blocked',
  'certificate.unblocked',
  'certificate.expiring',
  'certificate.expiry_warnings_changed',
  'certificate.renewal_guide_changed',
  'appearance.updated',
  'trust_anchor.created',
  'trust_anchor.deleted',
  'resource_server.created',
  'resource_server.updated',
  'resource_server.deleted',
  'client_grant.created',
  'client_grant.updated',
  'client_grant.deleted',
  'token.exchanged',
  'token.exchange_refused',
  'gateway.certificate_added',
  'gateway.certificate_replaced',
  'gateway.certificate_deleted',
  'gateway.caller_added',
  'gateway.caller_deleted',
  'gateway.trust_anchor_added',
  'gateway.trust_anchor_deleted',
  'gateway.upstream_created',
  'gateway.upstream_updated',
  'gateway.upstream_deleted',
  'gateway.api_created',
  'gateway.api_updated',
  'gateway.api_deleted',
  'gateway.api_applied',
  'gateway.apply_refused',
  'gateway.call_refused',
  'encryption_key.changed',
  'signing_key.rotated',
  'proxy.header_mismatch',
] as const;
export type AuditEventType = (typeof auditEventTypes)[number];

/** `GET /api/v2/audit-events?type=&account=&client=&code=&method=&request=&search=&from=&to=&before=&limit=`; newest first, `before` is the cursor. `GET /api/v2/me/activity?before=&limit=` gives one's own. */
export interface AuditEvent {
  readonly id: string;
  readonly at: string;
  readonly type: AuditEventType;
  readonly account: { readonly id: string; readonly username: string; readonly name: string } | null;
  /** The account whose token made the request, for what was done over the management API. */
  readonly actor?: { readonly id: string; readonly username: string; readonly name: string } | null;
  readonly clientId: string | null;
  /** Null when the application was deleted, or the event concerns none. */
  readonly clientName: string | null;
  /** Type and name are empty when the method was deleted. */
  readonly method: ({ readonly id: string } & NamedMethod) | null;
  /** Reason of a failure. */
  readonly code: ErrorCode | null;
  readonly address: string | null;
  readonly userAgent: string | null;
  /** Id of the request, or of the certificate attempt, that caused it: the number that pages show to refused people. */
  readonly requestId: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}
export interface AuditEventPage {
  readonly items: readonly AuditEvent[];
  readonly next: string | null;
}

/** Events of one period that have type, method and code in common. */
export interface AuditCount {
  /** Beginning of the period, ISO 8601. */
  readonly from: string;
  readonly type: AuditEventType;
  /** Type and name are empty when the method was deleted. */
  readonly method: AuditEvent['method'];
  readonly code: ErrorCode | null;
  readonly count: number;
}
/**
 * `GET /api/v2/audit-events/counts?to=&hours=&periods=&type=&type=`: `periods` of `hours` each, the last of which ends at `to`.
 */
export interface AuditCounts {
  readonly from: string;
  readonly to: string;
  readonly hours: number;
  /** Ordered by period; what is zero is left out. */
  readonly items: readonly AuditCount[];
}
