import type { InteractionView } from '@postern/contracts';

/** Milliseconds before its end at which a ticket counts as used up: time to read, press and travel. */
const margin = 20_000;
const never = 2 ** 31 - 1;

/** Milliseconds until the view must be asked for again so that every address in it still works; below 0 when it is late. */
export const timeUntilStale = (view: InteractionView, now: number): number => {
  const ends = view.methods.flatMap(({ action }) => (action.kind === 'navigate' ? [Date.parse(action.expiresAt)] : []));
  if (ends.length === 0) return never;
  return Math.min(never, Math.min(...ends) - now - margin);
};
