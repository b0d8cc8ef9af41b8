import { Injectable } from '@nestjs/common';
import { candidatesOf, LinkHandoffs, type ShownForLink } from '@postern/accounts';
import type { LinkRefusal } from '@postern/contracts';
import { Statements } from '@postern/database';
import { HandoffError } from '@postern/errors';
import type { PresentedIdentifier } from '@postern/provider-kit';
import { endLinksSql } from './handoff-sql.js';
import type { StoredHandoff } from './handoff-rows.js';
import { HandoffStore } from './handoff-store.js';
import { Judgements } from './judgements.js';
import type { EntityManager } from 'typeorm';

const toIdentifier = ({ subject, label, code, ...handoff }: StoredHandoff): PresentedIdentifier => {
  if (code !== null || subject === null) throw new HandoffError('handoff.invalid', code ?? undefined);
  const { methodId, alias, formerSubject, rule, search, certificate } = handoff;
  const candidates = search === null ? undefined : candidatesOf(search);
  const made = { subject, alias, formerSubject, rule: rule ?? undefined, candidates };
  return { methodId, ...made, label: label ?? '', certificate };
};

@Injectable()
export class AccountLinkHandoffs extends LinkHandoffs {
  constructor(
    private readonly handoffs: HandoffStore,
    private readonly judgements: Judgements,
  ) {
    super();
  }

  async peek(code: string, accountId: string): Promise<PresentedIdentifier> {
    return toIdentifier(await this.handoffs.peekForLink(code, accountId));
  }

  async refusal(code: string, accountId: string): Promise<LinkRefusal> {
    const { code: reason, certificate, facts, methodId } = await this.handoffs.peekForLink(code, accountId);
    if (reason === null) throw new HandoffError('handoff.invalid', 'nothing was refused');
    const judgement = await this.judgements.of(methodId, certificate, { code: reason, facts });
    return { code: reason, certificate: certificate?.summary ?? null, judgement };
  }

  async consume(code: string, accountId: string): Promise<ShownForLink> {
    const { proof, ...handoff } = await this.handoffs.consumeForLink(code, accountId);
    return { identifier: toIdentifier(handoff), proof };
  }

  async end(transaction: EntityManager, accountId: string): Promise<void> {
    await Statements.in(transaction).run('handoff.end_links', endLinksSql, [accountId]);
  }
}
