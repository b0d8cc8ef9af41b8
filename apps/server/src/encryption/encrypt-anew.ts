import { auditInsert } from '@postern/audit';
import type { EncryptionKeys } from '@postern/config';
import { Statements } from '@postern/database';
import type { DataSource, EntityManager } from 'typeorm';
import { sealedColumns } from './sealed-columns.js';
import { readSealedRows, type SealedRows } from './sealed-rows.js';

const event = auditInsert();

/**
 * Encrypts everything at rest under the first key, in one transaction with its event. Running servers can read but wait before they write,
 * so that nothing is stored under another key in the meantime. A second run finds nothing to do.
 */
export const encryptAnew = (database: DataSource, keys: EncryptionKeys): Promise<readonly SealedRows[]> =>
  database.transaction(async (manager) => {
    const outcome: SealedRows[] = [];
    for (const column of sealedColumns) {
      // Blocks writers, including another run of this, but no readers.
      await Statements.in(manager).run(
        `encryption.lock ${column.table}`,
        `lock table ${column.table} in share row exclusive mode`,
      );
      const rows = await readSealedRows(manager, column, keys);
      await write(manager, rows);
      outcome.push(rows);
    }
    await record(manager, outcome);
    return outcome;
  });

const write = async (manager: EntityManager, { column, renewed }: SealedRows): Promise<void> => {
  for (const { id, sealed } of renewed) {
    await Statements.in(manager).run(
      `encryption.write ${column.table}.${column.column}`,
      `update ${column.table} set ${column.column} = $1 where ${column.id} = $2`,
      [sealed, id],
    );
  }
};

const record = async (manager: EntityManager, outcome: readonly SealedRows[]): Promise<void> => {
  if (outcome.every(({ renewed }) => renewed.length === 0)) return;
  const details = Object.fromEntries(outcome.map(({ column, renewed }) => [column.table, renewed.length]));
  await Statements.in(manager).run('encryption.record', event.text, [
    ...event.values({ type: 'encryption_key.changed', details }),
  ]);
};
