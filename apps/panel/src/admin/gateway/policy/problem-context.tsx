import { useTranslation } from '@postern/i18n';
import { createContext, use } from 'react';
import type { PolicyProblem } from './policy-problem';

export interface PolicyProblems {
  readonly found: readonly PolicyProblem[];
  /** The server's own error messages, by path. */
  readonly refused: ReadonlyMap<string, string>;
  /** A save was attempted: empty fields are reported too. */
  readonly early: boolean;
}

export const PolicyProblemsContext = createContext<PolicyProblems>({ found: [], refused: new Map(), early: false });

/** The message for a field, by its path in the policy; null for none. */
export const usePolicyProblem = (): ((path: string) => string | null) => {
  const { t } = useTranslation('gateway');
  const { found, refused, early } = use(PolicyProblemsContext);
  return (path) => {
    const problem = found.find((one) => one.path === path && (early || !one.early));
    if (problem) return t(problem.key, problem.values);
    const message = refused.get(path);
    return message === undefined ? null : t('refused_field', { message });
  };
};
