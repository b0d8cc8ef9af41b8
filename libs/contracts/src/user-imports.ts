import type { ErrorCode } from './error-codes.js';

export const importFormats = ['csv', 'jsonl', 'zip'] as const;
export type ImportFormat = (typeof importFormats)[number];

/** `checking` and `applying` run in the background and resume after a restart. */
export const importStates = ['checking', 'ready', 'applying', 'done', 'failed'] as const;
export type ImportState = (typeof importStates)[number];

export const importVerdicts = ['create', 'update', 'unchanged', 'refused'] as const;
export type ImportVerdict = (typeof importVerdicts)[number];

/** Maximum lines and bytes of an import. */
export const mostImportLines = 100_000;
export const largestImport = 50 * 1024 * 1024;

/** `/api/v2/user-imports[/{id}]` */
export interface UserImport {
  readonly id: string;
  readonly state: ImportState;
  readonly format: ImportFormat;
  /** File name from the browser. */
  readonly name: string;
  readonly methodId: string | null;
  readonly lines: number;
  /** Lines that were checked, or applied, so far. */
  readonly processed: number;
  /** Number of lines by verdict; of an applied import, by outcome. */
  readonly counts: Readonly<Record<ImportVerdict, number>>;
  /** Why it failed. */
  readonly code: ErrorCode | null;
  readonly createdAt: string;
}

/** `GET /api/v2/user-imports/{id}/lines?verdict=&after=`; 100 at a time. */
export interface ImportLine {
  /** Line of the file, or position in the archive, from 1. */
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
