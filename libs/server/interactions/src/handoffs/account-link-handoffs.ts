import { Injectable } from '@nestjs/common';
import { LinkHandoffs, type ShownForLink } from '@postern/accounts';
import type { LinkRefusal } from '@postern/contracts';
import { Statements } from '@postern/database';
import { HandoffError } from '@postern/errors';
import type { PresentedIdentifier } from '@postern/provider-kit';
import { endLinksSql } from './handoff-sql.js';
import { toIdentifier } from './handoff-rows.js';
import { HandoffStore } from './handoff-store.js';
import { Judgements } from './judgements.js';
import type { EntityManager } from 'typeorm';

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
