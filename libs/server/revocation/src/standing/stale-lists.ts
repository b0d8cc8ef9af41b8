import { Injectable } from '@nestjs/common';
import { AuditedTransaction } from '@postern/audit';
import { RevocationLists } from '@postern/certificate-kit';
import { Statements } from '@postern/database';
import { PeriodicJob } from '@postern/requests';
import type { RevocationList } from '@postern/x509';

/**
 * Records once an hour, by one of the servers, that a list is used although it has expired. Lists of files are
 * found here as well as those in the database.
 */
@Injectable()
export class StaleLists extends PeriodicJob {
  protected readonly interval = 5000;
  protected readonly failure = 'expired lists were not recorded';

  constructor(
    private readonly lists: RevocationLists,
    private readonly transaction: AuditedTransaction,
  ) {
    super();
  }

  protected async work(): Promise<void> {
    const now = new Date();
    const { lists } = await this.lists.current();
    const stale = lists.filter(({ content: { nextUpdate, usableUntil } }) => isBetween(nextUpdate, now, usableUntil));
    if (stale.length === 0) return;
    const rules = await this.lists.rules();
    for (const list of stale)
      for (const [authority, { issuerKey }] of rules)
        if (issuerKey === list.content.issuerKey) await this.note(authority, list);
  }

  private async note(authority: string, { content, source }: RevocationList): Promise<void> {
    await this.transaction.run([], async ({ manager, record }) => {
      const count = await Statements.in(manager).affected(
        'revocation_source.note_stale',
        `update revocation_source set stale_noted_at = now()
         where authority = $1 and (stale_noted_at is null or stale_noted_at < now() - interval '1 hour')`,
        [Buffer.from(authority, 'hex')],
      );
      const { issuer: ca, nextUpdate, usableUntil } = content;
      const details = { ca, source, ranOut: nextUpdate?.toISOString(), usedUntil: usableUntil?.toISOString() };
      if (count > 0) await record({ type: 'revocation.list_stale', details });
    });
  }
}

const isBetween = (from: Date | undefined, at: Date, to: Date | undefined): boolean =>
  from !== undefined && to !== undefined && from <= at && at < to;
