import { Injectable } from '@nestjs/common';
import { AccessRequests } from '@postern/access';
import type { EntryRefusal, KnownAccount, RefusedEntryView } from '@postern/contracts';
import { NotFoundError } from '@postern/errors';
import { OrganizationDirectory } from '@postern/organizations';
import { type AccessNotice, EngineInteractions, type Exchange, type PendingInteraction } from '@postern/oidc';
import type { RequestOrigin } from '@postern/requests';

/** Refusals that a membership takes away. */
const answerable: ReadonlySet<EntryRefusal> = new Set(['members', 'rule', 'too_early', 'too_late']);

const mayAsk = ({ requests }: AccessNotice, refusal: EntryRefusal): boolean => requests && answerable.has(refusal);

/** People who are signed in and may not enter the application. */
@Injectable()
export class RefusedEntry {
  constructor(
    private readonly interactions: EngineInteractions,
    private readonly requests: AccessRequests,
    private readonly organizations: OrganizationDirectory,
  ) {}

  /** Null: not refused. */
  async view(
    { refusal, clientId, organizationId }: PendingInteraction,
    account: KnownAccount,
  ): Promise<RefusedEntryView | null> {
    if (refusal === null) return null;
    const notice = await this.interactions.accessNotice(clientId);
    const asks = mayAsk(notice, refusal);
    const asked = asks ? await this.requests.last(clientId, account.id) : null;
    const isAbout = refusal === 'organization' && organizationId !== null;
    const organization = isAbout ? await this.organizations.shown(organizationId) : undefined;
    return {
      ...{ account, reason: refusal, mayAsk: asks, asked },
      contact: organization?.contact ?? notice.contact,
      organization: organization?.name ?? null,
    };
  }

  /** @throws NotFoundError when nobody is refused here, or nobody may ask; TooManyRequestsError */
  async ask(exchange: Exchange, uid: string, message: string | null, origin: RequestOrigin): Promise<void> {
    const { accountId, clientId, refusal } = await this.interactions.find(exchange, uid);
    if (accountId === null || refusal === null || !mayAsk(await this.interactions.accessNotice(clientId), refusal)) {
      throw new NotFoundError('interaction.not_found', 'nobody may ask for access here');
    }
    await this.requests.ask(clientId, { accountId, origin }, message);
  }
}
