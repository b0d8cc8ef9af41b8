import { Injectable } from '@nestjs/common';
import { LinkHandoffs } from '@postern/accounts';
import { HandoffError } from '@postern/errors';
import type { PresentedIdentity } from '@postern/provider-kit';
import { HandoffStore, type StoredHandoff } from './handoff-store.js';

const toIdentity = ({ subject, label, code, ...handoff }: StoredHandoff): PresentedIdentity => {
  if (code !== null || subject === null) throw new HandoffError('handoff.invalid', code ?? undefined);
  const { methodId, alias, formerSubject, certificate } = handoff;
  return { methodId, subject, alias, formerSubject, label: label ?? '', certificate };
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
