import { Injectable } from '@nestjs/common';
import type { CertificateSummary, ErrorCode, LatelyPresented } from '@postern/contracts';
import { Statements } from '@postern/database';
import type { QueryResultRow } from 'pg';
import { SignInMethods } from '../reading/sign-in-methods.service.js';

const most = 20;

interface Row extends QueryResultRow {
  readonly at: Date;
  readonly der: Buffer;
  readonly certificate: CertificateSummary;
  readonly code: ErrorCode | null;
}

/** Certificates recently presented to a method, refused or not, with which administrators test rules. */
@Injectable()
export class PresentedCertificates {
  constructor(
    private readonly methods: SignInMethods,
    private readonly statements: Statements,
  ) {}

  /** Newest first, each once. Throws NotFoundError. */
  async list(methodId: string): Promise<readonly LatelyPresented[]> {
    await this.methods.get(methodId);
    const rows = await this.statements.run<Row>(
      'sign_in_method.presented',
      `select created_at as at, certificate_der as der, certificate_summary as certificate, code from handoff
       where method_id = $1 and certificate_der is not null order by created_at desc limit $2`,
      [methodId, most],
    );
    const byCertificate = new Map(rows.toReversed().map((row) => [row.certificate.sha256, row]));
    return [...byCertificate.values()]
      .toSorted((one, other) => other.at.getTime() - one.at.getTime())
      .map(({ at, der, certificate, code }) => ({ at: at.toISOString(), pem: pemOf(der), certificate, code }));
  }
}

/** PEM of a DER. */
export const pemOf = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${(der.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`;
