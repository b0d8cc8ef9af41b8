import { useTranslation } from '@postern/i18n';
import { createContext, use } from 'react';
import type { PolicyProblem } from './policy-problem';

export interface PolicyProblems {
  readonly found: readonly PolicyProblem[];
  /** What the server refused besides, in its own words, by path. */
  readonly refused: ReadonlyMap<string, string>;
  /** Somebody wanted to save: what is still empty is said too. */
  readonly early: boolean;
}

export const PolicyProblemsContext = createContext<PolicyProblems>({ found: [], refused: new Map(), early: false });

/** What to say at a field, by its place in the policy; null for nothing. */
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
