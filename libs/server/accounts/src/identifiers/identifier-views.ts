import { Injectable } from '@nestjs/common';
import type { CertificateState, CertificateSummary, Identifier, Publicity } from '@postern/contracts';
import { SignInMethods, type ConfiguredSignInMethod } from '@postern/sign-in-methods';

export interface IdentifierRow {
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
  constructor(private readonly methods: SignInMethods) {}

  /** Throws `NotFoundError` (`sign_in_method.not_found`). */
  async view(row: IdentifierRow): Promise<Identifier> {
    return identifierOf(row, await this.methods.get(row.methodId));
  }

  /** Leaves out identifiers whose method is being deleted at this moment. */
  async views(rows: readonly IdentifierRow[]): Promise<readonly Identifier[]> {
    const methods = await Promise.all(rows.map(({ methodId }) => this.methods.find(methodId)));
    return rows.flatMap((row, index) => {
      const method = methods[index];
      return method === undefined ? [] : [identifierOf(row, method)];
    });
  }
}

const identifierOf = (row: IdentifierRow, { id, type, name, icon, logoUrl }: ConfiguredSignInMethod): Identifier => ({
  id: row.id,
  method: { id, type, name, icon, logoUrl },
  label: row.label,
  publicity: row.publicity,
  certificate: row.certificate,
  state: row.certificate && stateOf(row.certificate, new Date()),
  createdAt: row.createdAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
});

const stateOf = ({ notBefore, notAfter }: CertificateSummary, now: Date): CertificateState => {
  if (now > new Date(notAfter)) return 'expired';
  return now < new Date(notBefore) ? 'not_yet_valid' : 'valid';
};
