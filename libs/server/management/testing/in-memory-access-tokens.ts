import { randomUUID } from 'node:crypto';
import { managementScopes, panelClientId, panelScopes } from '@postern/contracts';
import { AccessTokens, type Bearer } from '../src/index.js';

/** Stands for the engine's tokens. */
export class InMemoryAccessTokens extends AccessTokens {
  private readonly bearers = new Map<string, Bearer>();

  /** A token of an application on its own, or of a person at the panel, with every scope unless told otherwise. */
  issue(bearer: Partial<Omit<Bearer, 'scopes'>> & { readonly scopes?: readonly string[] } = {}): string {
    const token = randomUUID();
    const { scopes = [...managementScopes, ...panelScopes], ...rest } = bearer;
    const clientId = (rest.accountId ?? null) === null ? 'test-client' : panelClientId;
    const unbound = { accountId: null, clientId, sessionUid: null, role: null, provedAt: Date.now() };
    this.bearers.set(token, { ...unbound, ...rest, scopes: new Set(scopes) });
    return token;
  }

  override async find(token: string): Promise<Bearer | undefined> {
    return this.bearers.get(token);
  }
}
