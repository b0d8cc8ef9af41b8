import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the built-in method was called in each installation until now, unless an administrator named it. */
const formerName = 'Username and password';

/** A built-in method has no name of its own: pages call it by its type, in the language of their reader. */
export class NamesOfBuiltInMethods20261130182000 implements MigrationInterface {
  readonly name = 'NamesOfBuiltInMethods20261130182000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table sign_in_method alter column name drop not null,
        add constraint sign_in_method_named check (built_in or name is not null)`);
    await runner.query('update sign_in_method set name = null where built_in and name = $1', [formerName]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('update sign_in_method set name = $1 where name is null', [formerName]);
    await runner.query(
      'alter table sign_in_method drop constraint sign_in_method_named, alter column name set not null',
    );
  }
}
