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

const columns = `i.id, i.state, i.format, i.name, i.method_id as "methodId", i.lines, i.code, i.created_at as "createdAt",
  (select count(*)::int from user_import_line l where l.import_id = i.id and l.done) as processed,
  (select jsonb_object_agg(c.verdict, c.count) from (
    select l.verdict, count(*) as count from user_import_line l where l.import_id = i.id and l.verdict is not null group by l.verdict
  ) c) as counts`;
const apply = `
  with started as (
    update user_import set state = 'applying', actor = $2::jsonb, updated_at = now() where id = $1 and state = 'ready' returning id
  )
  update user_import_line l set done = false, verdict = null
  from started s where l.import_id = s.id and l.verdict in ('create', 'update')`;

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
    const text = `select ${columns} from user_import i where i.lines > 0 order by i.created_at desc limit 20`;
    return (await this.statements.run<Row>('user_import.list', text, [])).map(viewOf);
  }

  /** Throws `NotFoundError`. */
  async get(id: string): Promise<UserImport> {
    const text = `select ${columns} from user_import i where i.id = $1`;
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
      `select line, coalesce(username, data ->> 'username') as username, data ->> 'name' as name, verdict, code, message, done
       from user_import_line where import_id = $1 and ($2::text is null or verdict = $2) and line > $3 order by line limit $4`,
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
    const gone = await this.statements.affected('user_import.delete', 'delete from user_import where id = $1', [id]);
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
