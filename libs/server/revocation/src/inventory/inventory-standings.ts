import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CertificateSources } from '@postern/certificates';
import type { CertificateStandingRecord } from '@postern/contracts';
import { type Certificate, parseCertificate, X509Error } from '@postern/x509';
import { CertificateStanding } from '../standing/certificate-standing.js';

const unchecked: CertificateStandingRecord = { standing: 'unchecked', reason: null, since: null };

/** Supplies the inventory with the revocation state of certificates and their last use. */
@Injectable()
export class InventoryStandings implements OnModuleInit {
  constructor(
    private readonly standing: CertificateStanding,
    private readonly sources: CertificateSources,
  ) {}

  onModuleInit(): void {
    this.sources.findLastUses('select sha256, last_used_at from certificate_use');
    this.sources.judgeBy((certificates) => this.of(certificates.map(read)));
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
