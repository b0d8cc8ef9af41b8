import type { Role } from './profile.js';

/** Who may enter an application. */
export const accessModes = ['everybody', 'members', 'administrators', 'rule'] as const;
export type AccessMode = (typeof accessModes)[number];

/** A value of an own profile field that admits. */
export interface FieldCondition {
  /** Key of the field. */
  readonly field: string;
  /** As a text, `true` or `5` for example; of a list, one entry. */
  readonly value: string;
}

/** Any one condition admits, between `from` and `until`. At least one list has an entry. */
export interface AccessRule {
  readonly roles: readonly Role[];
  /** Ids of groups. */
  readonly groups: readonly string[];
  /** Ids of organizations; members of an active one are admitted. */
  readonly organizations: readonly string[];
  /** Own profile fields that people cannot change themselves. */
  readonly fields: readonly FieldCondition[];
  /** Issuer names of certificates that a person signed in with, RFC 4514. */
  readonly issuers: readonly string[];
  /** OIDs of certificate policies (RFC 5280 §4.2.1.4) in such a certificate. */
  readonly policies: readonly string[];
  /** Networks that people come from: addresses, or CIDR (RFC 4632). */
  readonly addresses: readonly string[];
  /** ISO 8601; null: no limit. */
  readonly from: string | null;
  /** ISO 8601; null: no limit. */
  readonly until: string | null;
}

/** `access` of an application. Members and its administrators enter by a rule as well; who is blocked here never enters. */
export interface ClientAccess {
  readonly mode: AccessMode;
  /** Set for `rule`. */
  readonly rule: AccessRule | null;
  /** Whether people who are refused can ask for access. */
  readonly requests: boolean;
  /** Whom refused people turn to: a name, an e-mail address or a URL; null: not said. */
  readonly contact: string | null;
}

export const everybodyEnters: ClientAccess = { mode: 'everybody', rule: null, requests: false, contact: null };

/** What applications of organizations begin with: members of the organization are members of each. */
export const membersEnter: ClientAccess = { ...everybodyEnters, mode: 'members' };

/** Roles in an application. */
export const memberRoles = ['administrator', 'member'] as const;
export type MemberRole = (typeof memberRoles)[number];

/** Why somebody may not enter an application. */
export const entryRefusals = [
  'blocked',
  'members',
  'administrators',
  'rule',
  'too_early',
  'too_late',
  'maintenance',
  'suspended',
  'organization',
] as const;
export type EntryRefusal = (typeof entryRefusals)[number];

/** `GET /api/v2/clients/{client_id}/members`: people with a role, a block, or a consent. */
export interface ClientMember {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  /** Null: no member; the person has only used the application, or is blocked. */
  readonly role: MemberRole | null;
  /** ISO 8601; null: not blocked here. */
  readonly blockedAt: string | null;
  /** When the application last got a token for the person, ISO 8601; null: unknown. */
  readonly lastUsedAt: string | null;
  /** Scopes that the person allowed. */
  readonly permissions: readonly string[];
}

export type AccessRequestState = 'open' | 'granted' | 'refused';

/** `GET /api/v2/clients/{client_id}/access-requests`: somebody who was refused asks for access. */
export interface AccessRequest {
  readonly id: string;
  readonly person: { readonly id: string; readonly username: string; readonly name: string };
  readonly message: string | null;
  readonly state: AccessRequestState;
  readonly createdAt: string;
  readonly answeredAt: string | null;
}

/** Characters of a message to an application's administrators. */
export const longestAccessMessage = 500;
