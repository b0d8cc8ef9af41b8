import type { ManagementScope } from './scopes.js';

/** Roles within an organization, highest first. */
export const organizationRoles = ['owner', 'manager', 'support', 'member'] as const;

export type OrganizationRole = (typeof organizationRoles)[number];

export const organizationStatuses = ['active', 'suspended'] as const;

export type OrganizationStatus = (typeof organizationStatuses)[number];

/** What is known of a person in an organization. */
export interface OrganizationMembership {
  readonly role: OrganizationRole;
  readonly slug: string;
  readonly name: string;
  readonly status: OrganizationStatus;
}

/** Claim `organization`: the organization that a person signed in for, and what they are there. */
export interface OrganizationClaim {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly roles: readonly OrganizationRole[];
}

/** `/api/v2/organizations[/{id}]` */
export interface OrganizationRecord {
  readonly id: string;
  /** Unique; `[a-z0-9-]{2,40}`. */
  readonly slug: string;
  readonly name: string;
  /** Whom its people ask for help. */
  readonly contact: string | null;
  readonly status: OrganizationStatus;
  readonly memberCount: number;
  readonly applicationCount: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** POST body. */
export interface OrganizationInput {
  readonly name: string;
  readonly slug: string;
  readonly contact?: string | null;
}

/** PATCH body. */
export interface OrganizationChange extends Partial<OrganizationInput> {
  readonly status?: OrganizationStatus;
}

/** `/api/v2/organizations/{id}/domains[/{domainId}]` */
export interface DomainRecord {
  readonly id: string;
  /** Lower case; with letters beyond ASCII in the form of RFC 5891 (`xn--…`). */
  readonly domain: string;
  /** ISO 8601; null: not verified. */
  readonly verifiedAt: string | null;
  /** `dns`: the organization has proven it; `administrator`: an administrator of the system says so. Null: not verified. */
  readonly verifiedBy: 'dns' | 'administrator' | null;
  /** TXT record of the DNS that proves it. */
  readonly proof: { readonly name: string; readonly value: string };
  readonly createdAt: string;
}

/** POST body. */
export interface DomainInput {
  readonly domain: string;
}

/** PATCH body; for administrators of the system. */
export interface DomainChange {
  readonly verified: boolean;
}

/** `/api/v2/organizations/{id}/members[/{accountId}]` */
export interface MembershipRecord {
  /** Of the account. */
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
  readonly status: 'active' | 'blocked';
  readonly role: OrganizationRole;
  readonly since: string;
}

/** POST body: either `account` or `username`. */
export interface MembershipInput {
  readonly account?: string;
  readonly username?: string;
  readonly role: OrganizationRole;
}

/** PATCH body. */
export interface MembershipChange {
  readonly role: OrganizationRole;
}

/** `GET /api/v2/me/organizations` */
export interface OwnOrganization {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly status: OrganizationStatus;
  readonly role: OrganizationRole;
  /** What the person may do in it; empty for members, and while it is suspended. */
  readonly scopes: readonly ManagementScope[];
}
