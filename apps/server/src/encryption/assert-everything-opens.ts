import { type EncryptionKeys, noKeyOpens } from '@postern/config';
import type { DataSource } from 'typeorm';
import { sealedColumns } from './sealed-columns.js';
import { nameUnopened, readSealedRows } from './sealed-rows.js';

/**
 * A server that cannot decrypt stored secrets must not start: it would fail later, during a request.
 *
 * @throws ConfigurationError naming the secrets that cannot be decrypted
 */
export const assertEverythingOpens = async ({ manager }: DataSource, keys: EncryptionKeys): Promise<void> => {
  const rows = await Promise.all(sealedColumns.map((column) => readSealedRows(manager, column, keys)));
  const unopened = nameUnopened(rows);
  if (unopened !== '') throw noKeyOpens(unopened);
};
