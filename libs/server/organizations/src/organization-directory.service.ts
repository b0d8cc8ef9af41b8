import { Injectable } from '@nestjs/common';
import type { OrganizationRecord, OwnOrganization, Page } from '@postern/contracts';
import { Statements } from '@postern/database';
import { NotFoundError } from '@postern/errors';
import { finds, offsetOf, pageOf, scopesOfOrganizationRole, type SearchQuery } from '@postern/management';

type Row = Omit<OrganizationRecord, 'createdAt' | 'updatedAt'> & {
  readonly createdAt: Date;
  readonly updatedAt: Date;
} & Record<string, unknown>;

const columns = `o.id, o.slug, o.name, o.contact, o.status, o.created_at as "createdAt", o.updated_at as "updatedAt",
  (select count(*)::integer from organization_membership m where m.organization_id = o.id) as "memberCount",
  (select count(*)::integer from client c where c.organization_id = o.id) as "applicationCount"`;

const matches = finds('$1', 'o.name', 'o.slug');

const recordOf = ({ createdAt, updatedAt, ...row }: Row): OrganizationRecord => ({
  ...row,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
});

/** Organizations, and those of a person. */
@Injectable()
export class OrganizationDirectory {
  constructor(private readonly statements: Statements) {}

  /** By name. `search` finds parts of the name and the short name. */
  async list(query: SearchQuery): Promise<Page<OrganizationRecord>> {
    const words = query.search ?? '';
    const [rows, { total }] = await Promise.all([
      this.statements.run<Row>(
        'organization.list',
        `select ${columns} from organization o where ${matches} order by o.name, o.id limit $2 offset $3`,
        [words, query.pageSize, offsetOf(query)],
      ),
      this.statements.only<{ total: number }>(
        'organization.count',
        `select count(*)::integer as total from organization o where ${matches}`,
        [words],
      ),
    ]);
    return pageOf(rows.map(recordOf), total, query);
  }

  /** Throws `NotFoundError`. */
  async get(id: string): Promise<OrganizationRecord> {
    const row = await this.statements.one<Row>(
      'organization.get',
      `select ${columns} from organization o where o.id = $1`,
      [id],
    );
    if (row === undefined) throw new NotFoundError('organization.not_found');
    return recordOf(row);
  }

  /** What people are told of an organization; undefined where there is none. */
  shown(id: string): Promise<Pick<OrganizationRecord, 'name' | 'contact'> | undefined> {
    return this.statements.one('organization.shown', 'select name, contact from organization where id = $1', [id]);
  }

  /** By name, with the person's role in each. */
  async ofAccount(accountId: string): Promise<readonly OwnOrganization[]> {
    const rows = await this.statements.run<Omit<OwnOrganization, 'scopes'>>(
      'organization.of_account',
      `select o.id, o.slug, o.name, o.status, m.role from organization_membership m
       join organization o on o.id = m.organization_id where m.account_id = $1 order by o.name, o.id`,
      [accountId],
    );
    return rows.map((row) => ({ ...row, scopes: row.status === 'active' ? scopesOfOrganizationRole(row.role) : [] }));
  }
}
