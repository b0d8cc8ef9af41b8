import { Injectable } from '@nestjs/common';
import { Statements } from '@postern/database';
import { PeriodicJob } from '@postern/requests';

/** Lines that one statement deletes: far fewer than the time limit of statements allows. */
const atOnce = 2000;

// They are full of names.
const expireSql = `
  update user_import set deleted_at = now()
  where deleted_at is null and state not in ('checking', 'applying') and updated_at < now() - interval '7 days'`;
// Two servers take different imports.
const linesSql = `
  with gone as (select id from user_import where deleted_at is not null limit 1 for update skip locked)
  delete from user_import_line where (import_id, line) in (
    select l.import_id, l.line from user_import_line l join gone on gone.id = l.import_id limit ${atOnce})`;
const emptySql = `
  delete from user_import i where deleted_at is not null and not exists (select from user_import_line l where l.import_id = i.id)`;

/** Deletes imports that somebody deleted, and those that ended a week ago, some lines at a time. */
@Injectable()
export class ImportPurge extends PeriodicJob {
  protected readonly interval = 5_000;
  protected readonly failure = 'deleted imports were not removed';

  constructor(private readonly statements: Statements) {
    super();
  }

  protected async work(): Promise<void> {
    await this.statements.run('user_import.expire', expireSql, []);
    while ((await this.statements.affected('user_import.delete_lines', linesSql, [])) > 0);
    await this.statements.run('user_import.delete_empty', emptySql, []);
  }
}
