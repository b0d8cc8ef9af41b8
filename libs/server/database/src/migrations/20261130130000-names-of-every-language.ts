import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables whose rows people look for by name. */
const named = [
  'account',
  'account_group',
  'client',
  'resource_server',
  'client_trust_anchor',
  'gateway_api',
  'gateway_authority',
  'gateway_backend',
  'gateway_caller_certificate',
];

/**
 * Sorting and searching by name in every language, whatever the locale of the database. ICU's root order (`und`) puts É next to E. A PostgreSQL
 * that was built without ICU sorts by code points and folds the letters that its own locale knows.
 */
export class NamesOfEveryLanguage20261130130000 implements MigrationInterface {
  readonly name = 'NamesOfEveryLanguage20261130130000';

  async up(runner: QueryRunner): Promise<void> {
    const found = (await runner.query(`select 1 from pg_collation where collname = 'und-x-icu'`)) as readonly unknown[];
    const hasIcu = found.length > 0;
    await runner.query(
      hasIcu
        ? `create collation postern_names (provider = icu, locale = 'und')`
        : 'create collation postern_names from "C"',
    );
    // Letters that are one letter in another case are brought together by way of their capital: ß and ss, ı and i, ſ and s. İ becomes an
    // i with a dot above it, and a sigma at the end of a word another sigma. ICU takes 10 µs a call, so ASCII goes without it.
    const icu = hasIcu ? 'und-x-icu' : 'default';
    const normal = `normalize(text, NFKC) collate "${icu}"`;
    await runner.query(`
      create function postern_fold(text text) returns text language sql immutable strict parallel safe
      return case when octet_length(text) = char_length(text) then lower(text collate "C") collate "${icu}"
        else replace(replace(normalize(lower(upper(lower(${normal}))), NFKC), U&'i\\0307', 'i'), U&'\\03C2', U&'\\03C3') end`);
    for (const table of named)
      await runner.query(`alter table ${table} alter column name type text collate postern_names`);
    await this.#foldPeople(runner);
  }

  /** There may be many people, so what is searched is kept with each of them. */
  async #foldPeople(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table account add column folded text not null default ''`);
    await runner.query(`
      create function account_fold() returns trigger language plpgsql as $$
      begin
        new.folded := postern_fold(concat_ws(e'\\n', new.login, new.name, new.email));
        return new;
      end $$`);
    await runner.query(`
      create trigger account_fold before insert or update of login, name, email, folded on account
      for each row execute function account_fold()`);
    await runner.query('update account set folded = folded');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop trigger account_fold on account');
    await runner.query('drop function account_fold()');
    await runner.query('alter table account drop column folded');
    for (const table of named) await runner.query(`alter table ${table} alter column name type text collate "default"`);
    await runner.query('drop function postern_fold(text)');
    await runner.query('drop collation postern_names');
  }
}
