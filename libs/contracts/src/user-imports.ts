import type { ErrorCode } from './error-codes.js';

export const importFormats = ['csv', 'jsonl', 'zip'] as const;
export type ImportFormat = (typeof importFormats)[number];

/** `checking` and `applying` go on in the background, also after a restart. */
export const importStates = ['checking', 'ready', 'applying', 'done', 'failed'] as const;
export type ImportState = (typeof importStates)[number];

export const importVerdicts = ['create', 'update', 'unchanged', 'refused'] as const;
export type ImportVerdict = (typeof importVerdicts)[number];

/** Lines and bytes that one import may have. */
export const mostImportLines = 100_000;
export const largestImport = 50 * 1024 * 1024;

/** `/api/v2/user-imports[/{id}]` */
export interface UserImport {
  readonly id: string;
  readonly state: ImportState;
  readonly format: ImportFormat;
  /** Name of the file, as the browser told it. */
  readonly name: string;
  readonly methodId: string | null;
  readonly lines: number;
  /** Lines that were checked, or applied, so far. */
  readonly processed: number;
  /** How many lines came to what; of an import that is applied, how they ended. */
  readonly counts: Readonly<Record<ImportVerdict, number>>;
  /** Why it failed. */
  readonly code: ErrorCode | null;
  readonly createdAt: string;
}

/** `GET /api/v2/user-imports/{id}/lines?verdict=&after=`; 100 at a time. */
export interface ImportLine {
  /** Line of the file, or place in the archive; counts from 1. */
  readonly line: number;
  readonly username: string | null;
  readonly name: string | null;
  /** Null: not checked yet. */
  readonly verdict: ImportVerdict | null;
  readonly code: ErrorCode | null;
  /** In English: which value, and what is wrong with it. */
  readonly message: string | null;
  readonly done: boolean;
}
