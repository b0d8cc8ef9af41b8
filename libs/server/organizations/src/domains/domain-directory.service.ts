import { Injectable } from '@nestjs/common';
import type { DomainRecord, Page } from '@postern/contracts';
import { Statements } from '@postern/database';
import { NotFoundError } from '@postern/errors';
import { finds, offsetOf, pageOf, type SearchQuery } from '@postern/management';
import { proofOf } from './domain-proof.js';

interface Row extends Pick<DomainRecord, 'id' | 'domain' | 'verifiedBy'> {
  readonly token: string;
  readonly verifiedAt: Date | null;
  readonly createdAt: Date;
  readonly [column: string]: unknown;
}

const columns = `d.id, d.domain, d.token, d.verified_at as "verifiedAt", d.verified_by as "verifiedBy", d.created_at as "createdAt"`;
const matches = finds('$2', 'd.domain');

const recordOf = ({ id, domain, token, verifiedAt, verifiedBy, createdAt }: Row): DomainRecord => ({
  ...{ id, domain, verifiedBy, verifiedAt: verifiedAt?.toISOString() ?? null },
  proof: proofOf(domain, token),
  createdAt: createdAt.toISOString(),
});

/** Domains of an organization. */
@Injectable()
export class DomainDirectory {
  constructor(private readonly statements: Statements) {}

  /** By name. `search` finds parts of it. Throws `NotFoundError`. */
  async list(organizationId: string, query: SearchQuery): Promise<Page<DomainRecord>> {
    const words = query.search ?? '';
    const [rows, counted] = await Promise.all([
      this.statements.run<Row>(
        'organization_domain.list',
        `select ${columns} from organization_domain d where d.organization_id = $1 and ${matches}
         order by d.domain limit $3 offset $4`,
        [organizationId, words, query.pageSize, offsetOf(query)],
      ),
      this.statements.one<{ total: number }>(
        'organization_domain.count',
        `select (select count(*)::integer from organization_domain d where d.organization_id = o.id and ${matches}) as total
         from organization o where o.id = $1`,
        [organizationId, words],
      ),
    ]);
    if (counted === undefined) throw new NotFoundError('organization.not_found');
    return pageOf(rows.map(recordOf), counted.total, query);
  }

  /** Throws `NotFoundError`. */
  async get(organizationId: string, id: string): Promise<DomainRecord> {
    return recordOf(await this.row(organizationId, id));
  }

  /** What the DNS has to say. Throws `NotFoundError`. */
  async proof(organizationId: string, id: string): Promise<Pick<Row, 'domain' | 'token'>> {
    return this.row(organizationId, id);
  }

  private async row(organizationId: string, id: string): Promise<Row> {
    const row = await this.statements.one<Row>(
      'organization_domain.get',
      `select ${columns} from organization_domain d where d.organization_id = $1 and d.id = $2`,
      [organizationId, id],
    );
    if (row === undefined) throw new NotFoundError('domain.not_found');
    return row;
  }
}
