import type { ProfileFieldChanges, ProfileFieldKind } from '@postern/contracts';
import { type Statements, violatedConstraint } from '@postern/database';
import { ConflictError, ForbiddenError, InvalidError } from '@postern/errors';
import { readFieldValue } from './field-value.js';

/** SQL (jsonb) of a value, grouped by the field `f`; its rows are `v`. */
export const fieldValue = `case when f.kind = 'list' then jsonb_agg(v.value order by v.position) else (array_agg(v.value))[1] end`;

/**
 * SQL expression (jsonb): an account's values of own fields, by key.
 *
 * @param account SQL (uuid) of its id
 * @param condition SQL on the field `f`
 */
export const fieldValues = (account: string, condition = 'true'): string => `coalesce((
  select jsonb_object_agg(x.key, x.value) from (
    select f.key, ${fieldValue} as value
    from profile_field_value v join profile_field f on f.id = v.field_id
    where v.account_id = ${account} and ${condition} group by f.id) x), '{}')`;

interface FieldRow extends Record<string, unknown> {
  readonly id: string;
  readonly key: string;
  readonly kind: ProfileFieldKind;
  readonly options: readonly string[];
  readonly unique: boolean;
  readonly certificateKey: boolean;
  readonly shown: boolean;
  readonly editable: boolean;
}

// Held, so that a field does not become unique, or a key, while a value is stored.
const hold = `select id, key, kind, options, is_unique as "unique", certificate_key as "certificateKey", shown, editable
  from profile_field where key = any($1::text[]) order by key for share`;

const remove = `delete from profile_field_value where account_id = $1 and field_id = $2 returning value, position`;
const insert = `insert into profile_field_value (account_id, field_id, position, value, folded, unique_folded, typed_by_person)
  select $1, $2, e.number - 1, e.entry -> 'value', e.entry ->> 'folded', case when $4::boolean then e.entry ->> 'folded' end, $5
  from jsonb_array_elements($3::jsonb) with ordinality as e(entry, number)`;

/** Whose change it is: people change only what they may edit. */
type Editor = 'person' | 'administrator';

/**
 * Stores values of own fields within a transaction that holds the account's row, where there is one already; whoever promotes the person comes before or after.
 *
 * @returns the keys whose value was changed, in order
 * @throws InvalidError (`request.invalid`) with a sentence for each; ForbiddenError (`profile_field.not_editable`); ConflictError
 * (`profile_field.value_taken`)
 */
export const storeFieldValues = async (
  statements: Statements,
  accountId: string,
  changes: ProfileFieldChanges,
  editor: Editor,
): Promise<readonly string[]> => {
  const keys = Object.keys(changes);
  if (keys.length === 0) return [];
  const fields = await statements.run<FieldRow>('profile_field.hold', hold, [keys]);
  const known = fields.filter(({ shown }) => shown || editor === 'administrator');
  const read = known.map((field) => ({ field, entries: readFieldValue(field, changes[field.key]) }));
  const errors = [
    ...keys.filter((key) => !known.some((field) => field.key === key)).map((key) => [key, 'is no field'] as const),
    ...read.flatMap(({ field, entries }) => (typeof entries === 'string' ? [[field.key, entries] as const] : [])),
  ].map(([key, message]) => ({ path: `fields.${key}`, message }));
  if (errors.length > 0) throw new InvalidError('request.invalid', undefined, errors);
  const locked = known.filter(({ editable }) => !editable && editor === 'person');
  if (locked.length > 0)
    throw new ForbiddenError(
      'profile_field.not_editable',
      undefined,
      locked.map(({ key }) => ({ path: `fields.${key}`, message: 'is changed by administrators only' })),
    );
  const changed: string[] = [];
  for (const { field, entries } of read) {
    if (typeof entries !== 'string' && (await store(statements, accountId, field, entries, editor)))
      changed.push(field.key);
  }
  return changed;
};

type Entries = Exclude<ReturnType<typeof readFieldValue>, string>;

const store = async (
  statements: Statements,
  accountId: string,
  field: FieldRow,
  entries: Entries,
  editor: Editor,
): Promise<boolean> => {
  const removed = await statements.run<{ value: unknown; position: number }>('profile_field_value.remove', remove, [
    accountId,
    field.id,
  ]);
  try {
    if (entries.length > 0)
      await statements.run('profile_field_value.store', insert, [
        ...[accountId, field.id, JSON.stringify(entries), field.unique, editor === 'person'],
      ]);
  } catch (error) {
    if (violatedConstraint(error) !== 'profile_field_value_unique') throw error;
    throw new ConflictError('profile_field.value_taken', undefined, [
      { path: `fields.${field.key}`, message: 'is the value of another account' },
    ]);
  }
  const before = removed.toSorted((one, other) => one.position - other.position).map(({ value }) => value);
  return before.length !== entries.length || entries.some(({ value }, index) => value !== before[index]);
};

/**
 * Forgets the values by which certificates find somebody who becomes an owner: an administrator may have set them to their own.
 *
 * @returns the keys of the fields
 */
export const forgetKeys = async (statements: Statements, accountId: string): Promise<readonly string[]> => {
  // Whoever makes a field a key at this moment comes before, or finds an owner.
  await statements.run('profile_field.hold_all', 'select id from profile_field order by key for share', []);
  const rows = await statements.run<{ key: string }>(
    'profile_field_value.forget',
    `delete from profile_field_value v using profile_field f
     where v.account_id = $1 and f.id = v.field_id and f.certificate_key returning f.key`,
    [accountId],
  );
  return [...new Set(rows.map(({ key }) => key))].sort();
};
