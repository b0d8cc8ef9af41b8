import { randomUUID } from 'node:crypto';
import { managementScopes } from '@postern/contracts';
import { AccessTokens, type Bearer } from '../src/index.js';

/** Stands for the engine's tokens. */
export class InMemoryAccessTokens extends AccessTokens {
  private readonly bearers = new Map<string, Bearer>();

  /** A token of an application on its own with every scope, but for what is given. */
  issue(bearer: Partial<Omit<Bearer, 'scopes'>> & { readonly scopes?: readonly string[] } = {}): string {
    const token = randomUUID();
    const { scopes = managementScopes, ...rest } = bearer;
    const unbound = { accountId: null, clientId: 'test-client', sessionUid: null, role: null };
    this.bearers.set(token, { ...unbound, ...rest, scopes: new Set(scopes) });
    return token;
  }

  override async find(token: string): Promise<Bearer | undefined> {
    return this.bearers.get(token);
  }
}
