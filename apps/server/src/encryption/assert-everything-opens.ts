import { type EncryptionKeys, noKeyOpens } from '@postern/config';
import { sealedColumns } from './sealed-columns.js';
import { nameUnopened, readSealedRows, type SqlRunner } from './sealed-rows.js';

/**
 * A server that cannot open what is stored must not start: it would fail later, in the middle of something.
 *
 * @throws ConfigurationError naming what does not open
 */
export const assertEverythingOpens = async (runner: SqlRunner, keys: EncryptionKeys): Promise<void> => {
  const rows = await Promise.all(sealedColumns.map((column) => readSealedRows(runner, column, keys)));
  const unopened = nameUnopened(rows);
  if (unopened !== '') throw noKeyOpens(unopened);
};
