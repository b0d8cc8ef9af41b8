import type { AffectedAccounts } from '@postern/contracts';
import { useEffect, useRef, useState } from 'react';
import { useApi } from '../../api/api-context';
import type { DraftParams } from './methods.api';

const mostExamples = 10;
const counted = ['checked', 'found', 'kept', 'others', 'ambiguous', 'notFound', 'refused'] as const;

/** Problems that an administrator must fix come before accounts that no rule matches. */
const order = [
  'ambiguous',
  'other',
  'not_found',
] as const satisfies readonly AffectedAccounts['examples'][number]['outcome'][];
const worstFirst = (examples: AffectedAccounts['examples']): AffectedAccounts['examples'] =>
  examples.toSorted((one, other) => order.indexOf(one.outcome) - order.indexOf(other.outcome));

const add = (sum: AffectedAccounts | null, next: AffectedAccounts): AffectedAccounts => {
  if (sum === null) return next;
  const counts = Object.fromEntries(counted.map((name) => [name, sum[name] + next[name]]));
  return { ...next, ...counts, examples: worstFirst([...sum.examples, ...next.examples]).slice(0, mostExamples) };
};

/** Requests one batch after the other, so that results appear early; ends when stopped or when the page is left. */
export const useAffected = (methodId: string, params?: DraftParams) => {
  const api = useApi();
  const [sum, setSum] = useState<AffectedAccounts | null>(null);
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const aborting = useRef<AbortController | null>(null);
  const stop = (): void => {
    aborting.current?.abort();
    setRunning(false);
  };
  useEffect(() => () => aborting.current?.abort(), []);

  const run = async (): Promise<void> => {
    const controller = new AbortController();
    aborting.current = controller;
    setSum(null);
    setError(null);
    setRunning(true);
    try {
      let after: string | null = null;
      do {
        const body: object = { ...(params && { params }), ...(after !== null && { after }) };
        const { signal } = controller;
        const part: AffectedAccounts = await api.post(`/sign-in-methods/${methodId}/affected`, body, { signal });
        if (signal.aborted) return;
        setSum((before) => add(before, part));
        after = part.next;
      } while (after !== null);
    } catch (failure) {
      if (!controller.signal.aborted) setError(failure);
    } finally {
      if (aborting.current === controller) setRunning(false);
    }
  };
  return { sum, running, error, run: () => void run(), stop };
};
