import { ApiProblem } from '@postern/api-client';
import type { Continuation } from '@postern/contracts';
import { useState } from 'react';
import { useFlow, type Departure } from './interaction-flow';

export interface Step {
  /** Name of the action in progress. */
  readonly busy: string | null;
  /** The error of the last action, if it failed. */
  readonly problem: ApiProblem | null;
  /** Runs one action at a time and follows a response that continues the sign-in. Resolves to whether it succeeded. */
  readonly run: (name: string, action: () => Promise<Continuation | void>, departure?: Departure) => Promise<boolean>;
}

export const useStep = (): Step => {
  const { leave, fail } = useFlow();
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);

  const run: Step['run'] = async (name, action, departure = 'signed_in') => {
    if (busy !== null) return false;
    setBusy(name);
    setProblem(null);
    try {
      const continuation = await action();
      if (continuation) leave(departure, continuation);
      return true;
    } catch (error) {
      const found = error instanceof ApiProblem ? error : new ApiProblem('server.error', 0);
      if (found.code === 'interaction.not_found') fail(found);
      else setProblem(found);
      return false;
    } finally {
      setBusy(null);
    }
  };

  return { busy, problem, run };
};
