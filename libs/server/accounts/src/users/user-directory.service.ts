import { Injectable } from '@nestjs/common';
import type { Page, UserFilter, UserRecord, UserSorting } from '@postern/contracts';
import { Statements } from '@postern/database';
import { findsFolded, offsetOf, pageOf } from '@postern/management';
import { NotFoundError } from '@postern/errors';
import { userColumns, userRecord, type UserRow } from './user-records.js';
import type { UsersQuery } from './user.dto.js';

const matches = findsFolded('$1', 'folded');
const linked = 'exists (select 1 from identifier i where i.account_id = account.id)';

/** Conditions with their values from `$2` on; `name` tells statements with different conditions apart. */
const conditionsOf = ({ role, status, identifiers }: UserFilter) => {
  const equal = Object.entries({ role, status }).filter(([, value]) => value !== undefined);
  return {
    name: [...equal.map(([column]) => column), identifiers ?? ''].join('.'),
    text: [
      matches,
      ...equal.map(([column], index) => `${column} = $${index + 2}`),
      ...(identifiers === undefined ? [] : [identifiers === 'some' ? linked : `not ${linked}`]),
    ].join(' and '),
    values: equal.map(([, value]) => value),
  };
};

/** The username breaks ties, so that pages neither repeat nor skip an account. */
const orders: Readonly<Record<UserSorting, string>> = {
  username: 'username',
  '-username': 'username desc',
  name: 'lower(name), username',
  '-name': 'lower(name) desc, username desc',
  last_sign_in: 'last_sign_in_at nulls last, username',
  '-last_sign_in': 'last_sign_in_at desc nulls last, username',
};

/** Lists accounts. */
@Injectable()
export class UserDirectory {
  constructor(private readonly statements: Statements) {}

  /** By username, or as asked. `search` finds parts of username, name and e-mail address; filters narrow it down. */
  async list(query: UsersQuery): Promise<Page<UserRecord>> {
    const { search = '', sort = 'username' } = query;
    const conditions = conditionsOf(query);
    const values = [search, ...conditions.values];
    const [rows, counted] = await Promise.all([
      this.statements.run<UserRow>(
        `user.list.${sort}.${conditions.name}`,
        `select ${userColumns} from account where ${conditions.text} order by ${orders[sort]}
         limit $${values.length + 1} offset $${values.length + 2}`,
        [...values, query.pageSize, offsetOf(query)],
      ),
      this.statements.one<{ total: number }>(
        `user.count.${conditions.name}`,
        `select count(*)::integer as total from account where ${conditions.text}`,
        values,
      ),
    ]);
    return pageOf(rows.map(userRecord), counted?.total ?? 0, query);
  }

  /** Throws `NotFoundError`. */
  async get(id: string): Promise<UserRecord> {
    const row = await this.statements.one<UserRow>('user.get', `select ${userColumns} from account where id = $1`, [
      id,
    ]);
    if (row === undefined) throw new NotFoundError('account.not_found');
    return userRecord(row);
  }
}
