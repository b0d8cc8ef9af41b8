import { applyDecorators } from '@nestjs/common';
import { IsISO8601, Matches } from 'class-validator';

const instant = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/i;

/** For `@Transform`: a date, which begins at midnight UTC, or a date and time with its zone (RFC 3339); other values stay unchanged. */
export const toInstant = ({ value }: { readonly value: unknown }): unknown =>
  typeof value === 'string' && instant.test(value) ? new Date(value) : value;

const dateOrTime = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?$/;
const timeWithZone = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/;

/** A text that `Date` reads: a date, or a date and time. ISO 8601 has further forms, such as weeks, which `Date` does not read. */
export const DateOrTime = (): PropertyDecorator =>
  applyDecorators(
    IsISO8601({ strict: true }),
    Matches(dateOrTime, { message: '$property must be a date, or a date and time, as 2027-01-31T00:00:00Z' }),
  );

/** The same, of one moment only: a date and time with its zone (RFC 3339 §5.6). */
export const TimeWithZone = (): PropertyDecorator =>
  applyDecorators(
    IsISO8601({ strict: true }),
    Matches(timeWithZone, { message: '$property must be a time with its zone, as 2027-01-31T00:00:00Z' }),
  );
