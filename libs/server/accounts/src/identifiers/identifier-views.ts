import { Injectable } from '@nestjs/common';
import type { CertificateSummary, Identifier, Publicity } from '@postern/contracts';
import { SignInMethods, type ConfiguredSignInMethod } from '@postern/sign-in-methods';
import { type CertificateFacts, OwnCertificates } from './own-certificates.service.js';

export interface IdentifierRow {
  readonly id: string;
  readonly accountId: string;
  readonly methodId: string;
  readonly label: string;
  readonly publicity: Publicity;
  readonly certificate: CertificateSummary | null;
  readonly der: Buffer | null;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

/** Identifiers as people see them. */
@Injectable()
export class IdentifierViews {
  constructor(
    private readonly methods: SignInMethods,
    private readonly certificates: OwnCertificates,
  ) {}

  /** Throws `NotFoundError` (`sign_in_method.not_found`). */
  async view(row: IdentifierRow): Promise<Identifier> {
    const method = await this.methods.get(row.methodId);
    return identifierOf(row, method, (await this.facts([row])).get(row.id));
  }

  /** Of one account. Leaves out identifiers whose method is being deleted at this moment. */
  async views(rows: readonly IdentifierRow[]): Promise<readonly Identifier[]> {
    const methods = await Promise.all(rows.map(({ methodId }) => this.methods.find(methodId)));
    const facts = await this.facts(rows);
    return rows.flatMap((row, index) => {
      const method = methods[index];
      return method === undefined ? [] : [identifierOf(row, method, facts.get(row.id))];
    });
  }

  private async facts(rows: readonly IdentifierRow[]): Promise<ReadonlyMap<string, CertificateFacts | undefined>> {
    const own = rows.flatMap(({ id, methodId, certificate: summary, der }) =>
      summary === null || der === null ? [] : [{ id, methodId, summary, der }],
    );
    const facts = await this.certificates.of(rows[0]?.accountId ?? '', own);
    return new Map(own.map(({ id }, index) => [id, facts[index]]));
  }
}

const identifierOf = (
  row: IdentifierRow,
  { id, type, name, icon, logoUrl }: ConfiguredSignInMethod,
  facts: CertificateFacts | undefined,
): Identifier => ({
  id: row.id,
  method: { id, type, name, icon, logoUrl },
  label: row.label,
  publicity: row.publicity,
  certificate: row.certificate,
  state: facts?.state ?? null,
  renewal: facts?.renewal ?? null,
  judgement: facts?.judgement ?? null,
  lastUse: facts?.lastUse ?? null,
  createdAt: row.createdAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
});
