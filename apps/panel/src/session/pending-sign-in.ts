/** State of a sign-in, stored in this tab only, between the redirect to the sign-in page and the return. */
export interface PendingSignIn {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  /** Path in the panel, with its fragment. */
  readonly returnTo: string;
  /** A silent request (`prompt=none`). */
  readonly silent: boolean;
}

const pendingKey = 'postern.panel.pending';
const knownKey = 'postern.panel.known';

export const keepPending = (pending: PendingSignIn): void =>
  sessionStorage.setItem(pendingKey, JSON.stringify(pending));

/** Returns and removes it. */
export const takePending = (): PendingSignIn | null => {
  const stored = sessionStorage.getItem(pendingKey);
  sessionStorage.removeItem(pendingKey);
  return stored === null ? null : (JSON.parse(stored) as PendingSignIn);
};

/** Someone was signed in in this tab before: a reload can try silently. */
export const rememberKnown = (known: boolean): void =>
  known ? sessionStorage.setItem(knownKey, '1') : sessionStorage.removeItem(knownKey);
export const isKnown = (): boolean => sessionStorage.getItem(knownKey) !== null;
