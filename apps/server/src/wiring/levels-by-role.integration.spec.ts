import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseBefore, type MigratedDatabase } from '../../testing/migrated-database.js';

const certificate = ['urn:postern:acr:certificate'];

describe('the level that an existing installation requires of administrators', () => {
  let database: MigratedDatabase;
  beforeEach(async () => {
    database = await databaseBefore('LevelsByRole');
    for (const [id, accepted] of [
      ['postern-panel', certificate],
      ['payroll', certificate],
    ]) {
      await database.query(`insert into client (client_id, name, app_type, metadata) values ($1, $1, 'spa', $2)`, [
        id,
        { accepted_acr_values: accepted },
      ]);
    }
  });
  afterEach(() => database.drop());

  const metadata = () => database.query('select client_id, metadata from client order by client_id');
  const payroll = { client_id: 'payroll', metadata: { accepted_acr_values: certificate } };

  it('is required of each role, and again of all when the migration is reverted', async () => {
    const before = await metadata();

    await database.migrate();
    expect(await metadata()).toEqual([
      payroll,
      {
        client_id: 'postern-panel',
        metadata: {
          accepted_acr_values: [],
          role_acr_values: { owner: certificate, administrator: certificate, manager: certificate },
        },
      },
    ]);

    await database.undo();
    expect(await metadata()).toEqual(before);
  });

  it('stays empty where it was empty', async () => {
    for (const metadata of [{}, { accepted_acr_values: [] }]) {
      await database.query(`update client set metadata = $1 where client_id = 'postern-panel'`, [metadata]);
      await database.migrate();
      expect(await database.query(`select metadata from client where client_id = 'postern-panel'`)).toEqual([
        { metadata },
      ]);
      await database.undo();
    }
  });
});
