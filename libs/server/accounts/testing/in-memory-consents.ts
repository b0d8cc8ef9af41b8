import type { ConnectedApplication } from '@postern/contracts';
import type { AccountConsents } from '../src/index.js';

/** What the engine does with consents, in an array. */
export class InMemoryConsents implements AccountConsents {
  given: (ConnectedApplication & { readonly accountId: string })[] = [];

  give(accountId: string, clientId: string): void {
    const rest = { homepageUrl: null, accentColor: null, firstParty: false, since: '2026-01-01T00:00:00.000Z' };
    this.given.push({ accountId, clientId, name: clientId, permissions: [], identifiers: [], ...rest });
  }

  async list(accountId: string): Promise<readonly ConnectedApplication[]> {
    return this.given
      .filter((one) => one.accountId === accountId)
      .map(({ accountId: _, ...application }) => application);
  }

  async withdraw(accountId: string, clientId: string): Promise<boolean> {
    const before = this.given.length;
    this.given = this.given.filter((one) => one.accountId !== accountId || one.clientId !== clientId);
    return this.given.length < before;
  }

  async forgetIdentifier(): Promise<void> {
    // No choices are kept here.
  }
}
