import { type FieldError, InvalidError } from '@postern/errors';

/** Greatest nesting of objects and lists; deeper input could exhaust the stack of code that walks through it. */
const deepest = 64;

/** PostgreSQL stores neither: U+0000, and halves of characters. */
export const isStorable = (text: string): boolean => !/[\0\p{Cs}]/u.test(text);

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

const problemOf = (value: unknown, path: string, depth: number): FieldError | undefined => {
  if (typeof value === 'string') {
    return isStorable(value) ? undefined : { path, message: 'must not contain null bytes or halves of characters' };
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth > deepest) return { path: '', message: `must not be nested deeper than ${deepest} levels` };
  for (const [key, part] of Object.entries(value)) {
    if (!isStorable(key)) return { path, message: 'must not have names with null bytes or halves of characters' };
    if (Array.isArray(value) && Array.isArray(part)) {
      return { path: join(path, key), message: 'must not be a list within a list' };
    }
    const problem = problemOf(part, join(path, key), depth + 1);
    if (problem !== undefined) return problem;
  }
  return undefined;
};

/**
 * Refuses values that no field of any request may have, before fields are validated one by one.
 *
 * @throws InvalidError (`request.invalid`)
 */
export const assertStorable = (value: unknown): void => {
  const problem = problemOf(value, '', 1);
  if (problem !== undefined) throw new InvalidError('request.invalid', undefined, [problem]);
};
