import { useCallback, useEffect, useState } from 'react';

/** The current step of the page; `start` is what the server's view shows. */
export type Place =
  | { readonly name: 'start' }
  | { readonly name: 'methods' }
  /** The person has an account although the page offers to create one. */
  | { readonly name: 'link' }
  | { readonly name: 'form'; readonly methodId: string; readonly link: boolean };

interface PlaceInHistory {
  readonly place: Place;
  /** Whether the person has moved between steps; if so, the focus moves too. */
  readonly moved: boolean;
  readonly go: (to: Place) => void;
}

/** The current step, kept in the browser's history: Back returns to the previous step, not out of the sign-in. */
export const usePlace = (initial: () => Place): PlaceInHistory => {
  const [{ place, moved }, setState] = useState(() => ({ place: initial(), moved: false }));
  const [first] = useState(place);

  useEffect(() => {
    const comeBack = ({ state }: PopStateEvent): void => {
      setState({ place: (state as { readonly place?: Place } | null)?.place ?? first, moved: true });
    };
    window.addEventListener('popstate', comeBack);
    return () => window.removeEventListener('popstate', comeBack);
  }, [first]);

  const go = useCallback((to: Place): void => {
    history.pushState({ place: to }, '');
    setState({ place: to, moved: true });
  }, []);

  return { place, moved, go };
};
