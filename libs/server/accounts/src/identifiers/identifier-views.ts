import { Injectable } from '@nestjs/common';
import { RenewalGuides } from '@postern/certificates';
import type { CertificateState, CertificateSummary, Identifier, Publicity, RenewalGuide } from '@postern/contracts';
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
  constructor(
    private readonly methods: SignInMethods,
    private readonly guides: RenewalGuides,
  ) {}

  /** Throws `NotFoundError` (`sign_in_method.not_found`). */
  async view(row: IdentifierRow): Promise<Identifier> {
    const method = await this.methods.get(row.methodId);
    const guides = await this.renewals([row]);
    return identifierOf(row, method, guides.get(row.id) ?? null);
  }

  /** Leaves out identifiers whose method is being deleted at this moment. */
  async views(rows: readonly IdentifierRow[]): Promise<readonly Identifier[]> {
    const methods = await Promise.all(rows.map(({ methodId }) => this.methods.find(methodId)));
    const guides = await this.renewals(rows);
    return rows.flatMap((row, index) => {
      const method = methods[index];
      return method === undefined ? [] : [identifierOf(row, method, guides.get(row.id) ?? null)];
    });
  }

  private async renewals(rows: readonly IdentifierRow[]): Promise<ReadonlyMap<string, RenewalGuide | null>> {
    const certificates = rows.flatMap(({ id, methodId, certificate }) =>
      certificate === null ? [] : [{ id, methodId, issuer: certificate.issuer }],
    );
    const guides = await this.guides.find(certificates);
    return new Map(certificates.map(({ id }, index) => [id, guides[index] ?? null]));
  }
}

const identifierOf = (
  row: IdentifierRow,
  { id, type, name, icon, logoUrl }: ConfiguredSignInMethod,
  renewal: RenewalGuide | null,
): Identifier => ({
  id: row.id,
  method: { id, type, name, icon, logoUrl },
  label: row.label,
  publicity: row.publicity,
  certificate: row.certificate,
  state: row.certificate && stateOf(row.certificate, new Date()),
  renewal,
  createdAt: row.createdAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
});

const stateOf = ({ notBefore, notAfter }: CertificateSummary, now: Date): CertificateState => {
  if (now > new Date(notAfter)) return 'expired';
  return now < new Date(notBefore) ? 'not_yet_valid' : 'valid';
};
