import { type AuditedChange, recordBy, type RecordedActor } from '@postern/audit';
import { Statements } from '@postern/database';

export interface AwaitedRow extends Record<string, unknown> {
  readonly id: string;
  readonly methodId: string;
  readonly label: string;
  readonly createdAt: Date;
}

export const awaitedColumns = 'id, method_id as "methodId", label, created_at as "createdAt"';

/** Stores it with its event, in a transaction. Throws on `awaited_identifier_method_subject` when it is awaited already. */
export const storeAwaited = async (
  { manager, record }: AuditedChange,
  awaited: {
    readonly accountId: string;
    readonly methodId: string;
    readonly subject: string;
    readonly label: string;
  },
  actor: RecordedActor,
): Promise<AwaitedRow> => {
  const { accountId, methodId, subject } = awaited;
  const label = [...awaited.label].slice(0, 1000).join('');
  const row = await Statements.in(manager).only<AwaitedRow>(
    'awaited_identifier.create',
    `insert into awaited_identifier (account_id, method_id, subject, label) values ($1, $2, $3, $4) returning ${awaitedColumns}`,
    [accountId, methodId, subject, label],
  );
  await record(recordBy(actor, { type: 'identifier.awaited', accountId, methodId, details: { label } }));
  return row;
};
