import { HandoffError } from '@postern/errors';
import type { PresentedIdentifier } from '@postern/provider-kit';
import type { LinkHandoffs, ShownForLink } from '../src/index.js';

/** One-time codes, in a map. */
export class InMemoryHandoffs implements LinkHandoffs {
  private readonly handoffs = new Map<
    string,
    { readonly accountId: string; readonly identifier: PresentedIdentifier }
  >();

  put(code: string, accountId: string, identifier: PresentedIdentifier): void {
    this.handoffs.set(code, { accountId, identifier });
  }

  async peek(code: string, accountId: string): Promise<PresentedIdentifier> {
    const handoff = this.handoffs.get(code);
    if (handoff === undefined) throw new HandoffError('handoff.invalid');
    if (handoff.accountId !== accountId) throw new HandoffError('handoff.wrong_account');
    return handoff.identifier;
  }

  /** Nothing is refused here. */
  refusal(): Promise<never> {
    return Promise.reject(new HandoffError('handoff.invalid'));
  }

  async consume(code: string, accountId: string): Promise<ShownForLink> {
    const identifier = await this.peek(code, accountId);
    this.handoffs.delete(code);
    return { identifier, proof: { at: String(Date.now() / 1000), mark: null } };
  }

  async end(_transaction: unknown, accountId: string): Promise<void> {
    for (const [code, handoff] of this.handoffs) if (handoff.accountId === accountId) this.handoffs.delete(code);
  }
}
