import { ValidateBy } from 'class-validator';

/** RFC 8707 §2: an absolute URI without a fragment. Compared as text, so that nothing a parser would normalize is allowed. */
const problemOf = (identifier: unknown): string | undefined => {
  if (typeof identifier !== 'string') return 'must be a string';
  if (identifier.length > 500) return 'must have 500 characters at most';
  if (/[\s\p{Cc}\\]/u.test(identifier)) return 'must not contain blanks, control characters or backslashes';
  if (identifier.includes('#')) return 'must not have a fragment';
  return URL.parse(identifier) === null ? 'must be an absolute URI, such as https://api.example.org' : undefined;
};

export const ApiIdentifier = (): PropertyDecorator =>
  ValidateBy({
    name: 'apiIdentifier',
    validator: {
      validate: (value) => problemOf(value) === undefined,
      defaultMessage: (validated) => `identifier ${problemOf(validated?.value) ?? ''}`,
    },
  });
