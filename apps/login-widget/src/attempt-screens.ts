import type { InteractionView } from '@postern/contracts';
import { addNamespaces } from '@postern/i18n';
import type * as AttemptScreens from './screens/attempt.screens';
import type * as ConsentScreens from './screens/consent.screen';
import type * as EntryScreens from './screens/entry.screen';
import type * as RequiredScreens from './screens/required.screen';
import type * as OrganizationScreens from './screens/organization.screen';

type Screens = typeof AttemptScreens;

let screens: Screens | null = null;
let entry: typeof EntryScreens | null = null;
let requiring: typeof RequiredScreens | null = null;
let choosing: typeof OrganizationScreens | null = null;
let consenting: typeof ConsentScreens | null = null;

const fetchScreens = (): Promise<Screens> => import('./screens/attempt.screens');

/** Fetches the screens in parallel with the view. Their texts load later, once the language is known. */
export const preloadAttemptScreens = (): void => {
  // The component that renders them reports a failed fetch.
  fetchScreens().catch(() => undefined);
};

/**
 * Fetches the screens that show a certificate, ask for an organization, an identifier or consent, or refuse the application, and their texts, as separate
 * chunks: most sign-ins never show one. Call it before showing a view. Rejects if the fetch fails.
 */
export const prepareScreens = async ({
  attempt,
  consent,
  refusal,
  maintenance,
  organizations,
  required,
}: Pick<InteractionView, 'attempt' | 'refusal' | 'maintenance' | 'organizations' | 'required'> &
  Partial<Pick<InteractionView, 'consent'>>): Promise<void> => {
  if (consent) consenting = await import('./screens/consent.screen');
  if (required) {
    const words = ['required', 'certificate'] as const;
    const [loaded, shared] = await Promise.all([
      import('./screens/required.screen'),
      fetchScreens(),
      addNamespaces(words),
    ]);
    [requiring, screens] = [loaded, shared];
  }
  if (organizations?.length) {
    const [loaded] = await Promise.all([import('./screens/organization.screen'), addNamespaces(['organization'])]);
    choosing = loaded;
  }
  if (refusal || maintenance) {
    const [loaded] = await Promise.all([import('./screens/entry.screen'), addNamespaces(['refusal'])]);
    entry = loaded;
  }
  if (attempt === null) return;
  const words = attempt.newAccount ? (['certificate', 'new-account'] as const) : (['certificate'] as const);
  const [loaded] = await Promise.all([fetchScreens(), addNamespaces(words)]);
  screens = loaded;
};

/** Null until they are loaded. */
export const attemptScreens = (): Screens | null => screens;

/** Null until it is loaded. */
export const entryScreen = (): typeof EntryScreens | null => entry;

/** Null until it is loaded. */
export const requiredScreen = (): typeof RequiredScreens | null => requiring;

/** Null until it is loaded. */
export const organizationScreen = (): typeof OrganizationScreens | null => choosing;

/** Null until it is loaded. */
export const consentScreen = (): typeof ConsentScreens | null => consenting;
