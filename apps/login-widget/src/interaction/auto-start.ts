import type { InteractionView, SignInMethodView } from '@postern/contracts';

export interface AutoStartFacts {
  /** The browser came back with an error. */
  readonly failed: boolean;
  /** The person pressed this method's button in this browser before. */
  readonly pressedBefore: (methodId: string) => boolean;
  /** In this sign-in something started by itself before. */
  readonly startedBefore: boolean;
}

/**
 * The method that starts without a press: the only one, when nobody is remembered and nothing has failed. One that
 * leaves the page needs more: the person knows it, the application asked for no fresh proof, and it is the first time.
 */
export const methodToStart = (view: InteractionView, facts: AutoStartFacts): SignInMethodView | null => {
  const [method, ...others] = view.methods;
  if (!method || others.length > 0 || view.step !== 'sign_in') return null;
  if (view.accounts.length > 0 || view.attempt || facts.failed) return null;
  // Whoever is signed in already reads first why that is not enough.
  if (view.requirement?.signedIn) return null;
  if (method.action.kind === 'form') return method;
  const welcome = view.promptLogin === false && !facts.startedBefore && facts.pressedBefore(method.id);
  return welcome ? method : null;
};
