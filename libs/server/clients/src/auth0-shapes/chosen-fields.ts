import type { FieldsQuery } from './list.query.js';

/** An object with the fields that were asked for; all of it where none were named. */
export const chosenFields = <T extends object>(
  record: T,
  { fields, include_fields: wanted = true }: FieldsQuery,
): T => {
  if (fields === undefined) return record;
  const named = new Set(fields.split(','));
  return Object.fromEntries(Object.entries(record).filter(([name]) => named.has(name) === wanted)) as T;
};
