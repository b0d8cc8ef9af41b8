import {
  mostFieldEntries,
  type ProfileFieldChanges,
  type ProfileFieldKind,
  type ProfileFieldRecord,
  type ProfileFieldShape,
} from '@postern/contracts';
import type { Statements } from '@postern/database';
import { ConflictError, InvalidError } from '@postern/errors';
import { fieldValueFromText, readFieldValue } from './field-value.js';

type Field = Pick<ProfileFieldRecord, 'id' | 'kind' | 'options' | 'unique' | 'certificateKey'> &
  Pick<ProfileFieldShape, 'key' | 'labels'>;

const byKeys = `select id, key, kind, labels, options, is_unique as "unique", certificate_key as "certificateKey"
  from profile_field where key = any($1::text[]) order by key`;
const taken = `select 1 as found from profile_field_value
  where field_id = $1 and unique_folded = any($2::text[]) and account_id is distinct from $3 limit 1`;

const find = (statements: Pick<Statements, 'run'>, keys: readonly string[]): Promise<readonly Field[]> =>
  keys.length === 0
    ? Promise.resolve([])
    : statements.run<Field & Record<string, unknown>>('profile_field.by_keys', byKeys, [keys]);

/** Values of a certificate for a new account: a text takes the first, a list as many as it can hold. */
export const fieldsOfCertificate = async (
  statements: Pick<Statements, 'run'>,
  values: Readonly<Record<string, readonly string[]>>,
): Promise<readonly (Pick<Field, 'key' | 'labels'> & { readonly value: string | readonly string[] })[]> => {
  const fields = await find(statements, Object.keys(values));
  return fields
    .filter(({ certificateKey }) => certificateKey)
    .map(({ key, labels, kind }) => {
      const all = values[key] ?? [];
      return { key, labels, value: kind === 'list' ? all.slice(0, mostFieldEntries) : (all[0] ?? '') };
    });
};

const fromText = (kind: ProfileFieldKind, value: unknown): unknown =>
  typeof value === 'string' ? fieldValueFromText(kind, value) : value;

/**
 * Reads the cells of an imported line, without storing anything.
 *
 * @param accountId null: a new account
 * @throws InvalidError for an unknown field and for what is no value of it; ConflictError (`profile_field.value_taken`)
 */
export const readFieldCells = async (
  statements: Statements,
  accountId: string | null,
  cells: Readonly<Record<string, unknown>>,
): Promise<ProfileFieldChanges> => {
  const fields = await find(statements, Object.keys(cells));
  const changes: Record<string, ProfileFieldChanges[string]> = {};
  for (const key of Object.keys(cells)) {
    const field = fields.find((one) => one.key === key);
    const value = field && fromText(field.kind, cells[key]);
    const entries = field === undefined ? 'is no field' : readFieldValue(field, value);
    if (typeof entries === 'string')
      throw new InvalidError('request.invalid', undefined, [{ path: `fields.${key}`, message: entries }]);
    if (field?.unique === true) {
      const values = [field.id, entries.map(({ folded }) => folded), accountId];
      if ((await statements.one('profile_field.taken', taken, values)) !== undefined)
        throw new ConflictError('profile_field.value_taken', `fields.${key}`);
    }
    changes[key] = value as ProfileFieldChanges[string];
  }
  return changes;
};
