import { arrive, leaveToSignIn, refreshTokens, signOutAddress } from './authorization';
import { panelClient } from './panel-client';
import { takeOver } from './interruption';
import { rememberKnown } from './pending-sign-in';
import { TokenKeeper } from './tokens';

/** A signed-in session. */
export interface Session {
  readonly tokens: Pick<TokenKeeper, 'accessToken' | 'renew'>;
  /** Scopes of the newest access token: fewer than before if a role was removed. */
  scopes(): ReadonlySet<string>;
  /** Called when the scopes may have changed; returns a function to unsubscribe. */
  onRenewed(listener: () => void): () => void;
  /** Called when the session ends; returns a function to unsubscribe. */
  onEnded(listener: () => void): () => void;
  /** Called when a request requires a recent sign-in; returns a function to unsubscribe. */
  onStaleProof(listener: () => void): () => void;
  noteStaleProof(): void;
  /** Leaves the page for a sign-in and returns to it; `afresh`: requires a new proof, even during the session. */
  signInAgain(options?: { readonly afresh?: boolean }): Promise<void>;
  /** Leaves the page for a sign-in at one of these levels and returns to it; only once, however often it is called. */
  signInAtLevel(acrValues: string): Promise<void>;
  /** For the page that confirms the deletion: the signed-in account no longer exists. */
  leaveDeleted(): void;
  /** Also ends the session at Postern. */
  signOut(): Promise<void>;
}

export type Opening =
  | { readonly kind: 'open'; readonly session: Session; readonly returnTo: string | null }
  | { readonly kind: 'leaving' }
  | { readonly kind: 'refused'; readonly error: string; readonly retry: () => Promise<void> };

const base = '/panel';
const here = (): string => location.pathname.slice(base.length) + location.search + location.hash;

const listeners = () => {
  const all = new Set<() => void>();
  return {
    add: (listener: () => void) => {
      all.add(listener);
      return () => void all.delete(listener);
    },
    call: () => all.forEach((listener) => listener()),
  };
};

/** Called once per page load: the page either handles a sign-in response or starts a sign-in. */
export const openSession = async (): Promise<Opening> => {
  const panel = panelClient(location.origin);
  if (location.pathname !== `${base}/callback`) {
    await leaveToSignIn(panel, here());
    return { kind: 'leaving' };
  }
  const arrival = await arrive(panel, new URL(location.href));
  if (arrival.kind === 'again') {
    rememberKnown(false);
    await leaveToSignIn(panel, arrival.returnTo, { prompt: null });
    return { kind: 'leaving' };
  }
  if (arrival.kind === 'refused') {
    const retry = (): Promise<void> => leaveToSignIn(panel, arrival.returnTo, { prompt: null });
    return { kind: 'refused', error: arrival.error, retry };
  }
  rememberKnown(true);
  takeOver(arrival.account);
  const ended = listeners();
  const renewed = listeners();
  const staleProof = listeners();
  let { scopes } = arrival.tokens;
  const keeper = new TokenKeeper(
    arrival.tokens,
    async (tokens) => {
      const fresh = await refreshTokens(panel, tokens);
      scopes = fresh?.scopes ?? scopes;
      renewed.call();
      return fresh;
    },
    ended.call,
  );
  let leavingForLevel = false;
  const session: Session = {
    tokens: keeper,
    scopes: () => scopes,
    onRenewed: renewed.add,
    onEnded: ended.add,
    onStaleProof: staleProof.add,
    noteStaleProof: staleProof.call,
    signInAtLevel: async (acrValues) => {
      if (leavingForLevel) return;
      leavingForLevel = true;
      await leaveToSignIn(panel, here(), { prompt: null, acrValues });
    },
    signInAgain: ({ afresh = false } = {}) => leaveToSignIn(panel, here(), afresh ? { prompt: 'login' } : {}),
    leaveDeleted: () => {
      rememberKnown(false);
      location.assign('/sign-in/signed-out#deleted=1');
    },
    signOut: async () => {
      rememberKnown(false);
      location.assign(await signOutAddress(panel, keeper.idToken));
    },
  };
  return { kind: 'open', session, returnTo: arrival.returnTo };
};
