import { ApiProblem } from '@postern/api-client';
import type { InteractionView } from '@postern/contracts';
import { addNamespaces, chooseLanguage, recallLanguage, showLanguage } from '@postern/i18n';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { InteractionApi } from './interaction.api';
import { knownApplications } from './browser-memory';

/** A ticket counts as expired this many milliseconds early: time to read, press and navigate. */
const margin = 20_000;
const never = 2 ** 31 - 1;

/** Milliseconds until the view must be reloaded to keep every URL in it valid; negative if overdue. */
const timeUntilStale = (view: InteractionView, now: number): number => {
  const ends = view.methods.flatMap(({ action }) => (action.kind === 'navigate' ? [Date.parse(action.expiresAt)] : []));
  if (ends.length === 0) return never;
  return Math.min(never, Math.min(...ends) - now - margin);
};

type InteractionState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly problem: ApiProblem }
  | { readonly kind: 'ready'; readonly view: InteractionView };

export interface Interaction {
  readonly state: InteractionState;
  /** Reloads the view; the current one stays until the response arrives. */
  readonly reload: () => Promise<void>;
  readonly fail: (problem: ApiProblem) => void;
}

/** Minimum number of seconds between two background refreshes. */
const refreshPause = 10;

/**
 * Loads the view, refreshes its tickets while the page is visible, and switches to the language that the view requests.
 * @param prepare fetches what a view needs before it is rendered; pass the same function each time
 */
export const useInteraction = (
  api: InteractionApi,
  first: Promise<InteractionView>,
  prepare?: (view: InteractionView) => Promise<void>,
): Interaction => {
  const [state, setState] = useState<InteractionState>({ kind: 'loading' });
  const stale = useRef(false);

  const take = useCallback(
    async (answer: Promise<InteractionView>, silent: boolean): Promise<boolean> => {
      try {
        const view = await answer;
        knownApplications.set(view.uid, view.application);
        const offered = view.appearance?.languages;
        const wishes = { ...recallLanguage(), uiLocales: view.uiLocales, browser: navigator.languages, offered };
        await showLanguage(chooseLanguage(wishes));
        if (view.requirement) await addNamespaces(['levels']);
        if (view.consent) await addNamespaces(['consent']);
        await prepare?.(view);
        // Keep showing the presented certificate, even if the server has dropped it.
        setState((shown) => ({
          kind: 'ready',
          view: silent && shown.kind === 'ready' ? { ...view, attempt: shown.view.attempt } : view,
        }));
        return true;
      } catch (error) {
        const problem = error instanceof ApiProblem ? error : ApiProblem.unreachable();
        // Keep the current screen while the server is briefly unreachable.
        if (!silent || problem.code === 'interaction.not_found') setState({ kind: 'failed', problem });
        return false;
      }
    },
    [prepare],
  );

  useEffect(() => {
    void take(first, false);
  }, [first, take]);

  const view = state.kind === 'ready' ? state.view : null;
  useEffect(() => {
    if (!view) return undefined;
    let timer: ReturnType<typeof setTimeout>;
    const refresh = async (): Promise<void> => {
      clearTimeout(timer);
      // A hidden tab sends no requests; it refreshes when it becomes visible.
      stale.current = document.visibilityState === 'hidden';
      if (!stale.current && !(await take(api.view(), true)))
        timer = setTimeout(() => void refresh(), refreshPause * 1000);
    };
    const schedule = (): void => {
      timer = setTimeout(() => void refresh(), Math.max(refreshPause * 1000, timeUntilStale(view, api.now())));
    };
    const look = (): void => {
      if (document.visibilityState === 'visible' && (stale.current || timeUntilStale(view, api.now()) <= 0))
        void refresh();
    };
    const comeBack = (event: PageTransitionEvent): void => {
      if (event.persisted) void refresh();
    };
    schedule();
    document.addEventListener('visibilitychange', look);
    window.addEventListener('pageshow', comeBack);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('pageshow', comeBack);
    };
  }, [api, take, view]);

  const reload = useCallback(async () => void (await take(api.view(), false)), [api, take]);
  const fail = useCallback((problem: ApiProblem) => setState({ kind: 'failed', problem }), []);
  return { state, reload, fail };
};
