import { Statements } from '@postern/database';
import type { EntityManager } from 'typeorm';
import { type EncryptionKeys, KeyEncryption, SealedSecretError, type SealedColumn } from '@postern/config';

interface SealedRow {
  readonly id: string;
  readonly sealed: Buffer;
}

/** Result for the rows of one column. */
export interface SealedRows {
  readonly column: SealedColumn;
  readonly count: number;
  /** Secrets encrypted again: under the first key now, under another one before. */
  readonly renewed: readonly { readonly id: string; readonly sealed: Buffer }[];
  /** Ids of rows that none of the keys decrypts. */
  readonly unopened: readonly string[];
}

/** Decrypts every secret of a column, and encrypts those under another than the first key again. Writes nothing. */
export const readSealedRows = async (
  manager: EntityManager,
  column: SealedColumn,
  keys: EncryptionKeys,
): Promise<SealedRows> => {
  const rows = await Statements.in(manager).run<SealedRow>(
    `encryption.read ${column.table}.${column.column}`,
    `select ${column.id} as id, ${column.column} as sealed from ${column.table} order by ${column.id}`,
  );
  const encryption = new KeyEncryption(keys, column.purpose);
  const renewed: SealedRow[] = [];
  const unopened: string[] = [];
  for (const { id, sealed } of rows) {
    try {
      const fresh = encryption.renew(sealed, id);
      if (fresh !== undefined) renewed.push({ id, sealed: fresh });
    } catch (error) {
      if (!(error instanceof SealedSecretError)) throw error;
      unopened.push(id);
    }
  }
  return { column, count: rows.length, renewed, unopened };
};

const mostNamed = 5;

/** `signing keys a, b; gateway key billing`, or an empty text when everything can be decrypted. */
export const nameUnopened = (all: readonly Pick<SealedRows, 'column' | 'unopened'>[]): string =>
  all
    .filter(({ unopened }) => unopened.length > 0)
    .map(({ column: { holds }, unopened }) => {
      const more = unopened.length > mostNamed ? ` and ${unopened.length - mostNamed} more` : '';
      return `${plural(unopened.length, holds)} ${unopened.slice(0, mostNamed).join(', ')}${more}`;
    })
    .join('; ');

export const plural = (count: number, noun: string): string => (count === 1 ? noun : `${noun}s`);
