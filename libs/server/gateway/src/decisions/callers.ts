import { Injectable } from '@nestjs/common';
import { RevocationLists, surveyOf } from '@postern/certificate-kit';
import type { CertificateJudgement } from '@postern/contracts';
import { type Certificate, PathFinder } from '@postern/x509';
import type { Caller } from '../policy/caller.js';
import { CallerTokens } from './caller-tokens.port.js';
import { GatewayTrust } from './gateway-trust.js';

/** Collects the facts about a caller that policies use. */
@Injectable()
export class Callers {
  private readonly paths = new PathFinder();

  constructor(
    private readonly trust: GatewayTrust,
    private readonly revocationLists: RevocationLists,
    private readonly tokens: CallerTokens,
  ) {
    revocationLists.consult(async () => [{ trustedFor: 'gateway', store: await trust.store([]) }]);
  }

  /** Whether an administrator has blocked a certificate, whatever a policy asks of it. */
  async isBlocked(certificate: Certificate, at = new Date()): Promise<boolean> {
    await this.revocationLists.current();
    return this.revocationLists.blockOf(certificate, at) !== undefined;
  }

  /** What can be said of a certificate by the gateway's trust anchors, whatever a policy asks of it. */
  async survey(certificate: Certificate, at = new Date()): Promise<CertificateJudgement> {
    const store = await this.trust.store([]);
    const isBlocked = await this.isBlocked(certificate, at);
    return surveyOf(certificate, store, { revocation: isBlocked ? 'certificate.blocked' : undefined }, at);
  }

  make(
    certificate: Certificate | null,
    accessToken: string | null,
    isUploaded: Caller['isUploaded'],
    at = new Date(),
  ): Caller {
    return {
      certificate,
      accessToken,
      at,
      isUploaded,
      trust: (ids) => this.trust.store(ids),
      findPath: (each, store, moment) => this.paths.find(each, store, moment),
      revocations: () => this.revocationLists,
      findToken: (token) => this.tokens.find(token),
    };
  }
}
