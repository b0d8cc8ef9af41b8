import { HandoffError } from '@postern/errors';
import type { PresentedIdentity } from '@postern/provider-kit';
import type { LinkHandoffs, ShownForLink } from '../src/index.js';

/** One-time codes, in a map. */
export class InMemoryHandoffs implements LinkHandoffs {
  private readonly handoffs = new Map<string, { readonly accountId: string; readonly identity: PresentedIdentity }>();

  put(code: string, accountId: string, identity: PresentedIdentity): void {
    this.handoffs.set(code, { accountId, identity });
  }

  async peek(code: string, accountId: string): Promise<PresentedIdentity> {
    const handoff = this.handoffs.get(code);
    if (handoff === undefined) throw new HandoffError('handoff.invalid');
    if (handoff.accountId !== accountId) throw new HandoffError('handoff.wrong_account');
    return handoff.identity;
  }

  /** Nothing is refused here. */
  refusal(): Promise<never> {
    return Promise.reject(new HandoffError('handoff.invalid'));
  }

  async consume(code: string, accountId: string): Promise<ShownForLink> {
    const identity = await this.peek(code, accountId);
    this.handoffs.delete(code);
    return { identity, proof: { at: String(Date.now() / 1000), mark: null } };
  }

  async end(_transaction: unknown, accountId: string): Promise<void> {
    for (const [code, handoff] of this.handoffs) if (handoff.accountId === accountId) this.handoffs.delete(code);
  }
}
