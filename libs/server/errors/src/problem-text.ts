import type { ErrorCode } from '@postern/contracts';

/** What a problem response says to integrators, in English; pages show their own texts by code. */
export interface ProblemText {
  readonly title: string;
  /** The next step. */
  readonly detail?: string;
}

/** The texts of all codes. */
export type ProblemTexts = Readonly<Record<ErrorCode, ProblemText>>;

/** The texts of the codes that begin with one of these names. */
export type ProblemsOf<N extends string> = Pick<ProblemTexts, Extract<ErrorCode, `${N}.${string}`>>;
