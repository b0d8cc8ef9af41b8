import { arrive, leaveToSignIn, refreshTokens, signOutAddress } from './authorization';
import { panelClient } from './panel-client';
import { rememberKnown } from './pending-sign-in';
import { TokenKeeper } from './tokens';

/** Somebody is signed in. */
export interface Session {
  readonly tokens: Pick<TokenKeeper, 'accessToken' | 'renew'>;
  /** Calls back when the session is over; answers how to stop listening. */
  onEnded(listener: () => void): () => void;
  /** Leaves the page, and comes back to where it was. */
  signInAgain(): Promise<void>;
  /** Ends the session at Postern too. */
  signOut(): Promise<void>;
}

export type Opening =
  | { readonly kind: 'open'; readonly session: Session; readonly returnTo: string | null }
  | { readonly kind: 'leaving' }
  | { readonly kind: 'refused'; readonly error: string; readonly retry: () => Promise<void> };

const base = '/panel';
const here = (): string => location.pathname.slice(base.length) + location.search + location.hash;

/** Called once per page load: a page is either the answer to a sign-in, or begins one. */
export const openSession = async (): Promise<Opening> => {
  const panel = panelClient(location.origin);
  if (location.pathname !== `${base}/callback`) {
    await leaveToSignIn(panel, here());
    return { kind: 'leaving' };
  }
  const arrival = await arrive(panel, new URL(location.href));
  if (arrival.kind === 'again') {
    rememberKnown(false);
    await leaveToSignIn(panel, arrival.returnTo, { silent: false });
    return { kind: 'leaving' };
  }
  if (arrival.kind === 'refused') {
    const retry = (): Promise<void> => leaveToSignIn(panel, arrival.returnTo, { silent: false });
    return { kind: 'refused', error: arrival.error, retry };
  }
  rememberKnown(true);
  const listeners = new Set<() => void>();
  const keeper = new TokenKeeper(
    arrival.tokens,
    (tokens) => refreshTokens(panel, tokens),
    () => listeners.forEach((listener) => listener()),
  );
  const session: Session = {
    tokens: keeper,
    onEnded: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    signInAgain: () => leaveToSignIn(panel, here()),
    signOut: async () => {
      rememberKnown(false);
      location.assign(await signOutAddress(panel, keeper.idToken));
    },
  };
  return { kind: 'open', session, returnTo: arrival.returnTo };
};
