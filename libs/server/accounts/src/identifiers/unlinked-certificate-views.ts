import { Injectable } from '@nestjs/common';
import type { CertificateSummary, UnlinkedCertificate } from '@postern/contracts';
import { Statements } from '@postern/database';
import { SignInMethods } from '@postern/sign-in-methods';
import { OwnCertificates } from './own-certificates.service.js';

interface Row {
  readonly id: string;
  readonly methodId: string;
  readonly summary: CertificateSummary;
  readonly der: Buffer;
  readonly lastUsedAt: Date;
}

const listSql = `
  select c.id, u.method_id as "methodId", c.summary, c.der, u.last_used_at as "lastUsedAt"
  from unlinked_certificate u join certificate c on c.id = u.certificate_id
  where u.account_id = $1 and not exists (select from identifier i where i.account_id = $1 and i.certificate_id = c.id)
  order by u.last_used_at desc, c.id`;

/** Certificates that people sign in with and have not linked, as people see them. */
@Injectable()
export class UnlinkedCertificateViews {
  constructor(
    private readonly statements: Statements,
    private readonly methods: SignInMethods,
    private readonly certificates: OwnCertificates,
  ) {}

  /** The one that was used last comes first. */
  async list(accountId: string): Promise<readonly UnlinkedCertificate[]> {
    const rows = await this.statements.run<Row>('unlinked_certificate.list', listSql, [accountId]);
    const methods = await Promise.all(rows.map(({ methodId }) => this.methods.find(methodId)));
    const facts = await this.certificates.of(accountId, rows);
    return rows.flatMap(({ id, summary, lastUsedAt }, index) => {
      const [method, known] = [methods[index], facts[index]];
      if (method === undefined || known === undefined) return [];
      const { id: methodId, type, name, icon, logoUrl } = method;
      const shown = { id, method: { id: methodId, type, name, icon, logoUrl }, certificate: summary };
      return [{ ...shown, ...known, lastUsedAt: lastUsedAt.toISOString() }];
    });
  }
}
