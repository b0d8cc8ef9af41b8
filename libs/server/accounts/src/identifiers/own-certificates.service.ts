import { Injectable } from '@nestjs/common';
import { AuditReader } from '@postern/audit';
import { CertificateSources, RenewalGuides } from '@postern/certificates';
import type { CertificateState, CertificateSummary, Identifier } from '@postern/contracts';

export interface OwnCertificate {
  readonly methodId: string;
  readonly summary: CertificateSummary;
  readonly der: Buffer;
}

/** What people see of a certificate of theirs besides its own fields. */
export interface CertificateFacts extends Pick<Identifier, 'renewal' | 'judgement' | 'lastUse'> {
  readonly state: CertificateState;
}

/** What is known of the certificates of one account: how to renew them, their chain and revocation as of now, where they were used last. */
@Injectable()
export class OwnCertificates {
  constructor(
    private readonly guides: RenewalGuides,
    private readonly sources: CertificateSources,
    private readonly events: AuditReader,
  ) {}

  /** In the same order. Three statements, however many there are, and none without certificates. */
  async of(accountId: string, certificates: readonly OwnCertificate[]): Promise<readonly CertificateFacts[]> {
    if (certificates.length === 0) return [];
    const [guides, standings, lastUses] = await Promise.all([
      this.guides.find(certificates.map(({ methodId, summary: { issuer } }) => ({ methodId, issuer }))),
      this.sources.standingOf(certificates.map(({ der }) => der)),
      this.events.lastSignIns(
        accountId,
        certificates.map(({ summary }) => summary.sha256),
      ),
    ]);
    const now = new Date();
    return Promise.all(
      certificates.map(async ({ summary, der }, index) => {
        const standing = standings[index];
        return {
          state: stateOf(summary, now),
          renewal: guides[index] ?? null,
          judgement: standing === undefined ? null : await this.sources.drawn(der, { standing, uses: ['person'] }),
          lastUse: lastUses.get(summary.sha256) ?? null,
        };
      }),
    );
  }
}

const stateOf = ({ notBefore, notAfter }: CertificateSummary, now: Date): CertificateState => {
  if (now > new Date(notAfter)) return 'expired';
  return now < new Date(notBefore) ? 'not_yet_valid' : 'valid';
};
