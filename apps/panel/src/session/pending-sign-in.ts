/** What is kept, in this tab only, between leaving for the sign-in page and coming back. */
export interface PendingSignIn {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  /** Path in the panel, with its fragment. */
  readonly returnTo: string;
  /** Nobody was to be asked anything. */
  readonly silent: boolean;
}

const pendingKey = 'postern.panel.pending';
const knownKey = 'postern.panel.known';

export const keepPending = (pending: PendingSignIn): void =>
  sessionStorage.setItem(pendingKey, JSON.stringify(pending));

/** Gives it once. */
export const takePending = (): PendingSignIn | null => {
  const stored = sessionStorage.getItem(pendingKey);
  sessionStorage.removeItem(pendingKey);
  return stored === null ? null : (JSON.parse(stored) as PendingSignIn);
};

/** Somebody was signed in in this tab before: a reload need not ask who it is. */
export const rememberKnown = (known: boolean): void =>
  known ? sessionStorage.setItem(knownKey, '1') : sessionStorage.removeItem(knownKey);
export const isKnown = (): boolean => sessionStorage.getItem(knownKey) !== null;
