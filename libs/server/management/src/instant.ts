const instant = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/i;

/** For `@Transform`: a date, which begins at midnight UTC, or a date and time with its zone (RFC 3339); other values stay unchanged. */
export const toInstant = ({ value }: { readonly value: unknown }): unknown =>
  typeof value === 'string' && instant.test(value) ? new Date(value) : value;
