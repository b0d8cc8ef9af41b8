import type { ApiProblem } from '@postern/api-client';
import type { Continuation, InteractionView } from '@postern/contracts';
import { createContext, useContext } from 'react';
import type { InteractionApi } from './interaction.api';

/** Why the browser leaves the page; `linked` is a sign-in that linked a certificate as well. */
export type Departure = 'signed_in' | 'linked' | 'aborted';

/** What every screen may do with the sign-in it is part of. */
export interface Flow {
  readonly api: InteractionApi;
  readonly view: InteractionView;
  /** Follows a continuation and shows that it does. */
  readonly leave: (departure: Departure, continuation: Continuation) => void;
  readonly reload: () => Promise<void>;
  /** Gives the page over to a problem that no screen can go on from. */
  readonly fail: (problem: ApiProblem) => void;
}

export const FlowContext = createContext<Flow | null>(null);

export const useFlow = (): Flow => {
  const flow = useContext(FlowContext);
  if (!flow) throw new Error('outside of a sign-in');
  return flow;
};
