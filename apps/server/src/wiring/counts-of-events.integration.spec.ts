import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseBefore, type MigratedDatabase } from '../../testing/migrated-database.js';

describe('the event log of an existing installation', () => {
  let database: MigratedDatabase;
  beforeEach(async () => {
    database = await databaseBefore('CountsOfEvents');
  });
  afterEach(() => database.drop());

  it('is counted by hour, and every event after that once', async () => {
    const method = '00000000-0000-4000-8000-000000000001';
    await database.query(`insert into audit_event (at, type, method_id, code) values
      ('2026-03-01T08:59:59Z', 'sign_out', null, null),
      ('2026-03-01T08:00:00Z', 'sign_out', null, null),
      ('2026-03-01T09:00:00Z', 'sign_in.failed', '${method}', 'certificate.expired')`);

    await database.migrate();
    await database.query(`insert into audit_event (at, type) values ('2026-03-01T08:30:00Z', 'sign_out')`);

    const hour = `to_char(hour at time zone 'UTC', 'HH24:MI') as hour`;
    expect(
      await database.query(`select ${hour}, type, method_id, code, events::int from audit_count order by 1`),
    ).toEqual([
      { hour: '08:00', type: 'sign_out', method_id: '00000000-0000-0000-0000-000000000000', code: '', events: 2 },
      { hour: '09:00', type: 'sign_in.failed', method_id: method, code: 'certificate.expired', events: 1 },
    ]);
    expect(await database.query(`select ${hour}, type from audit_tally`)).toEqual([
      { hour: '08:00', type: 'sign_out' },
    ]);

    await database.undo();
    await database.query(`insert into audit_event (type) values ('sign_out')`);
    expect(await database.query('select count(*)::int from audit_event')).toEqual([{ count: 5 }]);
  });
});
