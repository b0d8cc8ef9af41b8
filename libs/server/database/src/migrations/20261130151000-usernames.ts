import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a person types to sign in with a password is called username: in the table, in the event log, and in the name of the built-in method. */
export class Usernames20261130151000 implements MigrationInterface {
  readonly name = 'Usernames20261130151000';

  async up(runner: QueryRunner): Promise<void> {
    await rename(runner, 'login', 'username');
    await renameMethod(runner, 'Login and password', 'Username and password');
  }

  async down(runner: QueryRunner): Promise<void> {
    await renameMethod(runner, 'Username and password', 'Login and password');
    await rename(runner, 'username', 'login');
  }
}

const rename = async (runner: QueryRunner, before: string, after: string): Promise<void> => {
  await runner.query(`
    alter table account rename column ${before} to ${after};
    alter table account rename constraint account_${before} to account_${after};
    alter table account rename constraint account_${before}_lower_case to account_${after}_lower_case;

    create or replace function account_fold() returns trigger language plpgsql as $$
    begin
      new.folded := postern_fold(concat_ws(e'\\n', new.${after}, new.name, new.email));
      return new;
    end $$;

    update audit_event set code = 'account.${after}_taken' where code = 'account.${before}_taken';
    update audit_event set details = details - '${before}' || jsonb_build_object('${after}', details -> '${before}')
    where type like 'account.%' and details ? '${before}';
  `);
};

/** An installation that calls it otherwise keeps its own name. */
const renameMethod = (runner: QueryRunner, before: string, after: string): Promise<unknown> =>
  runner.query(
    `update sign_in_method set name = $2 where type = 'password' and name = $1
     and not exists (select from sign_in_method where name = $2)`,
    [before, after],
  );
