import { Injectable } from '@nestjs/common';
import type { Identifier, IdentifierChange, Publicity } from '@postern/contracts';
import { Statements } from '@postern/database';
import { NotFoundError } from '@postern/errors';
import { AuditedTransaction, recordBy } from '@postern/audit';
import type { Actor } from '@postern/management';
import { AccountConsents } from '../account-consents.port.js';
import { IdentifierViews, type IdentifierRow } from './identifier-views.js';

const columns = `i.id, i.account_id as "accountId", i.method_id as "methodId", i.label, i.publicity, i.created_at as "createdAt",
  i.last_used_at as "lastUsedAt", c.summary as certificate, c.der`;

const update = `update identifier i set label = coalesce($3, i.label), publicity = coalesce($4, i.publicity)
   from identifier same left join certificate c on c.id = same.certificate_id
   where i.id = $2 and i.account_id = $1 and same.id = i.id
   returning ${columns}, same.publicity as "formerPublicity"`;

interface ChangedRow extends IdentifierRow {
  readonly formerPublicity: Publicity;
}

/** The external identifiers of one account. */
@Injectable()
export class Identifiers {
  constructor(
    private readonly statements: Statements,
    private readonly transaction: AuditedTransaction,
    private readonly views: IdentifierViews,
    private readonly consents: AccountConsents,
  ) {}

  /** Oldest first. */
  async list(accountId: string): Promise<readonly Identifier[]> {
    const rows = await this.statements.run<IdentifierRow>(
      'identifier.list',
      `select ${columns} from identifier i left join certificate c on c.id = i.certificate_id
       where i.account_id = $1 order by i.created_at, i.id`,
      [accountId],
    );
    return this.views.views(rows);
  }

  /** Another publicity takes back what the person chose for single applications. Throws `NotFoundError`. */
  async change(accountId: string, id: string, change: IdentifierChange, actor: Actor): Promise<Identifier> {
    const { label = null, publicity = null } = change;
    const details = { identifier: id, fields: Object.keys(change).sort() };
    const row = await this.transaction.run([], async ({ manager, record }) => {
      const changed = await Statements.in(manager).one<ChangedRow>('identifier.update', update, [
        accountId,
        id,
        label,
        publicity,
      ]);
      if (changed === undefined) throw new NotFoundError('identifier.not_found');
      if (changed.publicity !== changed.formerPublicity) await this.consents.forgetIdentifier(manager, id);
      await record(recordBy(actor, { type: 'account.updated', accountId, details }));
      return changed;
    });
    return this.views.view(row);
  }
}
