import { Injectable } from '@nestjs/common';
import { AuditedTransaction, recordBy } from '@postern/audit';
import type { SystemSettings } from '@postern/contracts';
import { Statements } from '@postern/database';
import type { Actor } from '@postern/management';
import { SystemSettingsEntity } from './system-settings.entity.js';
import { settingsOf } from './system-settings.service.js';

/** Sessions that are open already end as if they had been opened with the new times. */
const shortenSql = `
  update oidc_artifact set expires_at = least(expires_at, now() + make_interval(secs => $1),
    to_timestamp((payload ->> 'loginTs')::float8 + $2))
  where model = 'Session' and account_id is not null`;

/** Changes the settings of the installation. */
@Injectable()
export class SystemSettingsAdministration {
  constructor(private readonly transaction: AuditedTransaction) {}

  async change(change: Partial<SystemSettings>, actor: Actor): Promise<SystemSettings> {
    return this.transaction.run(['system_settings'], async ({ manager, record }) => {
      const row = await manager.findOneOrFail(SystemSettingsEntity, {
        where: { id: 1 },
        lock: { mode: 'pessimistic_write' },
      });
      const before = settingsOf(row);
      Object.assign(row, change);
      const after = settingsOf(await manager.save(SystemSettingsEntity, row));
      const changed = (Object.keys(after) as (keyof SystemSettings)[]).filter(
        (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
      );
      if (changed.length === 0) return after;
      if (after.sessionIdle < before.sessionIdle || after.sessionAbsolute < before.sessionAbsolute) {
        await Statements.in(manager).run('system_settings.shorten_sessions', shortenSql, [
          after.sessionIdle,
          after.sessionAbsolute,
        ]);
      }
      const valuesOf = (settings: SystemSettings): object =>
        Object.fromEntries(changed.map((name) => [name, settings[name]]));
      const details = { changed, ...valuesOf(after), before: valuesOf(before) };
      await record(recordBy(actor, { type: 'settings.updated', details }));
      return after;
    });
  }
}
