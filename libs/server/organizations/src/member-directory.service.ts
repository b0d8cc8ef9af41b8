import { Injectable } from '@nestjs/common';
import type { MembershipRecord, Page } from '@postern/contracts';
import { Statements } from '@postern/database';
import { NotFoundError } from '@postern/errors';
import { findsFolded, offsetOf, pageOf, type SearchQuery } from '@postern/management';

type Row = Omit<MembershipRecord, 'since'> & { readonly since: Date } & Record<string, unknown>;

const from = `from organization_membership m join account a on a.id = m.account_id`;

const columns = `a.id, a.username, a.name, a.email, a.status, m.role, m.created_at as since`;

const matches = findsFolded('$2', 'a.folded');

const recordOf = ({ since, ...row }: Row): MembershipRecord => ({ ...row, since: since.toISOString() });

/** Members of an organization. */
@Injectable()
export class MemberDirectory {
  constructor(private readonly statements: Statements) {}

  /** By username. `search` finds parts of username, name and e-mail address. Throws `NotFoundError`. */
  async list(organizationId: string, query: SearchQuery): Promise<Page<MembershipRecord>> {
    const words = query.search ?? '';
    const [rows, counted] = await Promise.all([
      this.statements.run<Row>(
        'organization_membership.list',
        `select ${columns} ${from} where m.organization_id = $1 and ${matches} order by a.username limit $3 offset $4`,
        [organizationId, words, query.pageSize, offsetOf(query)],
      ),
      this.statements.one<{ total: number }>(
        'organization_membership.count',
        `select (select count(*)::integer ${from} where m.organization_id = o.id and ${matches}) as total
         from organization o where o.id = $1`,
        [organizationId, words],
      ),
    ]);
    if (counted === undefined) throw new NotFoundError('organization.not_found');
    return pageOf(rows.map(recordOf), counted.total, query);
  }

  /** Throws `NotFoundError`. */
  async get(organizationId: string, accountId: string): Promise<MembershipRecord> {
    const row = await this.statements.one<Row>(
      'organization_membership.get',
      `select ${columns} ${from} where m.organization_id = $1 and m.account_id = $2`,
      [organizationId, accountId],
    );
    if (row === undefined) throw new NotFoundError('membership.not_found');
    return recordOf(row);
  }
}
