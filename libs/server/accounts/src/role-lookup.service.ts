import type { Role } from '@postern/contracts';
import { Injectable } from '@nestjs/common';
import { Statements } from '@postern/database';
import { isUuid } from '@postern/management';

/** The role that counts at this request, whatever a token was issued for. */
@Injectable()
export class RoleLookup {
  constructor(private readonly statements: Statements) {}

  /** Null for blocked and deleted accounts. */
  async roleOf(accountId: string): Promise<Role | null> {
    if (!isUuid(accountId)) return null;
    const row = await this.statements.one<{ role: Role }>(
      'account.role',
      `select role from account where id = $1 and status = 'active'`,
      [accountId],
    );
    return row?.role ?? null;
  }
}
