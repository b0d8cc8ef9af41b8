import type { GatewayApi, GatewayPolicy } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { problemOf } from '../../../api/problem-of';
import { toast } from '../../../components/toast';
import { useUnsavedGuard } from '../../../components/use-unsaved-guard';
import { useChangeApi } from '../api/apis.api';
import { draftOf, draftOfText } from './policy-draft';
import type { PolicyDraft } from './policy-draft';
import { policyProblems } from './policy-problems';
import { same } from './policy-tree';

const none: ReadonlyMap<string, string> = new Map();

/** State of the policy editor: the typed text, its errors, and saving. */
export const usePolicyEditor = (api: GatewayApi) => {
  const { t } = useTranslation('gateway');
  const saved = api.draft.policy;
  const [draft, setDraft] = useState<PolicyDraft>(() => draftOf(saved));
  const [base, setBase] = useState<GatewayPolicy>(saved);
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState(none);
  const [error, setError] = useState<unknown>(null);
  const change = useChangeApi(api.id);
  const dirty = draft.unreadable !== null || !same(draft.policy, base);
  const found = policyProblems(draft.policy);

  // Someone else changed the policy: show it, unless that would discard changes here.
  if (!same(saved, base)) {
    setBase(saved);
    if (!dirty) setDraft(draftOf(saved));
  }
  const begin = (next: PolicyDraft): void => {
    setDraft(next);
    setRefused(none);
    setError(null);
  };
  const discard = (): void => {
    begin(draftOf(base));
    setTried(false);
  };
  const guard = useUnsavedGuard(dirty && !change.isPending, discard);

  const save = (): void => {
    setTried(true);
    if (draft.unreadable !== null || found.length > 0) return;
    change.mutate(
      { policy: draft.policy },
      {
        onSuccess: ({ draft: { name, policy } }) => {
          setBase(policy);
          begin(draftOf(policy));
          setTried(false);
          toast(t('policy.saved', { name }));
        },
        onError: (thrown) => {
          const { errors = [] } = problemOf(thrown);
          setRefused(new Map(errors.map(({ path, message }) => [path.replace(/^policy\./, ''), message])));
          setError(thrown);
        },
      },
    );
  };

  return {
    draft,
    dirty,
    pending: change.isPending,
    error,
    problems: { found, refused, early: tried },
    changePolicy: (policy: GatewayPolicy) => begin(draftOf(policy)),
    changeText: (text: string) => begin(draftOfText(text, draft)),
    save,
    discard,
    guard,
  };
};
