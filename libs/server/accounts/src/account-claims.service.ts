import { Injectable } from '@nestjs/common';
import type { MemberRole, OrganizationMembership, Role } from '@postern/contracts';
import { Statements } from '@postern/database';
import { isUuid } from '@postern/management';
import { type ReleasedValue, releasedValues } from './fields/released-fields.service.js';

/** OpenID Connect Core 1.0 §5.1, as far as an account has them. */
export interface StandardClaims {
  readonly sub: string;
  readonly name: string;
  readonly given_name?: string;
  readonly family_name?: string;
  readonly preferred_username: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly locale?: string;
  /** Seconds since 1970. */
  readonly updated_at: number;
}

/** What decides, besides the role, which applications an account may enter. */
export interface EntryFacts {
  /** Ids of groups. */
  readonly groups: readonly string[];
  /** By `client_id`: what the administrators of an application say of the person. */
  readonly memberships: Readonly<Record<string, { readonly role: MemberRole | null; readonly blocked: boolean }>>;
  /** Memberships in organizations, by id. */
  readonly organizations: Readonly<Record<string, OrganizationMembership>>;
}

export interface AccountWithClaims {
  readonly accountId: string;
  readonly role: Role;
  readonly claims: StandardClaims;
  readonly entry: EntryFacts;
  /** Own profile fields that applications receive; absent without values. */
  readonly fields?: readonly ReleasedValue[];
}

/** What `accountFacts` makes of a row of `account`. */
export interface AccountFacts {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly email: string | null;
  readonly emailVerified: boolean;
  readonly locale: string | null;
  readonly role: Role;
  readonly updatedAt: number;
  /** Null: none. */
  readonly groups: EntryFacts['groups'] | null;
  /** Null: none. */
  readonly memberships: EntryFacts['memberships'] | null;
  readonly fields?: readonly ReleasedValue[] | null;
  /** Null: none. */
  readonly organizations: EntryFacts['organizations'] | null;
}

/**
 * SQL expression (jsonb) with what the claims of an account are made of, for statements that read an account along with
 * something else; `withClaims` reads it.
 *
 * @param account alias of a row of the table `account`
 */
export const accountFacts = (account: string): string =>
  `jsonb_build_object('id', ${account}.id, 'username', ${account}.username, 'name', ${account}.name, 'givenName', ${account}.given_name,
    'familyName', ${account}.family_name, 'email', ${account}.email, 'emailVerified', ${account}.confirmed_email is not null,
    'locale', ${account}.locale, 'role', ${account}.role,
    'updatedAt', floor(extract(epoch from ${account}.updated_at)),
    'groups', (select jsonb_agg(gm.group_id) from account_group_member gm where gm.account_id = ${account}.id),
    'memberships', (select jsonb_object_agg(cm.client_id, jsonb_build_object('role', cm.role, 'blocked', cm.blocked_at is not null))
      from client_member cm where cm.account_id = ${account}.id),
    'fields', ${releasedValues(`${account}.id`)},
    'organizations', (select jsonb_object_agg(om.organization_id,
        jsonb_build_object('role', om.role, 'slug', o.slug, 'name', o.name, 'status', o.status))
      from organization_membership om join organization o on o.id = om.organization_id where om.account_id = ${account}.id))`;

export const withClaims = (facts: AccountFacts): AccountWithClaims => ({
  accountId: facts.id,
  role: facts.role,
  entry: {
    groups: facts.groups ?? [],
    memberships: facts.memberships ?? {},
    organizations: facts.organizations ?? {},
  },
  claims: {
    sub: facts.id,
    name: facts.name,
    preferred_username: facts.username,
    updated_at: facts.updatedAt,
    ...(facts.givenName !== null && { given_name: facts.givenName }),
    ...(facts.familyName !== null && { family_name: facts.familyName }),
    ...(facts.email !== null && { email: facts.email, email_verified: facts.emailVerified }),
    ...(facts.locale !== null && { locale: facts.locale }),
  },
  ...(facts.fields != null && { fields: facts.fields }),
});

const findSql = `select ${accountFacts('a')} as facts from account a where a.id = $1 and a.status = 'active'`;

/** Accounts as OpenID Connect sees them. */
@Injectable()
export class AccountClaims {
  constructor(private readonly statements: Statements) {}

  /** Undefined for blocked and deleted accounts. */
  async find(accountId: string): Promise<AccountWithClaims | undefined> {
    if (!isUuid(accountId)) return undefined;
    const row = await this.statements.one<{ facts: AccountFacts }>('account.claims', findSql, [accountId]);
    return row && withClaims(row.facts);
  }
}
