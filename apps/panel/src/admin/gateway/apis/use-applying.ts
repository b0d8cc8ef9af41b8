import type { GatewayApplyResult, GatewayValidation } from '@postern/contracts';
import { useEffect, useRef, useState } from 'react';
import { nginxWords } from '../shared/nginx-words';
import { useApplyApi, useValidateApi } from '../api/apis.api';

export type StepState = 'waiting' | 'doing' | 'done' | 'failed';

export interface Applying {
  readonly check: StepState;
  readonly place: StepState;
  /** Problems found by the draft's check. */
  readonly invalid: GatewayValidation | null;
  /** Nginx's error output when it refused. */
  readonly nginx: string | null;
  /** Any other failure. */
  readonly error: unknown;
  readonly result: GatewayApplyResult | null;
}

const begun: Applying = { check: 'doing', place: 'waiting', invalid: null, nginx: null, error: null, result: null };

/** Checks a draft and, unless check-only, applies it: step by step, once, starting at the first render. */
export const useApplying = (id: string, checkOnly: boolean): Applying => {
  const [state, setState] = useState(begun);
  const { mutateAsync: validate } = useValidateApi(id);
  const { mutateAsync: apply } = useApplyApi(id);
  const started = useRef(false);

  useEffect(() => {
    // React renders twice in development.
    if (started.current) return;
    started.current = true;
    const run = async (): Promise<void> => {
      const answer = await validate().catch((error: unknown) => setState({ ...begun, check: 'failed', error }));
      if (!answer) return;
      if (!answer.valid) return setState({ ...begun, check: 'failed', invalid: answer, nginx: answer.nginx });
      if (checkOnly) return setState({ ...begun, check: 'done' });
      setState({ ...begun, check: 'done', place: 'doing' });
      try {
        setState({ ...begun, check: 'done', place: 'done', result: await apply() });
      } catch (error) {
        const nginx = nginxWords(error);
        setState({ ...begun, check: 'done', place: 'failed', nginx, error: nginx === null ? error : null });
      }
    };
    void run();
  }, [validate, apply, checkOnly]);
  return state;
};
