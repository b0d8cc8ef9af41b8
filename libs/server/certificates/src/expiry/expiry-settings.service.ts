import { Injectable } from '@nestjs/common';
import { AuditedTransaction, recordBy } from '@postern/audit';
import type { ExpiryWarningDays, ExpiryWarningSettings } from '@postern/contracts';
import { Statements } from '@postern/database';
import type { Actor } from '@postern/management';

/** When this installation warns before something expires. */
@Injectable()
export class ExpirySettings {
  constructor(
    private readonly statements: Statements,
    private readonly transaction: AuditedTransaction,
  ) {}

  get(): Promise<ExpiryWarningSettings> {
    return this.statements.only<ExpiryWarningSettings>('expiry_setting.get', 'select days from expiry_setting');
  }

  /** Warnings already given are not repeated. A change without effect is not recorded. */
  async set(days: readonly ExpiryWarningDays[], actor: Actor): Promise<ExpiryWarningSettings> {
    const wanted = [...days].sort((one, other) => other - one);
    return this.transaction.run([], async ({ manager, record }) => {
      const statements = Statements.in(manager);
      const before = await statements.only<ExpiryWarningSettings>(
        'expiry_setting.lock',
        'select days from expiry_setting for no key update',
      );
      if (before.days.join() === wanted.join()) return before;
      await statements.run('expiry_setting.set', 'update expiry_setting set days = $1', [wanted]);
      const details = { days: wanted, before };
      await record(recordBy(actor, { type: 'certificate.expiry_warnings_changed', details }));
      return { days: wanted };
    });
  }
}
