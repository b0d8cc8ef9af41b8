import type { MessageKey } from '@postern/i18n';

/** What is wrong at a place of a policy; `path` as the server has it, without its `policy.`. */
export interface PolicyProblem {
  readonly path: string;
  readonly key: Extract<MessageKey<'gateway'>, `policy.problem.${string}`>;
  readonly values?: Readonly<Record<string, string | number>>;
  /** Nothing was filled in yet: not worth a word before somebody wants to save. */
  readonly early?: boolean;
}
