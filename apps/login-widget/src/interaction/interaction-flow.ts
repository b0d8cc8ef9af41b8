import type { ApiProblem } from '@postern/api-client';
import type { Continuation, InteractionView } from '@postern/contracts';
import { createContext, useContext } from 'react';
import type { InteractionApi } from './interaction.api';

/** Why the browser leaves the page; `linked` is a sign-in that linked a certificate as well. */
export type Departure = 'signed_in' | 'linked' | 'aborted';

/** What a screen can do with the current sign-in. */
export interface Flow {
  readonly api: InteractionApi;
  readonly view: InteractionView;
  /** Follows the server's next step and shows that the browser is leaving. */
  readonly leave: (departure: Departure, continuation: Continuation) => void;
  readonly reload: () => Promise<void>;
  /** Replaces the page with an error that no screen can recover from. */
  readonly fail: (problem: ApiProblem) => void;
}

export const FlowContext = createContext<Flow | null>(null);

export const useFlow = (): Flow => {
  const flow = useContext(FlowContext);
  if (!flow) throw new Error('outside of a sign-in');
  return flow;
};
