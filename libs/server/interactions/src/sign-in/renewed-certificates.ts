import { Injectable, Logger } from '@nestjs/common';
import { IdentifierLinks, Renewals } from '@postern/accounts';
import { proofReaches } from '@postern/contracts';
import { ConflictError } from '@postern/errors';
import type { ProofTime } from '@postern/provider-kit';
import type { RequestOrigin } from '@postern/requests';
import { type StoredHandoff, toIdentifier } from '../handoffs/handoff-rows.js';

/** Somebody whom a rule found by a name, with a certificate that is not linked. */
export interface RenewedSignIn {
  readonly accountId: string;
  readonly proof: ProofTime;
  /** Level that was reached. */
  readonly acr: string;
}

/**
 * Links the certificate of a sign-in that a rule let in by a name, when it takes the place of one that is linked already. Nothing may be
 * gained by that: with another key, whoever names people for the CA would else turn a name into a linked certificate.
 */
@Injectable()
export class RenewedCertificates {
  private readonly logger = new Logger(RenewedCertificates.name);

  constructor(
    private readonly renewals: Renewals,
    private readonly links: IdentifierLinks,
  ) {}

  /** Never fails: the sign-in is good without the link, and the next one tries again. */
  async link(handoff: StoredHandoff, signIn: RenewedSignIn, origin: RequestOrigin): Promise<void> {
    try {
      await this.tryToLink(handoff, signIn, origin);
    } catch (error) {
      // Another sign-in with it was quicker.
      if (error instanceof ConflictError) return;
      this.logger.warn(
        `a renewed certificate was not linked: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  private async tryToLink(
    handoff: StoredHandoff,
    { accountId, proof, acr }: RenewedSignIn,
    origin: RequestOrigin,
  ): Promise<void> {
    const identifier = toIdentifier(handoff);
    const { methodId } = identifier;
    const renewed = await this.renewals.find(accountId, identifier);
    if (renewed === null) return;
    const linked = identifier.candidates?.find(
      ({ field, value }) => field === 'linked' && value === identifier.subject,
    );
    if (!renewed.keyStands && linked?.acr !== acr) return;
    // Of administrators nothing is linked by a proof below the level that administration needs.
    const demanded = await this.links.demandedLevels(accountId);
    if (demanded.length > 0 && !proofReaches(acr, true, demanded)) return;
    const { id: renews, label, publicity } = renewed;
    const proofs = [{ ...proof, methodId }];
    await this.links.link({
      ...{ accountId, methodId, identifier, label, publicity, renews, proofs },
      actor: { accountId, origin },
      quiet: true,
    });
  }
}
