import type { InteractionView, SignInMethodView } from '@postern/contracts';

export interface AutoStartFacts {
  /** The browser came back with an error. */
  readonly failed: boolean;
  /** The person pressed this method's button in this browser before. */
  readonly pressedBefore: (methodId: string) => boolean;
  /** Whether a method has already started automatically in this sign-in. */
  readonly startedBefore: boolean;
}

/**
 * The method that starts without a press: the only one, if no account is remembered and nothing has failed.
 * A method that leaves the page must also have been used in this browser, only once per sign-in, and only if the
 * application requires no fresh sign-in.
 */
export const methodToStart = (view: InteractionView, facts: AutoStartFacts): SignInMethodView | null => {
  const [method, ...others] = view.methods;
  if (!method || others.length > 0 || view.step !== 'sign_in') return null;
  if (view.accounts.length > 0 || view.attempt || facts.failed) return null;
  // People who are already signed in first read why that is not enough.
  if (view.requirement?.signedIn) return null;
  if (method.action.kind === 'form') return method;
  const welcome = view.promptLogin === false && !facts.startedBefore && facts.pressedBefore(method.id);
  return welcome ? method : null;
};
