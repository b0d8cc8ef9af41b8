import { arrive, leaveToSignIn, refreshTokens, signOutAddress } from './authorization';
import { panelClient } from './panel-client';
import { takeOver } from './interruption';
import { rememberKnown } from './pending-sign-in';
import { TokenKeeper } from './tokens';

/** Somebody is signed in. */
export interface Session {
  readonly tokens: Pick<TokenKeeper, 'accessToken' | 'renew'>;
  /** What the newest access token allows: less than before when a role was taken away. */
  scopes(): ReadonlySet<string>;
  /** Calls back when the scopes may have changed; answers how to stop listening. */
  onRenewed(listener: () => void): () => void;
  /** Calls back when the session is over; answers how to stop listening. */
  onEnded(listener: () => void): () => void;
  /** Calls back when something asks for a sign-in of the last minutes; answers how to stop listening. */
  onStaleProof(listener: () => void): () => void;
  noteStaleProof(): void;
  /** Leaves the page, and comes back to where it was; `afresh`: with a new proof, even while the session lasts. */
  signInAgain(options?: { readonly afresh?: boolean }): Promise<void>;
  /** Leaves the page for a sign-in at one of these levels, and comes back to where it was; once, however often it is called. */
  signInAtLevel(acrValues: string): Promise<void>;
  /** For the page that says so: the account that was signed in is no more. */
  leaveDeleted(): void;
  /** Ends the session at Postern too. */
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
