import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RevocationLists, surveyOf } from '@postern/certificate-kit';
import { CertificateSources, type DrawingOfCertificate } from '@postern/certificates';
import type { CertificateJudgement, CertificateStandingRecord, ErrorCode } from '@postern/contracts';
import { type Certificate, parseCertificate, TrustStore, X509Error } from '@postern/x509';
import { CertificateStanding } from '../standing/certificate-standing.js';

const revocationCodes: Readonly<Record<CertificateStandingRecord['standing'], ErrorCode | null | undefined>> = {
  good: null,
  revoked: 'certificate.revoked',
  blocked: 'certificate.blocked',
  unknown: 'certificate.revocation_unknown',
  unchecked: undefined,
};
const unchecked: CertificateStandingRecord = { standing: 'unchecked', reason: null, since: null };

/** Supplies the inventory with the revocation state of certificates and their last use. */
@Injectable()
export class InventoryStandings implements OnModuleInit {
  constructor(
    private readonly standing: CertificateStanding,
    private readonly sources: CertificateSources,
    private readonly lists: RevocationLists,
  ) {}

  onModuleInit(): void {
    this.sources.findLastUses('select sha256, last_used_at from certificate_use');
    this.sources.judgeBy((certificates) => this.of(certificates.map(read)));
    this.sources.drawBy(async (der, known) => this.draw(read(der), known));
  }

  /** Revocation state by the CAs of all methods and listeners. */
  private async draw(
    certificate: Certificate | undefined,
    { standing, uses }: Parameters<DrawingOfCertificate>[1],
  ): Promise<CertificateJudgement | null> {
    if (certificate === undefined) return null;
    const authorities = (await this.lists.authorities()).flatMap(({ store }) => store.authorities);
    const store = new TrustStore([...new Map(authorities.map((each) => [each.certificate.sha256, each])).values()]);
    const revocation = revocationCodes[standing.standing];
    return surveyOf(certificate, store, { revocation, anyIssuer: !uses.includes('person') });
  }

  private async of(certificates: readonly (Certificate | undefined)[]): Promise<readonly CertificateStandingRecord[]> {
    const readable = certificates.filter((one) => one !== undefined);
    const standings = await this.standing.ofAll(readable);
    const byCertificate = new Map(readable.map((one, index) => [one, standings[index]]));
    return certificates.map((one) => (one && byCertificate.get(one)) ?? unchecked);
  }
}

/** Undefined for a row whose certificate cannot be read, such as one of an earlier version that read less strictly. */
const read = (der: Uint8Array): Certificate | undefined => {
  try {
    return parseCertificate(der);
  } catch (error) {
    if (error instanceof X509Error) return undefined;
    throw error;
  }
};
