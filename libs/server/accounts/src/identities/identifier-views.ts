import { Injectable } from '@nestjs/common';
import type { CertificateState, CertificateSummary, Identifier, Publicity } from '@postern/contracts';
import { Methods } from './methods.js';

export interface IdentityRow {
  readonly id: string;
  readonly methodId: string;
  readonly label: string;
  readonly publicity: Publicity;
  readonly certificate: CertificateSummary | null;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

/** Identifiers as people see them. */
@Injectable()
export class IdentifierViews {
  constructor(private readonly methods: Methods) {}

  async view({ methodId, createdAt, lastUsedAt, ...row }: IdentityRow): Promise<Identifier> {
    const { id, type, name, icon, logoUrl } = await this.methods.get(methodId);
    return {
      id: row.id,
      provider: { id, type, name, icon, logoUrl },
      label: row.label,
      publicity: row.publicity,
      certificate: row.certificate,
      state: row.certificate && stateOf(row.certificate, new Date()),
      createdAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    };
  }
}

const stateOf = ({ notBefore, notAfter }: CertificateSummary, now: Date): CertificateState => {
  if (now > new Date(notAfter)) return 'expired';
  return now < new Date(notBefore) ? 'not_yet_valid' : 'valid';
};
