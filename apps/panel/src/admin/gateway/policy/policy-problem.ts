import type { MessageKey } from '@postern/i18n';

/** An error at a place in a policy; `path` is the server's, without the `policy.` prefix. */
export interface PolicyProblem {
  readonly path: string;
  readonly key: Extract<MessageKey<'gateway'>, `policy.problem.${string}`>;
  readonly values?: Readonly<Record<string, string | number>>;
  /** The field is still empty: shown only after an attempt to save. */
  readonly early?: boolean;
}
