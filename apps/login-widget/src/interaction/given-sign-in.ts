import { givenSignInId, type GivenSignIn, type InteractionView, interactionPaths } from '@postern/contracts';

/** A sign-in that came along with the page. */
export interface Given {
  readonly view: InteractionView;
  /** Milliseconds by which the server's clock is ahead. */
  readonly offset: number;
}

/**
 * Takes the sign-in out of a page that is the answer to an authorization request, and gives the page its own address at once: reloading,
 * Back and copied addresses lead to this sign-in. Null: the page was opened by its address.
 */
export const takeGiven = (): Given | null => {
  const element = document.getElementById(givenSignInId);
  if (!element) return null;
  element.remove();
  const { now, view } = JSON.parse(element.textContent) as GivenSignIn;
  history.replaceState(null, '', interactionPaths.page(view.uid));
  return { view, offset: now - arrival() };
};

/** When the page arrived, by the browser's clock. Its scripts run later, on a slow network by many seconds. */
const arrival = (): number => {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return Date.now() - performance.now() + (navigation?.responseStart ?? 0);
};
