import { type FieldError, InvalidError } from '@postern/errors';

export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const refusal = (errors: readonly FieldError[]): InvalidError => new InvalidError('request.invalid', undefined, errors);

/**
 * Drops read-only fields that clients send back with the whole object: they are accepted if they equal what is stored.
 *
 * @throws InvalidError (`request.invalid`) where one would change
 */
export const withoutReadOnly = <I extends object, const N extends keyof I & string>(
  input: I,
  stored: Readonly<Record<N, unknown>>,
  names: readonly N[],
): Omit<I, N> => {
  const errors = names
    .filter((name) => input[name] !== undefined && !isSame(input[name], stored[name]))
    .map((path) => ({ path, message: `${path} cannot be changed` }));
  if (errors.length > 0) throw refusal(errors);
  return Object.fromEntries(
    Object.entries(input).filter(([name]) => !(names as readonly string[]).includes(name)),
  ) as Omit<I, N>;
};

/**
 * The one value of a field that has two names. A client that changes one name and sends the whole object back leaves the old value under
 * the other name, so the value that differs from the stored one wins.
 *
 * @throws InvalidError (`request.invalid`) where both differ, and from each other
 */
export const oneValue = (
  { name, value }: { readonly name: string; readonly value: unknown },
  alias: { readonly name: string; readonly value: unknown },
  stored: unknown,
): unknown => {
  if (alias.value === undefined || isSame(value, alias.value)) return value;
  if (value === undefined || isSame(value, stored)) return alias.value;
  if (isSame(alias.value, stored)) return value;
  throw refusal([{ path: alias.name, message: `${alias.name} and ${name} say different things: give one` }]);
};
