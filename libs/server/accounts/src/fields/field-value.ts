import {
  longestFieldValue,
  mostFieldEntries,
  type ProfileFieldKind,
  type ProfileFieldRecord,
  type ProfileFieldValue,
} from '@postern/contracts';
import { normalizeUsername } from '../username.js';

type ReadField = Pick<ProfileFieldRecord, 'kind' | 'options' | 'certificateKey'>;

/** One row of a value. */
interface StoredEntry {
  readonly value: string | number | boolean;
  /** As it is compared. */
  readonly folded: string;
}

const greatestNumber = 1e15;

// Control characters, lone surrogates, and the marks that turn the direction of what follows (Unicode TR 36 §3.2).
const oneLine = /^[^\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/u;
// With one character at least that can be seen.
const visible = /[^\s\p{C}\p{Default_Ignorable_Code_Point}\u2800]/u;
// No value in a certificate that has one of them identifies a person, so the value would never match.
const invisible = /[\p{C}\p{Zl}\p{Zp}]/u;

const fold = (value: string | number | boolean): string => normalizeUsername(String(value));

const textProblem = (text: unknown, { certificateKey }: ReadField): string | null => {
  if (typeof text !== 'string') return 'must be a text';
  const folded = fold(text);
  if (text.trim().length > longestFieldValue || folded.length > longestFieldValue)
    return `must have at most ${longestFieldValue} characters`;
  if (!oneLine.test(text)) return 'must not contain control characters';
  if (!visible.test(text)) return 'must contain a visible character';
  if (certificateKey && invisible.test(text)) return 'must not contain invisible characters';
  return null;
};

const isDate = (text: unknown): text is string => {
  if (typeof text !== 'string' || !/^[1-9]\d{3}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
};

const problemOf = (field: ReadField, raw: unknown): string | null => {
  switch (field.kind) {
    case 'text':
    case 'list':
      return textProblem(raw, field);
    case 'number':
      return typeof raw === 'number' && Math.abs(raw) <= greatestNumber
        ? null
        : `must be a number up to ${greatestNumber}`;
    case 'date':
      return isDate(raw) ? null : 'must be a date, such as 2026-12-31';
    case 'yes_no':
      return typeof raw === 'boolean' ? null : 'must be true or false';
    case 'choice':
      return typeof raw === 'string' && field.options.includes(raw)
        ? null
        : `must be one of ${field.options.join(', ')}`;
  }
};

/**
 * Rows of a value; none for what is empty.
 *
 * @returns a sentence about what is wrong with it
 */
export const readFieldValue = (field: ReadField, raw: unknown): readonly StoredEntry[] | string => {
  if (raw === null || raw === '') return [];
  if (field.kind === 'list' && !Array.isArray(raw)) return 'must be a list of texts';
  const entries: readonly unknown[] = Array.isArray(raw) && field.kind === 'list' ? raw : [raw];
  if (entries.length > mostFieldEntries) return `must have at most ${mostFieldEntries} entries`;
  const problem = entries.map((entry) => problemOf(field, entry)).find((one) => one !== null);
  if (problem !== undefined) return problem;
  const stored = (entries as readonly StoredEntry['value'][]).map((value) => ({
    value: typeof value === 'string' ? value.trim() : value,
    folded: fold(value),
  }));
  return stored.filter(({ folded }, index) => stored.findIndex((one) => one.folded === folded) === index);
};

const truths: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  '1': true,
  false: false,
  no: false,
  '0': false,
};

/** A value from the text in a table: entries of a list are separated by semicolons. What cannot be read is returned as it is, and refused later. */
export const fieldValueFromText = (kind: ProfileFieldKind, text: string): ProfileFieldValue => {
  switch (kind) {
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text;
    case 'yes_no':
      return truths[text.trim().toLowerCase()] ?? text;
    case 'list':
      return text
        .split(';')
        .map((entry) => entry.trim())
        .filter((entry) => entry !== '');
    default:
      return text.trim();
  }
};
