import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseBefore, type MigratedDatabase } from '../../testing/migrated-database.js';

describe('the built-in method of an existing installation', () => {
  let database: MigratedDatabase;
  beforeEach(async () => {
    database = await databaseBefore('NamesOfBuiltInMethods');
    await database.query(`insert into sign_in_method (type, name) values ('mtls', 'Username and password')`);
  });
  afterEach(() => database.drop());

  const names = () => database.query('select type, name from sign_in_method order by type');
  const mtls = { type: 'mtls', name: 'Username and password' };

  it('loses its English default name, and gets it back when the migration is reverted', async () => {
    const before = await names();

    await database.migrate();
    expect(await names()).toEqual([mtls, { type: 'password', name: null }]);

    await database.undo();
    expect(await names()).toEqual(before);
  });

  it('keeps a name that an administrator set', async () => {
    await database.query(`update sign_in_method set name = 'Passphrase' where built_in`);

    await database.migrate();
    expect(await names()).toEqual([mtls, { type: 'password', name: 'Passphrase' }]);

    await database.undo();
    expect(await names()).toEqual([mtls, { type: 'password', name: 'Passphrase' }]);
  });

  it('is the only one that can have no name', async () => {
    await database.migrate();

    await expect(database.query(`insert into sign_in_method (type) values ('mtls')`)).rejects.toMatchObject({
      constraint: 'sign_in_method_named',
    });
  });
});
