import type { SignInMethodView } from '@postern/contracts';

export interface OrderedMethods {
  /** Full-width buttons. */
  readonly main: readonly SignInMethodView[];
  /** Compact buttons. */
  readonly other: readonly SignInMethodView[];
}

/** Two groups in the administrator's order; the method used last comes first, whatever its group. */
export const orderMethods = (methods: readonly SignInMethodView[]): OrderedMethods => {
  const last = methods.find(({ lastUsed }) => lastUsed);
  const rest = methods.filter((method) => method !== last);
  const main = rest.filter(({ group }) => group === 'main');
  return { main: last ? [last, ...main] : main, other: rest.filter(({ group }) => group === 'other') };
};
