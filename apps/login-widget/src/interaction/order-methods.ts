import type { SignInMethodView } from '@postern/contracts';

/** Whether the browser will ask for a certificate. */
export const asksInBrowser = ({ action }: SignInMethodView): boolean =>
  action.kind === 'navigate' && action.freshStartUrl !== null;

export interface OrderedMethods {
  /** Full-width buttons. */
  readonly main: readonly SignInMethodView[];
  /** Compact buttons. */
  readonly other: readonly SignInMethodView[];
}

/** The step's primary action: the last used method, else the first one without a form; null if none qualifies. */
export const primaryOf = (methods: readonly SignInMethodView[]): SignInMethodView | null => {
  const [only, second] = methods;
  if (only !== undefined && second === undefined) return only;
  const last = methods.find(({ lastUsed }) => lastUsed);
  return last ?? methods.find((method) => method.group === 'main' && asksInBrowser(method)) ?? null;
};

/** Two groups in the administrator's order; the last used method comes first, whatever its group. */
export const orderMethods = (methods: readonly SignInMethodView[]): OrderedMethods => {
  const last = methods.find(({ lastUsed }) => lastUsed);
  const rest = methods.filter((method) => method !== last);
  const main = rest.filter(({ group }) => group === 'main');
  return { main: last ? [last, ...main] : main, other: rest.filter(({ group }) => group === 'other') };
};
