import { Injectable } from '@nestjs/common';
import type { GroupMemberRecord, GroupRecord, Page } from '@postern/contracts';
import { Statements } from '@postern/database';
import { finds, offsetOf, type PageQuery, pageOf, type SearchQuery } from '@postern/management';
import { NotFoundError } from '@postern/errors';

type Row = Omit<GroupRecord, 'createdAt' | 'updatedAt'> & {
  readonly createdAt: Date;
  readonly updatedAt: Date;
} & Record<string, unknown>;

const columns = `id, name, description, created_at as "createdAt", updated_at as "updatedAt",
  (select count(*)::integer from account_group_member m where m.group_id = g.id) as "memberCount"`;

const matches = finds('$1', 'name');

const recordOf = ({ id, name, description, memberCount, createdAt, updatedAt }: Row): GroupRecord => ({
  ...{ id, name, description, memberCount },
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
});

/** Groups, their members, and the groups of a person. */
@Injectable()
export class GroupDirectory {
  constructor(private readonly statements: Statements) {}

  /** By name. `search` finds parts of the name. */
  async list(query: SearchQuery): Promise<Page<GroupRecord>> {
    const words = query.search ?? '';
    const [rows, counted] = await Promise.all([
      this.statements.run<Row>(
        'group.list',
        `select ${columns} from account_group g where ${matches} order by lower(name) limit $2 offset $3`,
        [words, query.pageSize, offsetOf(query)],
      ),
      this.statements.one<{ total: number }>(
        'group.count',
        `select count(*)::integer as total from account_group where ${matches}`,
        [words],
      ),
    ]);
    return pageOf(rows.map(recordOf), counted?.total ?? 0, query);
  }

  /** Throws `NotFoundError`. */
  async get(id: string): Promise<GroupRecord> {
    const row = await this.statements.one<Row>('group.get', `select ${columns} from account_group g where id = $1`, [
      id,
    ]);
    if (row === undefined) throw new NotFoundError('group.not_found');
    return recordOf(row);
  }

  /** By username. Throws `NotFoundError`. */
  async members(id: string, query: PageQuery): Promise<Page<GroupMemberRecord>> {
    const { memberCount } = await this.get(id);
    const rows = await this.statements.run<GroupMemberRecord>(
      'group.members',
      `select a.id, a.username, a.name from account_group_member m join account a on a.id = m.account_id
       where m.group_id = $1 order by a.username limit $2 offset $3`,
      [id, query.pageSize, offsetOf(query)],
    );
    return pageOf(rows, memberCount, query);
  }

  async ofAccount(accountId: string): Promise<readonly GroupRecord[]> {
    const rows = await this.statements.run<Row>(
      'group.of_account',
      `select ${columns} from account_group g
       where id in (select group_id from account_group_member where account_id = $1) order by lower(name)`,
      [accountId],
    );
    return rows.map(recordOf);
  }
}
