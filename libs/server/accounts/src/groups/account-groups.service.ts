import { Injectable } from '@nestjs/common';
import { Statements } from '@postern/database';

/** The groups of a person, as sent to applications. */
@Injectable()
export class AccountGroups {
  constructor(private readonly statements: Statements) {}

  /**
   * Names, in order.
   *
   * @param released ids of the groups that the application may know; null: all of them
   */
  async names(accountId: string, released: readonly string[] | null): Promise<readonly string[]> {
    if (released?.length === 0) return [];
    const rows = await this.statements.run<{ name: string }>(
      'group.names',
      `select g.name from account_group_member m join account_group g on g.id = m.group_id
       where m.account_id = $1 and ($2::uuid[] is null or g.id = any($2)) order by lower(g.name)`,
      [accountId, released],
    );
    return rows.map(({ name }) => name);
  }
}
