export interface ProblemText {
  readonly title: string;
  /** The next step. */
  readonly detail?: string;
}
