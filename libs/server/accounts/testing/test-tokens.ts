import { Injectable } from '@nestjs/common';
import { panelClientId, type Role } from '@postern/contracts';
import { Statements } from '@postern/database';
import type { AccessTokens, Bearer } from '@postern/management';

/** What a test's token says: JSON, base64url. */
export interface TestToken {
  readonly accountId: string | null;
  readonly sessionUid?: string | null;
  readonly scopes: readonly string[];
  /** Milliseconds since 1970; a moment ago, unless told. */
  readonly provedAt?: number;
}

export const tokenText = (token: TestToken): string => Buffer.from(JSON.stringify(token)).toString('base64url');

/** As with the engine's tokens, role and status are those of this moment. */
@Injectable()
export class TestTokens implements AccessTokens {
  constructor(private readonly statements: Statements) {}

  async find(text: string): Promise<Bearer | undefined> {
    const token = JSON.parse(Buffer.from(text, 'base64url').toString()) as TestToken;
    const { accountId, sessionUid = null, scopes, provedAt = Date.now() } = token;
    const account = await this.statements.one<{ role: Role }>(
      'test.role',
      `select role from account where id = $1 and status = 'active'`,
      [accountId],
    );
    if (accountId !== null && account === undefined) return undefined;
    return {
      accountId,
      clientId: accountId === null ? 'test-client' : panelClientId,
      sessionUid,
      scopes: new Set(scopes),
      role: account?.role ?? null,
      provedAt,
    };
  }
}
