import { Injectable } from '@nestjs/common';
import { type AuditedChange, AuditedTransaction, recordBy } from '@postern/audit';
import { type ErrorCode, type ImportState, type ImportVerdict, type Role, roles } from '@postern/contracts';
import { Statements, violatedConstraint } from '@postern/database';
import { PeriodicJob } from '@postern/requests';
import { storeAwaited } from '../awaited/store-awaited.js';
import { storeLink } from '../identifiers/identifier-links.js';
import { storeFieldValues } from '../fields/account-field-values.js';
import { ImportJudge, type ImportRow, type Judgement, refusalOf } from './import-judge.service.js';
import type { ImportActor } from './user-import.entity.js';

interface Row extends ImportRow, Record<string, unknown> {
  readonly state: ImportState;
  readonly actor: ImportActor;
}
interface LineRow extends Record<string, unknown> {
  readonly line: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Lines of one transaction: what a kill undoes at most, and how long other servers wait. */
const chunk = { checking: 500, applying: 100 } as const;

// Whoever holds the row works on the import; another server takes another one, or none.
const next = `
  select id, method_id as "methodId", source, state, actor from user_import
  where state in ('checking', 'applying') order by created_at limit 1 for update skip locked`;
const any = `select 1 as found from user_import where state in ('checking', 'applying') limit 1`;
const open = {
  checking: `select line, data from user_import_line where import_id = $1 and not done order by line limit $2`,
  applying: `
    select line, data from user_import_line
    where import_id = $1 and not applied and (verdict is null or verdict in ('create', 'update')) order by line limit $2`,
} as const;
const settle = `
  update user_import_line l set verdict = j.verdict, code = j.code, message = left(j.message, 500), username = j.username,
    subject = j.subject, done = true, applied = $3::boolean
  from jsonb_to_recordset($2::jsonb) as j(line integer, verdict text, code text, message text, username text, subject text)
  where l.import_id = $1 and l.line = j.line`;
const settleOne = `
  update user_import_line set username = $3, subject = $4, verdict = $5 where import_id = $1 and line = $2`;
const finish = 'update user_import set state = $2, code = $3, updated_at = now() where id = $1';
const counts = `select verdict, count(*)::int as count from user_import_line where import_id = $1 group by verdict`;
const present = `select role, status from account where id = $1`;
const program = `select metadata -> 'scopes' as scopes from client where client_id = $1`;
const create = `
  insert into account (username, name, email, confirmed_email, role, given_name, family_name)
  values ($1, $2, $3, case when $4::boolean then $3 end, $5, $6, $7) returning id`;
const update = `
  update account set name = coalesce($2, name), role = coalesce($5, role), email = coalesce($3, email),
    confirmed_email = case when $4::boolean then coalesce($3, email)
      when $4::boolean is false or $3 is distinct from email and $3 is not null then null else confirmed_email end,
    updated_at = now()
  where id = $1 and role = $6 returning id`;

/** How often a line is judged whose account others change each time. */
const attempts = 3;

/** Undoes what one line has done, and nothing else. */
class Undone extends Error {
  constructor(readonly judgement: Judgement) {
    super('undone');
  }
}

/** Checks and applies imports, some lines at a time; each lot is one transaction, so that a kill loses nothing and repeats nothing. */
@Injectable()
export class ImportWork extends PeriodicJob {
  /** What has just been asked for begins at once; this is for what another server has left. */
  protected readonly interval = 5_000;
  protected readonly failure = 'an import did not go on';
  private stopped = false;

  constructor(
    private readonly statements: Statements,
    private readonly transaction: AuditedTransaction,
    private readonly judge: ImportJudge,
  ) {
    super();
  }

  /** Begins at once what has just been asked for. */
  goOn(): void {
    void this.runOnce();
  }

  override async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await super.onApplicationShutdown();
  }

  protected async work(): Promise<void> {
    if ((await this.statements.one('user_import.any', any, [])) === undefined) return;
    while (!this.stopped && (await this.transaction.run([], (change) => this.lot(change))));
  }

  /** @returns whether there was anything to do */
  private async lot(change: AuditedChange): Promise<boolean> {
    const statements = Statements.in(change.manager);
    const row = await statements.one<Row>('user_import.next', next, []);
    if (row === undefined) return false;
    const state = row.state as keyof typeof chunk;
    const rights = await rightsOf(statements, row.actor);
    if (rights === undefined) {
      await statements.run('user_import.finish', finish, [
        row.id,
        'failed',
        'token.insufficient_role' satisfies ErrorCode,
      ]);
      return true;
    }
    const lines = await statements.run<LineRow>(`user_import.open ${state}`, open[state], [row.id, chunk[state]]);
    if (lines.length === 0) {
      await this.end(change, row, state);
      return true;
    }
    const settled: (Judgement & { readonly line: number })[] = [];
    for (const line of lines) {
      const judgement =
        state === 'checking'
          ? await this.judge.judge(statements, row, line, rights)
          : await this.apply(change, row, line, rights);
      // Lines of this lot see each other.
      const { username, subject, verdict } = judgement;
      await statements.run('user_import.settle_one', settleOne, [row.id, line.line, username, subject, verdict]);
      settled.push({ ...judgement, line: line.line } as Judgement & { readonly line: number });
    }
    await statements.run('user_import.settle', settle, [
      ...[row.id, JSON.stringify(settled.map(outcomeOf)), state === 'applying'],
    ]);
    return true;
  }

  private async end({ manager, record }: AuditedChange, row: Row, state: 'checking' | 'applying'): Promise<void> {
    const statements = Statements.in(manager);
    await statements.run('user_import.finish', finish, [row.id, state === 'checking' ? 'ready' : 'done', null]);
    if (state === 'checking') return;
    const rows = await statements.run<{ verdict: ImportVerdict; count: number }>('user_import.counts', counts, [
      row.id,
    ]);
    const details = { import: row.id, ...Object.fromEntries(rows.map(({ verdict, count }) => [verdict, count])) };
    await record(recordBy(row.actor, { type: 'account.imported', details }));
  }

  private async apply(
    { manager, record }: AuditedChange,
    row: Row,
    line: LineRow,
    rights: Parameters<ImportJudge['judge']>[3],
  ): Promise<Judgement> {
    // Somebody may change or create the account at this moment: what they have made of it is judged anew.
    for (let attempt = 1; ; attempt += 1) {
      let username: string | null = null;
      try {
        // A savepoint: what the database refuses is undone for this line only.
        return await manager.transaction(async (nested) => {
          const judgement = await this.judge.judge(Statements.in(nested), row, line, rights);
          ({ username } = judgement);
          if (judgement.verdict === 'create' || judgement.verdict === 'update')
            await write({ manager: nested, record }, judgement, row);
          return judgement;
        });
      } catch (error) {
        const undone = error instanceof Undone ? error.judgement : undefined;
        // A value that somebody else has got at this moment, or an account.
        const refusal = undone === undefined ? refusalOf(error) : null;
        const code = undone?.code ?? refusal?.code ?? conflictOf(error);
        if (code === null) throw error;
        if (attempt < attempts) continue;
        return undone ?? { verdict: 'refused', username, subject: null, message: null, ...refusal, code };
      }
    }
  }
}

const write = async (change: AuditedChange, judgement: Judgement, row: Row): Promise<void> => {
  const { manager, record } = change;
  const statements = Statements.in(manager);
  const { line, holder, account, identifier, awaited, method, verdict, fields: ownFields = {} } = judgement;
  const { username, name = null, email = null, emailVerified = null, role = null } = line!;
  const { actor } = row;
  const details = { import: row.id };
  let accountId = account?.id;
  if (accountId === undefined) {
    const { givenName = null, familyName = null } = holder ?? {};
    const values = [username, name, email, emailVerified ?? false, role ?? 'member', givenName, familyName];
    accountId = (await statements.only<{ id: string }>('user_import.create_account', create, values)).id;
    await storeFieldValues(statements, accountId, ownFields, 'administrator');
    const said = { ...details, username, role: role ?? 'member' };
    await record(recordBy(actor, { type: 'account.created', accountId, details: said }));
  } else if (verdict === 'update') {
    const values = [accountId, name, email, emailVerified, role, account?.role];
    // The role that was judged: somebody may promote the person at this moment. Until the end of the transaction it stays.
    const updated = await statements.one('user_import.update_account', update, values);
    if (updated === undefined) throw new Undone({ ...judgement, ...changed });
    const stored = await storeFieldValues(statements, accountId, ownFields, 'administrator');
    const fields = [
      ...Object.entries({ name, email, emailVerified, role }).flatMap(([key, value]) => (value === null ? [] : [key])),
      ...stored.map((key) => `fields.${key}`),
    ];
    const before = role !== null && role !== account?.role ? { role, before: { role: account?.role } } : {};
    if (fields.length > 0)
      await record(recordBy(actor, { type: 'account.updated', accountId, details: { ...details, fields, ...before } }));
  }
  if (method === undefined) return;
  if (awaited !== undefined) await storeAwaited(change, { accountId, methodId: method.id, ...awaited }, actor);
  if (identifier === undefined) return;
  const { publicity } = method;
  const linked = await storeLink(statements, { accountId, methodId: method.id, identifier, publicity, actor });
  if (linked === undefined)
    throw new Undone({ ...judgement, verdict: 'refused', code: 'identifier.linked_to_another', message: null });
};

const changed = {
  verdict: 'refused',
  code: 'request.conflict',
  message: 'the account was changed at this moment',
} as const;

const outcomeOf = ({ line, verdict, code, message, username, subject }: Judgement & { readonly line: number }) => ({
  ...{ line, verdict, code, message, username, subject },
});

const needed = ['create:users', 'update:users'];

/** The rights that the importer has now, never more than when they began; undefined: no longer enough for an import. */
const rightsOf = async (statements: Statements, { accountId, clientId, role, scopes: had }: ImportActor) => {
  if (accountId === null) {
    const client = await statements.one<{ scopes: readonly string[] }>('user_import.program', program, [clientId]);
    const scopes = new Set(had.filter((scope) => client?.scopes.includes(scope)));
    return needed.every((scope) => scopes.has(scope)) ? { accountId, role, scopes } : undefined;
  }
  const account = await statements.one<{ role: Role; status: string }>('user_import.importer', present, [accountId]);
  const isStill = account?.status === 'active' && (account.role === 'owner' || account.role === 'administrator');
  if (!isStill) return undefined;
  return { accountId, role: lowerOf(role, account.role), scopes: new Set(had) };
};

/** Whoever was promoted has not signed in with what their new role demands. */
const lowerOf = (before: Role | null, now: Role): Role =>
  before !== null && roles.indexOf(before) > roles.indexOf(now) ? before : now;

const conflicts: Readonly<Record<string, ErrorCode>> = {
  account_username: 'account.username_taken',
  account_confirmed_email_unique: 'account.email_taken',
  identifier_method_subject: 'identifier.linked_to_another',
  identifier_method_alias: 'identifier.linked_to_another',
  awaited_identifier_method_subject: 'identifier.awaited_already',
};
const conflictOf = (error: unknown): ErrorCode | null => conflicts[violatedConstraint(error) ?? ''] ?? null;
