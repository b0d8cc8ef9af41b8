import { Injectable } from '@nestjs/common';
import { type ImportLine, importVerdicts, type ImportVerdict, type UserImport } from '@postern/contracts';
import { Statements } from '@postern/database';
import { ConflictError, NotFoundError } from '@postern/errors';
import type { Actor } from '@postern/management';
import { importActor } from './import-actor.js';
import { ImportWork } from './import-work.service.js';

interface Row extends Omit<UserImport, 'createdAt' | 'counts'>, Record<string, unknown> {
  readonly createdAt: Date;
  readonly counts: Partial<Record<ImportVerdict, number>> | null;
}

// Of an import that was applied, or is being applied, lines that change nothing are done.
const isDone = `case when i.state in ('applying', 'done') then l.applied or l.verdict in ('unchanged', 'refused') else l.done end`;
const columns = `i.id, i.state, i.format, i.name, i.method_id as "methodId", i.lines, i.code, i.created_at as "createdAt",
  (select count(*)::int from user_import_line l where l.import_id = i.id and ${isDone}) as processed,
  (select jsonb_object_agg(c.verdict, c.count) from (
    select l.verdict, count(*) as count from user_import_line l where l.import_id = i.id and l.verdict is not null group by l.verdict
  ) c) as counts`;
const present = 'i.deleted_at is null';
// One row, however many lines there are: the request must not wait for them.
const apply = `
  update user_import set state = 'applying', actor = $2::jsonb, updated_at = now()
  where id = $1 and state = 'ready' and deleted_at is null`;
const remove = `update user_import set state = 'failed', deleted_at = now() where id = $1 and deleted_at is null`;

const atOnce = 100;

/** Imports of people: what there is, and what is done about them. */
@Injectable()
export class UserImports {
  constructor(
    private readonly statements: Statements,
    private readonly work: ImportWork,
  ) {}

  /** Newest first, at most 20. */
  async list(): Promise<readonly UserImport[]> {
    const text = `select ${columns} from user_import i where i.lines > 0 and ${present} order by i.created_at desc limit 20`;
    return (await this.statements.run<Row>('user_import.list', text, [])).map(viewOf);
  }

  /** Throws `NotFoundError`. */
  async get(id: string): Promise<UserImport> {
    const text = `select ${columns} from user_import i where i.id = $1 and ${present}`;
    const row = await this.statements.one<Row>('user_import.get', text, [id]);
    if (row === undefined) throw new NotFoundError('account.import_not_found');
    return viewOf(row);
  }

  /** Throws `NotFoundError`. */
  async lines(
    id: string,
    { verdict, after }: { readonly verdict?: ImportVerdict; readonly after?: number },
  ): Promise<readonly ImportLine[]> {
    await this.get(id);
    return this.statements.run<ImportLine & Record<string, unknown>>(
      'user_import.lines',
      `select l.line, coalesce(l.username, l.data ->> 'username') as username, l.data ->> 'name' as name, l.verdict, l.code, l.message,
         coalesce(${isDone}, false) as done
       from user_import i join user_import_line l on l.import_id = i.id
       where i.id = $1 and ${present} and ($2::text is null or l.verdict = $2) and l.line > $3 order by l.line limit $4`,
      [id, verdict ?? null, after ?? 0, atOnce],
    );
  }

  /** Begins to apply an import that was checked. Throws `NotFoundError`, `ConflictError` (`request.conflict`). */
  async apply(id: string, actor: Actor): Promise<UserImport> {
    const by = JSON.stringify(importActor(actor));
    await this.statements.run('user_import.apply', apply, [id, by]);
    const started = await this.get(id);
    if (started.state !== 'applying' && started.state !== 'done')
      throw new ConflictError('request.conflict', `the import is ${started.state}`);
    this.work.goOn();
    return started;
  }

  /** Forgets an import, and stops it where it is. What was applied stays. Throws `NotFoundError`. */
  async delete(id: string): Promise<void> {
    const gone = await this.statements.affected('user_import.delete', remove, [id]);
    if (gone === 0) throw new NotFoundError('account.import_not_found');
  }
}

const viewOf = ({ createdAt, counts, ...row }: Row): UserImport => ({
  ...row,
  counts: Object.fromEntries(
    importVerdicts.map((verdict) => [verdict, counts?.[verdict] ?? 0]),
  ) as UserImport['counts'],
  createdAt: createdAt.toISOString(),
});
