import { useEffect, useState } from 'react';

/** Of all keys in `sessionStorage` that hold what waits for a person to sign in again. */
export const waitingPrefix = 'postern.panel.waiting-';
const key = `${waitingPrefix}change`;
const accountKey = 'postern.panel.account';

/** Values of what may have to wait for a new sign-in. Passwords are never among them. */
export interface Interruptions {
  readonly mainInformation: Readonly<Record<'name' | 'givenName' | 'familyName' | 'email' | 'locale', string>>;
  readonly password: Record<string, never>;
  readonly startLink: { readonly methodId: string; readonly fresh?: boolean };
  readonly removeIdentifier: { readonly id: string };
}

type Kind = keyof Interruptions;

/** Kept in this tab only: the page takes it up when its person comes back signed in. */
export const keepInterruption = <K extends Kind>(kind: K, values: Interruptions[K]): void =>
  sessionStorage.setItem(key, JSON.stringify({ kind, values }));

export const forgetInterruption = (): void => sessionStorage.removeItem(key);

/** Whose tab this is from now on; what somebody else left waiting in it goes. */
export const takeOver = (account: string): void => {
  if (sessionStorage.getItem(accountKey) !== account) {
    const waiting = Object.keys(sessionStorage).filter((name) => name.startsWith(waitingPrefix));
    waiting.forEach((name) => sessionStorage.removeItem(name));
  }
  sessionStorage.setItem(accountKey, account);
};

const kept = <K extends Kind>(kind: K): Interruptions[K] | null => {
  const stored = sessionStorage.getItem(key);
  const found = stored === null ? null : (JSON.parse(stored) as { kind: Kind; values: Interruptions[K] });
  return found?.kind === kind ? found.values : null;
};

/** What waited here for a new sign-in, for as long as the component lives; null if nothing did. Another one finds nothing. */
export const useInterruption = <K extends Kind>(kind: K): Interruptions[K] | null => {
  const [values] = useState(() => kept(kind));
  useEffect(() => {
    if (values !== null) forgetInterruption();
  }, [values]);
  return values;
};
