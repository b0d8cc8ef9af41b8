import { Injectable } from '@nestjs/common';
import { Statements } from '@postern/database';
import { isUuid } from '@postern/management';

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

export interface AccountWithClaims {
  readonly accountId: string;
  readonly claims: StandardClaims;
}

interface Row {
  readonly login: string;
  readonly name: string;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly email: string | null;
  readonly locale: string | null;
  readonly updatedAt: number;
  readonly [column: string]: unknown;
}

/** Accounts as OpenID Connect sees them. */
@Injectable()
export class AccountClaims {
  constructor(private readonly statements: Statements) {}

  /** Blocked and deleted accounts are nobody. */
  async find(accountId: string): Promise<AccountWithClaims | undefined> {
    if (!isUuid(accountId)) return undefined;
    const row = await this.statements.one<Row>(
      'account.claims',
      `select login, name, given_name as "givenName", family_name as "familyName", email, locale,
         floor(extract(epoch from updated_at))::float8 as "updatedAt"
       from account where id = $1 and status = 'active'`,
      [accountId],
    );
    return row && { accountId, claims: claimsOf(accountId, row) };
  }
}

const claimsOf = (sub: string, row: Row): StandardClaims => ({
  sub,
  name: row.name,
  preferred_username: row.login,
  updated_at: row.updatedAt,
  ...(row.givenName !== null && { given_name: row.givenName }),
  ...(row.familyName !== null && { family_name: row.familyName }),
  // Nobody has proved yet that the address is theirs.
  ...(row.email !== null && { email: row.email, email_verified: false }),
  ...(row.locale !== null && { locale: row.locale }),
});
