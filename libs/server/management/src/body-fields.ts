import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsOptional, IsString, Matches, ValidateIf } from 'class-validator';

interface TextOptions {
  /** Code points; 1 unless given. */
  readonly min?: number;
  /** Code points. */
  readonly max: number;
  /** Spaces at both ends are trimmed, unless false: then they are refused. */
  readonly trim?: boolean;
  /** Line breaks are allowed. */
  readonly lines?: boolean;
}

// Control characters, lone surrogates, and the marks that turn the direction of what follows (Unicode TR 36 §3.2).
const oneLine = /^[^\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/u;
const severalLines = /^(?:[^\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]|[\n\r\t])*$/u;
// Empty, or with one character at least that can be seen: a name of zero-width spaces or Hangul fillers looks like none.
const visible = /^$|[^\s\p{C}\p{Default_Ignorable_Code_Point}\u2800]/u;
const noOuterBlanks = /^(?!\s)[^]*(?<!\s)$/u;

const trimmed = ({ value }: { readonly value: unknown }): unknown => (typeof value === 'string' ? value.trim() : value);

/** A text that people read: bounded, without control characters. */
export const Text = ({ min = 1, max, trim = true, lines = false }: TextOptions): PropertyDecorator =>
  applyDecorators(
    IsString(),
    Matches(new RegExp(`^[^]{${min},${max}}$`, 'u'), { message: `$property must have ${min} to ${max} characters` }),
    Matches(lines ? severalLines : oneLine, { message: '$property must not contain control characters' }),
    Matches(visible, { message: '$property must contain a visible character' }),
    trim ? Transform(trimmed) : Matches(noOuterBlanks, { message: '$property must not begin or end with blanks' }),
  );

const lowered = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);

/** For UUIDs, or lists of them, that are kept or compared as texts: letters may come in either case (RFC 9562 §4). */
export const LowerCase = (): PropertyDecorator =>
  Transform(({ value }: { readonly value: unknown }) => (Array.isArray(value) ? value.map(lowered) : lowered(value)));

/** May be absent, but not null: for PATCH bodies and fields with a default. */
export const OptionalField = (): PropertyDecorator => ValidateIf((_, value: unknown) => value !== undefined);

/** May be absent or null; null empties it. */
export const NullableField = (): PropertyDecorator => IsOptional();
