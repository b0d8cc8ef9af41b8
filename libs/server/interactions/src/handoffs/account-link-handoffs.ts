import { Injectable } from '@nestjs/common';
import { LinkHandoffs } from '@postern/accounts';
import { HandoffError } from '@postern/errors';
import type { PresentedIdentity } from '@postern/provider-kit';
import { HandoffStore, type StoredHandoff } from './handoff-store.js';

const toIdentity = ({ methodId, subject, label, certificate, code }: StoredHandoff): PresentedIdentity => {
  if (code !== null || subject === null) throw new HandoffError('handoff.invalid', code ?? undefined);
  return { methodId, subject, label: label ?? '', certificate };
};

@Injectable()
export class AccountLinkHandoffs extends LinkHandoffs {
  constructor(private readonly handoffs: HandoffStore) {
    super();
  }

  async peek(code: string, accountId: string): Promise<PresentedIdentity> {
    return toIdentity(await this.handoffs.peekForLink(code, accountId));
  }

  async consume(code: string, accountId: string): Promise<PresentedIdentity> {
    return toIdentity(await this.handoffs.consumeForLink(code, accountId));
  }
}
