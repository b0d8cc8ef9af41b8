import type { InteractionView } from '@postern/contracts';
import { addNamespaces } from '@postern/i18n';
import type * as AttemptScreens from './screens/attempt.screens';

type Screens = typeof AttemptScreens;

let screens: Screens | null = null;

const fetchScreens = (): Promise<Screens> => import('./screens/attempt.screens');

/** Lets the screens travel while the view does. Their words wait: nothing is said before a language is chosen. */
export const preloadAttemptScreens = (): void => {
  // Whoever draws them says when they cannot be fetched.
  fetchScreens().catch(() => undefined);
};

/**
 * Fetches what draws a certificate, and its words: most sign-ins never show one, so the first page does not wait for it.
 * Called before a view with an attempt is shown; rejects when it cannot be fetched.
 */
export const prepareScreens = async ({ attempt }: Pick<InteractionView, 'attempt'>): Promise<void> => {
  if (attempt === null) return;
  const words = attempt.newAccount ? (['certificate', 'new-account'] as const) : (['certificate'] as const);
  const [loaded] = await Promise.all([fetchScreens(), addNamespaces(words)]);
  screens = loaded;
};

/** Null as long as they are not here. */
export const attemptScreens = (): Screens | null => screens;
